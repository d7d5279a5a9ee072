#include "outreach-svc/rpc/population_client.h"

#include <string>
#include <utility>

#include <grpcpp/client_context.h>

#include "absl/synchronization/notification.h"
#include "dukcapil/population/v1/population_service.grpc.pb.h"
#include "outreach-svc/domain/errors.h"
#include "outreach-svc/rpc/names.h"
#include "platform/civil_date/civil_date.h"
#include "platform/rpc/client.h"
#include "platform/rpc/errors.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {
namespace {

namespace population = dukcapil::population::v1;

constexpr char kService[] = "outreach-svc";
constexpr int kLargestPage = 1000;

// What a caller may learn of an answer of population-svc.
absl::Status Passed(const grpc::Status& status) {
  absl::Status error = rpc::FromGrpc(status);
  switch (error.code()) {
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kCancelled:
      return error;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kResourceExhausted:
      return PopulationAwayError();
    default:
      return absl::InternalError("population-svc refuses to tell the sites");
  }
}

std::string IdOf(const std::string& name) {
  return name.substr(name.rfind('/') + 1);
}

Site ToSite(const population::Coverage& coverage) {
  const population::Region& region = coverage.region();
  return {region.code(), SiteKind::kVillage, region.display_name(), region.code(),
          coverage.not_recorded() - coverage.not_recorded_pupils()};
}

Site ToSite(const population::School& school) {
  return {IdOf(school.name()), SiteKind::kSchool, school.display_name(), IdOf(school.village()),
          school.unrecorded_pupils()};
}

// Answers that arrive while others are asked for.
class VillageCall {
 public:
  VillageCall(population::PopulationService::StubInterface& stub, const Call& call,
              const population::ListCoverageRequest& request)
      : request_(request) {
    rpc::ActAsService(context_, call, kService);
    stub.async()->ListCoverage(&context_, &request_, &response_, [this](grpc::Status status) {
      status_ = std::move(status);
      done_.Notify();
    });
  }
  ~VillageCall() { done_.WaitForNotification(); }

  absl::StatusOr<population::ListCoverageResponse> Wait() {
    done_.WaitForNotification();
    if (!status_.ok()) return Passed(status_);
    return std::move(response_);
  }

 private:
  grpc::ClientContext context_;
  population::ListCoverageRequest request_;
  population::ListCoverageResponse response_;
  grpc::Status status_;
  absl::Notification done_;
};

absl::Status AppendSchools(population::PopulationService::StubInterface& stub, const Call& call,
                           absl::string_view regency, absl::CivilDay date, std::vector<Site>& sites) {
  population::ListSchoolsRequest request;
  request.set_parent(RegionName(regency));
  *request.mutable_turning_17_by() = dukcapil::ToProto(date);
  request.set_page_size(kLargestPage);
  do {
    grpc::ClientContext context;
    rpc::ActAsService(context, call, kService);
    population::ListSchoolsResponse response;
    const grpc::Status status = stub.ListSchools(&context, request, &response);
    if (!status.ok()) return Passed(status);
    for (const population::School& school : response.schools()) sites.push_back(ToSite(school));
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  return absl::OkStatus();
}

}  // namespace

FetchSites FetchSitesFrom(std::shared_ptr<grpc::Channel> channel) {
  std::shared_ptr<population::PopulationService::StubInterface> stub =
      population::PopulationService::NewStub(channel);
  return [stub](const Call& call, absl::string_view regency,
                absl::CivilDay date) -> absl::StatusOr<std::vector<Site>> {
    population::ListCoverageRequest request;
    request.set_parent(RegionName(regency));
    request.set_level(population::REGION_LEVEL_VILLAGE);
    *request.mutable_date() = dukcapil::ToProto(date);
    request.set_with_school_pupils(true);
    VillageCall villages(*stub, call, request);
    std::vector<Site> schools;
    const absl::Status asked = AppendSchools(*stub, call, regency, date, schools);
    ASSIGN_OR_RETURN(const population::ListCoverageResponse answer, villages.Wait());
    RETURN_IF_ERROR(asked);
    std::vector<Site> sites;
    for (const population::Coverage& coverage : answer.coverages()) sites.push_back(ToSite(coverage));
    sites.insert(sites.end(), schools.begin(), schools.end());
    return sites;
  };
}

}  // namespace dukcapil::outreach
