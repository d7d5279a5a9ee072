#include "outreach-svc/rpc/learn_turnout.h"

#include "platform/status/status_macros.h"

namespace dukcapil::outreach {

absl::StatusOr<Turnout> LearnTurnout(storage::Snapshot& snapshot, absl::string_view regency) {
  ASSIGN_OR_RETURN(const std::vector<VisitResult> results, snapshot.ListVisitResults(regency));
  return Turnout(results);
}

}  // namespace dukcapil::outreach
