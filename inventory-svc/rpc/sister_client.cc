#include "inventory-svc/rpc/sister_client.h"

#include <grpcpp/client_context.h>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "dukcapil/outreach/v1/outreach_service.grpc.pb.h"
#include "dukcapil/population/v1/population_service.grpc.pb.h"
#include "inventory-svc/domain/errors.h"
#include "platform/access/region_scope.h"
#include "platform/civil_date/civil_date.h"
#include "platform/rpc/client.h"
#include "platform/rpc/errors.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

namespace pv1 = population::v1;
namespace ov1 = outreach::v1;
using Population = pv1::PopulationService::StubInterface;
using Outreach = ov1::OutreachService::StubInterface;

constexpr char kService[] = "inventory-svc";

// What a caller may learn of a sister's answer.
absl::Status Passed(const grpc::Status& status, absl::string_view sister) {
  absl::Status error = rpc::FromGrpc(status);
  switch (error.code()) {
    case absl::StatusCode::kOk:
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kCancelled:
      return error;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kResourceExhausted:
      return SisterAwayError(sister);
    default:
      return absl::InternalError(absl::StrCat(sister, " refuses to answer"));
  }
}

absl::StatusOr<ResidentFacts> GetResident(Population& stub, const Call& call, const std::string& name) {
  grpc::ClientContext context;
  rpc::ActAsService(context, call, kService);
  pv1::GetResidentRequest request;
  request.set_name(name);
  pv1::Resident resident;
  RETURN_IF_ERROR(Passed(stub.GetResident(&context, request, &resident), "population-svc"));
  ResidentFacts facts;
  facts.eligibility.print_ready = resident.recording_state() == pv1::RECORDING_STATE_PRINT_READY;
  facts.eligibility.blocked = resident.recording_state() == pv1::RECORDING_STATE_DUPLICATE ||
                              resident.recording_state() == pv1::RECORDING_STATE_ADJUDICATION;
  facts.eligibility.has_first_card = resident.has_first_card_date();
  facts.eligibility.obliged_date = TrustedDay(resident.has_obliged_date(), resident.obliged_date());
  facts.death_date = TrustedDay(resident.has_death_date(), resident.death_date());
  facts.departure_date = TrustedDay(resident.has_departure_date(), resident.departure_date());
  if (!absl::SimpleAtoi(resident.etag(), &facts.version)) facts.version = 0;
  return facts;
}

absl::StatusOr<pv1::Coverage> AskCoverage(Population& stub, const Call& call, const std::string& regency,
                                          absl::CivilDay date) {
  grpc::ClientContext context;
  rpc::ActAsService(context, call, kService);
  pv1::GetCoverageRequest request;
  request.set_name(absl::StrCat(RegionName(regency), "/coverage"));
  *request.mutable_date() = ToProto(date);
  pv1::Coverage coverage;
  RETURN_IF_ERROR(Passed(stub.GetCoverage(&context, request, &coverage), "population-svc"));
  return coverage;
}

absl::StatusOr<RegisterFigures> GetRegisterFigures(Population& stub, const Call& call,
                                                   const std::string& regency, absl::CivilDay date) {
  ASSIGN_OR_RETURN(const pv1::Coverage coverage, AskCoverage(stub, call, regency, date));
  return RegisterFigures{coverage.not_recorded(), coverage.digital_identity()};
}

absl::StatusOr<std::vector<RegencyName>> ListRegencies(Population& stub, const Call& call) {
  constexpr int kMorePerPageThanThereAre = 1000;
  std::vector<RegencyName> regencies;
  pv1::ListRegionsRequest request;
  request.set_parent("regions/-");
  request.set_level(pv1::REGION_LEVEL_REGENCY);
  request.set_page_size(kMorePerPageThanThereAre);
  do {
    grpc::ClientContext context;
    rpc::ActAsService(context, call, kService);
    pv1::ListRegionsResponse page;
    RETURN_IF_ERROR(Passed(stub.ListRegions(&context, request, &page), "population-svc"));
    for (const pv1::Region& region : page.regions()) {
      regencies.push_back({region.code(), region.display_name()});
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return regencies;
}

absl::StatusOr<CoverageFigures> GetCoverage(Population& stub, const Call& call, const std::string& regency,
                                            absl::CivilDay date) {
  ASSIGN_OR_RETURN(const pv1::Coverage coverage, AskCoverage(stub, call, regency, date));
  return CoverageFigures{coverage.not_recorded(), coverage.covered(), coverage.blocked(),
                         coverage.print_ready(), coverage.first_card()};
}

absl::StatusOr<std::map<absl::CivilDay, double>> GetExpectedRecordings(Outreach& stub, const Call& call,
                                                                       const std::string& regency,
                                                                       absl::CivilDay deadline) {
  grpc::ClientContext context;
  rpc::ActAsService(context, call, kService);
  ov1::GetProgressRequest request;
  request.set_name(absl::StrCat(RegionName(regency), "/progress"));
  *request.mutable_deadline() = ToProto(deadline);
  ov1::Progress progress;
  RETURN_IF_ERROR(Passed(stub.GetProgress(&context, request, &progress), "outreach-svc"));
  std::map<absl::CivilDay, double> expected;
  for (const ov1::DayExpectation& day : progress.days()) {
    if (const auto date = TrustedDay(day.has_date(), day.date()))
      expected[*date] += day.expected_recordings();
  }
  return expected;
}

}  // namespace

Sisters SistersOver(const std::shared_ptr<grpc::Channel>& population,
                    const std::shared_ptr<grpc::Channel>& outreach) {
  const std::shared_ptr<Population> register_stub = pv1::PopulationService::NewStub(population);
  const std::shared_ptr<Outreach> visits_stub = ov1::OutreachService::NewStub(outreach);
  Sisters sisters;
  sisters.get_resident = [register_stub](const Call& call, const std::string& name) {
    return GetResident(*register_stub, call, name);
  };
  sisters.get_coverage = [register_stub](const Call& call, const std::string& regency, absl::CivilDay date) {
    return GetCoverage(*register_stub, call, regency, date);
  };
  sisters.list_regencies = [register_stub](const Call& call) { return ListRegencies(*register_stub, call); };
  sisters.get_register_figures = [register_stub](const Call& call, const std::string& regency,
                                                 absl::CivilDay date) {
    return GetRegisterFigures(*register_stub, call, regency, date);
  };
  sisters.get_expected_recordings = [visits_stub](const Call& call, const std::string& regency,
                                                  absl::CivilDay deadline) {
    return GetExpectedRecordings(*visits_stub, call, regency, deadline);
  };
  return sisters;
}

}  // namespace dukcapil::inventory
