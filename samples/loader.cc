#include "samples/loader.h"

#include <atomic>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"
#include "platform/civil_date/civil_date.h"
#include "platform/status/status_macros.h"
#include "samples/parallel.h"
#include "samples/register_loader.h"
#include "samples/sample.h"

namespace dukcapil::samples {
namespace {

namespace inventory = ::dukcapil::inventory::v1;
namespace outreach = ::dukcapil::outreach::v1;

constexpr int kImportCallers = 4, kCardCallers = 16;

class Loader {
 public:
  explicit Loader(const LoaderPorts& ports) : loading_(ports) {}

  absl::Status Run() {
    ASSIGN_OR_RETURN(sample_, FetchSample(loading_));
    RETURN_IF_ERROR(LoadSchools(loading_, sample_));
    ASSIGN_OR_RETURN(resident_names_, LoadResidents(loading_, sample_.residents, kImportCallers));
    // Before the stock: the stock mode looks at the plan.
    RETURN_IF_ERROR(PlanOutreach());
    RETURN_IF_ERROR(OpenOffice());
    return MakeCards();
  }

 private:
  absl::Status PlanOutreach() {
    for (std::size_t i = 0; i < sample_.teams.size(); ++i) {
      outreach::CreateTeamRequest request;
      request.set_parent(kParent);
      request.set_team_id(sample_.teams[i].id);
      *request.mutable_team() = sample_.teams[i].team;
      request.set_request_id(RequestId("teams", i));
      RETURN_IF_ERROR(loading_.Call<outreach::Team>(request).status());
    }
    outreach::CreatePlanRequest request;
    request.set_parent(kParent);
    *request.mutable_plan()->mutable_inputs() = sample_.plan;
    request.set_request_id(RequestId("plan", 0));
    ASSIGN_OR_RETURN(const auto plan, loading_.Call<outreach::Plan>(request));
    outreach::PublishPlanRequest publish;
    publish.set_name(plan.name());
    publish.set_request_id(RequestId("publish", 0));
    RETURN_IF_ERROR(loading_.Call<outreach::PublishPlanResponse>(publish).status());
    return loading_.Tell(
        absl::StrCat(sample_.teams.size(), " teams, a published plan of ", plan.visits_size(), " visits"));
  }

  absl::Status OpenOffice() {
    inventory::CreateLocationRequest location;
    location.set_parent(kParent);
    location.set_location_id(sample_.location_id);
    *location.mutable_location() = sample_.location;
    location.set_request_id(RequestId("location", 0));
    RETURN_IF_ERROR(loading_.Call<inventory::Location>(location).status());
    inventory::CreateMovementRequest receipt;
    receipt.set_parent(kParent);
    *receipt.mutable_movement() = sample_.receipt;
    receipt.set_request_id(RequestId("receipt", 0));
    RETURN_IF_ERROR(loading_.Call<inventory::Movement>(receipt).status());
    return loading_.Tell("the office and its blank cards");
  }

  absl::Status MakeCards() {
    std::atomic<std::size_t> done{0};
    return InParallel(sample_.cards.size(), kCardCallers, [&](std::size_t item) {
      RETURN_IF_ERROR(MakeCard(item));
      const std::size_t now = ++done;
      return now % 500 == 0 ? loading_.Tell(absl::StrCat("cards: ", now, " of ", sample_.cards.size()))
                            : absl::OkStatus();
    });
  }

  absl::Status MakeCard(std::size_t number) {
    const Card& card = sample_.cards[number];
    inventory::CreateCardApplicationRequest application;
    application.set_parent(kParent);
    application.set_request_id(RequestId("application", number));
    auto* wanted = application.mutable_card_application();
    wanted->set_resident(resident_names_[card.resident]);
    wanted->set_reason(card.reason);
    wanted->set_evidence_number(card.evidence_number);
    wanted->set_location(absl::StrCat(kParent, "/locations/", sample_.location_id));
    *wanted->mutable_application_date() = ToProto(card.print_date);
    ASSIGN_OR_RETURN(const auto decided, loading_.Call<inventory::CardApplication>(application));
    if (decided.decision().outcome() != inventory::CARD_APPLICATION_STATE_RESERVED) {
      return Refused(
          absl::StrCat("card ", number, " was not reserved but decided by ", decided.decision().rule()));
    }
    inventory::PrintCardRequest print;
    print.set_name(decided.name());
    print.set_serial(card.serial);
    *print.mutable_print_date() = ToProto(card.print_date);
    print.set_request_id(RequestId("print", number));
    RETURN_IF_ERROR(loading_.Call<inventory::CardApplication>(print).status());
    inventory::DeliverCardRequest deliver;
    deliver.set_name(decided.name());
    *deliver.mutable_delivery_date() = ToProto(card.delivery_date);
    deliver.set_request_id(RequestId("deliver", number));
    return loading_.Call<inventory::CardApplication>(deliver).status();
  }

  Loading loading_;
  Sample sample_;
  std::vector<std::string> resident_names_;  // as the register named them, by position in the sample
};

}  // namespace

absl::Status LoadSample(const LoaderPorts& ports) {
  return Loader(ports).Run();
}

}  // namespace dukcapil::samples
