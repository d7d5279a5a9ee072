#include "outreach-svc/rpc/population_client.h"

#include <string>
#include <utility>

#include <grpcpp/client_context.h>

#include "absl/synchronization/notification.h"
#include "dukcapil/population/v1/population_service.grpc.pb.h"
#include "outreach-svc/domain/errors.h"
#include "outreach-svc/rpc/convert.h"
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
      return absl::InternalError("population-svc refuses to answer");
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

using Stub = population::PopulationService::StubInterface;

Whereabouts WhereaboutsOf(const population::Resident& resident) {
  return {IdOf(resident.village()), IdOf(resident.school())};
}

absl::StatusOr<std::vector<UnrecordedPerson>> ListUnrecorded(Stub& stub, const Call& call,
                                                             absl::string_view regency,
                                                             absl::string_view site, absl::CivilDay date,
                                                             absl::string_view purpose) {
  population::ListResidentsRequest request;
  request.set_parent(RegionName(regency));
  request.set_recording_state(population::RECORDING_STATE_NOT_RECORDED);
  *request.mutable_obliged_by() = dukcapil::ToProto(date);
  request.set_purpose(std::string(purpose));
  request.set_page_size(kLargestPage);
  if (KindOfSite(site) == SiteKind::kSchool) {
    request.set_school(SchoolName(regency, site));
  } else {
    request.set_village(RegionName(site));
  }
  std::vector<UnrecordedPerson> people;
  do {
    grpc::ClientContext context;
    rpc::ActAsService(context, call, kService);
    population::ListResidentsResponse page;
    const grpc::Status status = stub.ListResidents(&context, request, &page);
    if (!status.ok()) return Passed(status);
    for (const population::Resident& resident : page.residents()) {
      people.push_back({IdOf(resident.name()), resident.nik(), resident.full_name(),
                        TrustedDay(resident.has_birth_date(), resident.birth_date()), WhereaboutsOf(resident),
                        TrustedDay(resident.has_obliged_date(), resident.obliged_date())});
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return people;
}

absl::StatusOr<absl::flat_hash_map<std::string, Whereabouts>> Find(Stub& stub, const Call& call,
                                                                   absl::string_view regency,
                                                                   const std::vector<std::string>& ids) {
  absl::flat_hash_map<std::string, Whereabouts> where;
  for (const std::string& id : ids) {
    grpc::ClientContext context;
    rpc::ActAsService(context, call, kService);
    population::GetResidentRequest request;
    request.set_name(ResidentName(regency, id));
    population::Resident resident;
    const grpc::Status status = stub.GetResident(&context, request, &resident);
    if (status.error_code() == grpc::StatusCode::NOT_FOUND) continue;
    if (!status.ok()) return Passed(status);
    where.emplace(id, WhereaboutsOf(resident));
  }
  return where;
}

absl::StatusOr<std::vector<std::string>> Submit(Stub& stub, const Call& call, const OutcomeBatch& batch) {
  population::BatchSubmitRecordingEventsRequest request;
  request.set_parent(RegionName(batch.regency));
  request.set_request_id(batch.request_id);
  for (const VisitOutcome& one : batch.outcomes) {
    population::RecordingEvent& event = *request.add_events();
    event.set_resident(ResidentName(batch.regency, one.resident));
    event.set_source(population::RECORDING_SOURCE_VISIT);
    event.set_sequence(batch.number);
    *event.mutable_event_time() = ToProto(one.event_time);
    event.set_raw_code(std::string(RawCodeOf(one.outcome)));
  }
  grpc::ClientContext context;
  rpc::ActAsService(context, call, kService);
  population::BatchSubmitRecordingEventsResponse response;
  const grpc::Status status = stub.BatchSubmitRecordingEvents(&context, request, &response);
  if (!status.ok()) return Passed(status);
  std::vector<std::string> refusals(batch.outcomes.size());
  for (const population::EventResult& result : response.results()) {
    const auto index = static_cast<std::size_t>(result.index());
    if (result.outcome() != population::EVENT_OUTCOME_REFUSED || index >= refusals.size()) continue;
    refusals[index] = result.reason();
  }
  return refusals;
}

}  // namespace

Residents ResidentsFrom(const std::shared_ptr<grpc::Channel>& channel) {
  const std::shared_ptr<Stub> stub = population::PopulationService::NewStub(channel);
  Residents residents;
  residents.list_unrecorded = [stub](const Call& call, absl::string_view regency, absl::string_view site,
                                     absl::CivilDay date, absl::string_view purpose) {
    return ListUnrecorded(*stub, call, regency, site, date, purpose);
  };
  residents.find = [stub](const Call& call, absl::string_view regency, const std::vector<std::string>& ids) {
    return Find(*stub, call, regency, ids);
  };
  residents.tell_outcomes = [stub](const Call& call, const OutcomeBatch& batch) {
    return Submit(*stub, call, batch);
  };
  return residents;
}

FetchSites FetchSitesFrom(const std::shared_ptr<grpc::Channel>& channel) {
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
