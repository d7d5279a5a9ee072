#include "population-svc/work/residents_in_turn.h"

#include <utility>

#include "platform/status/status_macros.h"

namespace dukcapil::population {

absl::StatusOr<ResidentsInTurn> NextResidents(storage::Snapshot& snapshot, const std::string& regency,
                                              const std::string& resident_id, int batch) {
  constexpr char kAfterAllRegencies[] = "~";
  std::vector<std::string> after;
  if (!resident_id.empty()) after = {regency, resident_id};
  ASSIGN_OR_RETURN(auto residents, snapshot.ListResidentsAcross("", kAfterAllRegencies, after, batch));
  ResidentsInTurn turn = {{}, static_cast<int>(residents.size()) < batch, regency, resident_id};
  if (!residents.empty()) {
    turn.regency = residents.back().regency;
    turn.resident_id = residents.back().row.resident.id;
  }
  for (storage::ResidentOfRegency& resident : residents) {
    turn.by_regency[resident.regency].push_back(std::move(resident.row));
  }
  return turn;
}

}  // namespace dukcapil::population
