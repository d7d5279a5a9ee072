#include "gateway/overview/sister_client.h"

#include <deque>
#include <utility>

#include <grpcpp/client_context.h>

#include "absl/synchronization/blocking_counter.h"
#include "absl/time/clock.h"
#include "dukcapil/inventory/v1/inventory_service.grpc.pb.h"
#include "dukcapil/outreach/v1/outreach_service.grpc.pb.h"
#include "dukcapil/population/v1/population_service.grpc.pb.h"
#include "platform/access/region_scope.h"
#include "platform/rpc/caller_metadata.h"
#include "platform/rpc/client.h"
#include "platform/rpc/errors.h"

namespace dukcapil::gateway {
namespace {

constexpr int kQuestions = 8;
constexpr int kLargestPage = 1000;
// Of the caller's time: what is left is for telling which sister did not answer.
constexpr double kSistersShare = 0.8;

// Starts calls and waits for all of them.
class FanOut {
 public:
  explicit FanOut(const Call& call)
      : call_(call), deadline_(absl::Now() + (call.deadline - absl::Now()) * kSistersShare) {}

  // `method` is of a stub's async interface; the answer lands in `answer`.
  template <class Async, class Request, class Reply>
  void Start(Async* async,
             void (Async::*method)(grpc::ClientContext*, const Request*, Reply*,
                                   std::function<void(grpc::Status)>),
             Request request, absl::StatusOr<Reply>& answer) {
    struct Pending {
      grpc::ClientContext context;
      Request request;
      Reply reply;
    };
    auto pending = std::make_shared<Pending>();
    pending->request = std::move(request);
    rpc::VouchFor(pending->context, call_.caller);
    pending->context.AddMetadata(rpc::kTraceKey, rpc::TraceParent(call_.trace_id));
    pending->context.set_deadline(absl::ToChronoTime(deadline_));
    (async->*method)(&pending->context, &pending->request, &pending->reply,
                     [this, pending, &answer](const grpc::Status& status) {
                       if (status.ok()) {
                         answer = std::move(pending->reply);
                       } else {
                         answer = rpc::FromGrpc(status);
                       }
                       waiting_.DecrementCount();
                     });
  }

  void Wait() { waiting_.Wait(); }

 private:
  const Call& call_;
  const absl::Time deadline_;
  absl::BlockingCounter waiting_{kQuestions};
};

class GrpcSisterClient : public SisterClient {
 public:
  GrpcSisterClient(const std::shared_ptr<grpc::Channel>& population,
                   const std::shared_ptr<grpc::Channel>& inventory,
                   const std::shared_ptr<grpc::Channel>& outreach)
      : population_(population::v1::PopulationService::NewStub(population)),
        inventory_(inventory::v1::InventoryService::NewStub(inventory)),
        outreach_(outreach::v1::OutreachService::NewStub(outreach)) {}

  SisterAnswers Ask(const Call& call, const OverviewQuestion& question) override {
    using Population = population::v1::PopulationService::StubInterface::async_interface;
    using Inventory = inventory::v1::InventoryService::StubInterface::async_interface;
    using Outreach = outreach::v1::OutreachService::StubInterface::async_interface;
    const std::string parent = RegionName(question.region);
    SisterAnswers answers;
    FanOut all(call);

    population::v1::GetRegionRequest region;
    region.set_name(parent);
    all.Start<Population>(population_->async(), &Population::GetRegion, region, answers.region);

    population::v1::GetCoverageRequest coverage;
    coverage.set_name(parent + "/coverage");
    *coverage.mutable_date() = question.date;
    all.Start<Population>(population_->async(), &Population::GetCoverage, coverage, answers.today);
    *coverage.mutable_date() = question.deadline;
    *coverage.mutable_newly_obliged_since() = question.date;
    all.Start<Population>(population_->async(), &Population::GetCoverage, coverage, answers.at_deadline);

    population::v1::ListCoverageRequest districts;
    districts.set_parent(parent);
    districts.set_level(population::v1::REGION_LEVEL_DISTRICT);
    *districts.mutable_date() = question.deadline;
    all.Start<Population>(population_->async(), &Population::ListCoverage, districts, answers.districts);

    inventory::v1::ListLocationsRequest locations;
    locations.set_parent(parent);
    locations.set_page_size(kLargestPage);
    all.Start<Inventory>(inventory_->async(), &Inventory::ListLocations, locations, answers.locations);

    inventory::v1::GetStockModeRequest mode;
    mode.set_name(parent + "/stockMode");
    all.Start<Inventory>(inventory_->async(), &Inventory::GetStockMode, mode, answers.mode);

    inventory::v1::GetForecastRequest forecast;
    forecast.set_name(parent + "/forecast");
    *forecast.mutable_date() = question.date;
    *forecast.mutable_deadline() = question.deadline;
    all.Start<Inventory>(inventory_->async(), &Inventory::GetForecast, forecast, answers.forecast);

    outreach::v1::GetProgressRequest progress;
    progress.set_name(parent + "/progress");
    *progress.mutable_deadline() = question.deadline;
    all.Start<Outreach>(outreach_->async(), &Outreach::GetProgress, progress, answers.progress);

    all.Wait();
    return answers;
  }

 private:
  const std::unique_ptr<population::v1::PopulationService::StubInterface> population_;
  const std::unique_ptr<inventory::v1::InventoryService::StubInterface> inventory_;
  const std::unique_ptr<outreach::v1::OutreachService::StubInterface> outreach_;
};

}  // namespace

std::unique_ptr<SisterClient> NewSisterClient(const std::shared_ptr<grpc::Channel>& population,
                                              const std::shared_ptr<grpc::Channel>& inventory,
                                              const std::shared_ptr<grpc::Channel>& outreach) {
  return std::make_unique<GrpcSisterClient>(population, inventory, outreach);
}

}  // namespace dukcapil::gateway
