#include "outreach-svc/rpc/register_client.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "dukcapil/population/v1/population_service.grpc.pb.h"
#include "platform/access/region_scope.h"
#include "platform/civil_date/civil_date.h"
#include "platform/rpc/follow.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {
namespace {

namespace population = dukcapil::population::v1;
using Stub = population::PopulationService::StubInterface;
using Effect = std::function<absl::Status(mysql::Transaction&)>;

constexpr char kService[] = "outreach-svc";
constexpr char kSource[] = "population-svc";
constexpr char kSchoolsImported[] = "SCHOOLS_IMPORTED";
constexpr int kPage = 1000;

absl::StatusOr<Resident> FromProto(const population::ResidentState& state) {
  Resident resident;
  ASSIGN_OR_RETURN(resident.regency, RegionOf(state.name()));
  ASSIGN_OR_RETURN(resident.id, ParseChildName(state.name(), "residents"));
  ASSIGN_OR_RETURN(resident.village, RegionOf(state.village()));
  if (!state.school().empty()) {
    ASSIGN_OR_RETURN(resident.school, ParseChildName(state.school(), "schools"));
  }
  resident.obliged_date = TrustedDay(state.has_obliged_date(), state.obliged_date());
  resident.end_date = TrustedDay(state.has_death_date(), state.death_date());
  if (const auto left = TrustedDay(state.has_departure_date(), state.departure_date())) {
    resident.end_date = std::min(*left, resident.end_date.value_or(*left));
  }
  resident.is_recorded = state.has_covered_date();
  return resident;
}

template <class States>
absl::StatusOr<std::vector<Resident>> FromProtos(const States& states) {
  std::vector<Resident> residents;
  for (const population::ResidentState& state : states) {
    ASSIGN_OR_RETURN(Resident resident, FromProto(state));
    residents.push_back(std::move(resident));
  }
  return residents;
}

Effect Unknown() {
  return [](mysql::Transaction&) { return rpc::UnknownChangeError(); };
}

Effect EffectOf(const population::WatchRecordingsResponse& response, const RegisterEffects& effects) {
  if (response.has_residents()) {
    auto residents = FromProtos(response.residents().residents());
    if (!residents.ok()) return Unknown();
    return [residents = *std::move(residents), told = effects.told](mysql::Transaction& transaction) {
      return told(transaction, residents);
    };
  }
  const auto region = RegionOf(response.resource());
  if (!region.ok() || absl::StrContains(response.resource(), "/residents/")) return Unknown();
  const bool is_of_region = RegionName(*region) == response.resource();
  if (is_of_region && response.kind() == kSchoolsImported) {
    return [regency = *region, schools = effects.schools](mysql::Transaction& transaction) {
      return schools(transaction, regency);
    };
  }
  return is_of_region ? Unknown() : nullptr;
}

absl::StatusOr<changes::ListedPage> ListStates(Stub& stub, const std::string& after,
                                               const RegisterEffects& effects) {
  population::ListResidentStatesRequest request;
  request.set_parent("regions/-");
  request.set_page_size(kPage);
  request.set_page_token(after);
  ASSIGN_OR_RETURN(const population::ListResidentStatesResponse response,
                   rpc::AskForPage(kService, stub, &Stub::ListResidentStates, request));
  changes::ListedPage page;
  page.next = response.next_page_token();
  ASSIGN_OR_RETURN(std::vector<Resident> residents, FromProtos(response.residents()));
  page.apply = [residents = std::move(residents), keep = effects.listed](mysql::Transaction& transaction) {
    return keep(transaction, residents);
  };
  return page;
}

}  // namespace

changes::Source RegisterOver(const std::shared_ptr<grpc::Channel>& channel, const RegisterEffects& effects) {
  using Response = population::WatchRecordingsResponse;
  const std::shared_ptr<Stub> stub = population::PopulationService::NewStub(channel);
  return rpc::FollowStream<Response>(
      kSource,
      rpc::WatchEverywhere(kService, stub, &Stub::WatchRecordings, population::WatchRecordingsRequest()),
      [effects](const Response& response) { return EffectOf(response, effects); },
      [stub, effects](const std::string& after) { return ListStates(*stub, after, effects); });
}

}  // namespace dukcapil::outreach
