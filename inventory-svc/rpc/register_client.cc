#include "inventory-svc/rpc/register_client.h"

#include <utility>

#include "absl/strings/match.h"
#include "dukcapil/population/v1/population_service.grpc.pb.h"
#include "platform/access/region_scope.h"
#include "platform/civil_date/civil_date.h"
#include "platform/rpc/follow.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

namespace pv1 = population::v1;
using Population = pv1::PopulationService::StubInterface;

constexpr char kService[] = "inventory-svc";
constexpr char kSource[] = "population-svc";
constexpr char kEverywhere[] = "regions/-";
constexpr int kPage = 500;

// UNIMPLEMENTED where the state is of a kind that is not known here.
absl::StatusOr<KnownResident> FromProto(const pv1::ResidentState& state) {
  if (!pv1::RecordingState_IsValid(state.recording_state())) return rpc::UnknownChangeError();
  KnownResident resident;
  ASSIGN_OR_RETURN(resident.regency, RegionOf(state.name()));
  ASSIGN_OR_RETURN(resident.id, ParseChildName(state.name(), "residents"));
  ResidentFacts& facts = resident.facts;
  facts.eligibility.print_ready = state.recording_state() == pv1::RECORDING_STATE_PRINT_READY;
  facts.eligibility.blocked = state.recording_state() == pv1::RECORDING_STATE_DUPLICATE ||
                              state.recording_state() == pv1::RECORDING_STATE_ADJUDICATION;
  facts.eligibility.has_first_card = state.has_first_card_date();
  facts.eligibility.obliged_date = TrustedDay(state.has_obliged_date(), state.obliged_date());
  facts.death_date = TrustedDay(state.has_death_date(), state.death_date());
  facts.departure_date = TrustedDay(state.has_departure_date(), state.departure_date());
  facts.version = state.version();
  return resident;
}

template <class States>
absl::StatusOr<std::vector<KnownResident>> AllFromProto(const States& states) {
  std::vector<KnownResident> residents;
  for (const pv1::ResidentState& state : states) {
    ASSIGN_OR_RETURN(KnownResident resident, FromProto(state));
    residents.push_back(std::move(resident));
  }
  return residents;
}

// A change that is told without content and matters: of a resident, or of many.
bool IsOfResidents(const pv1::WatchRecordingsResponse& response) {
  if (absl::StrContains(response.resource(), "/residents/")) return true;
  const auto region = RegionOf(response.resource());
  const bool is_batch = region.ok() && RegionName(*region) == response.resource();
  return is_batch && response.kind() != "SCHOOLS_IMPORTED";
}

std::function<absl::Status(mysql::Transaction&)> EffectOf(const pv1::WatchRecordingsResponse& response,
                                                          const KeepResidents& told) {
  if (response.has_residents()) {
    auto residents = AllFromProto(response.residents().residents());
    if (!residents.ok()) return [](mysql::Transaction&) { return rpc::UnknownChangeError(); };
    return [residents = *std::move(residents), told](mysql::Transaction& transaction) {
      return told(transaction, residents);
    };
  }
  if (!IsOfResidents(response)) return nullptr;
  return [](mysql::Transaction&) { return rpc::UnknownChangeError(); };
}

absl::StatusOr<changes::ListedPage> List(Population& stub, const std::string& after,
                                         const KeepResidents& listed) {
  pv1::ListResidentStatesRequest request;
  request.set_parent(kEverywhere);
  request.set_page_size(kPage);
  request.set_page_token(after);
  ASSIGN_OR_RETURN(const pv1::ListResidentStatesResponse response,
                   rpc::AskForPage(kService, stub, &Population::ListResidentStates, request));
  ASSIGN_OR_RETURN(std::vector<KnownResident> residents, AllFromProto(response.residents()));
  return changes::ListedPage{response.next_page_token(),
                             [residents = std::move(residents), listed](mysql::Transaction& transaction) {
                               return listed(transaction, residents);
                             }};
}

}  // namespace

changes::Source RegisterOver(const std::shared_ptr<grpc::Channel>& population, KeepResidents told,
                             KeepResidents listed) {
  using Response = pv1::WatchRecordingsResponse;
  const std::shared_ptr<Population> stub = pv1::PopulationService::NewStub(population);
  return rpc::FollowStream<Response>(
      kSource,
      rpc::WatchEverywhere(kService, stub, &Population::WatchRecordings, pv1::WatchRecordingsRequest()),
      [told = std::move(told)](const Response& response) { return EffectOf(response, told); },
      [stub, listed = std::move(listed)](const std::string& after) { return List(*stub, after, listed); });
}

}  // namespace dukcapil::inventory
