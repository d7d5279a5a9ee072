#include "inventory-svc/rpc/register_facts.h"

#include <algorithm>

#include "absl/time/clock.h"
#include "platform/access/region_scope.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr absl::Duration kAskLimit = absl::Seconds(2);  // a clerk with a card in hand waits no longer
constexpr char kFactsNotKept[] = "FACTS_NOT_KEPT";      // told to no caller
constexpr char kRegisterAway[] = "the register is away: printed by what it said last";

bool IsRegisterFollowed(const Inventory& app) {
  return app.register_horizon.Get() >= app.clock.Now() - kTrustedLag;
}

}  // namespace

absl::StatusOr<ResidentFacts> AskRegister(Inventory& app, const Call& call, const std::string& regency,
                                          const std::string& resident) {
  return app.sisters.get_resident(call, ChildNameOf(regency, "residents", resident));
}

absl::StatusOr<std::optional<ResidentFacts>> AskUnlessFollowed(Inventory& app, const Call& call,
                                                               const std::string& regency,
                                                               const std::string& resident) {
  if (IsRegisterFollowed(app)) return std::nullopt;
  return AskRegister(app, call, regency, resident);
}

absl::Status FactsNotKeptError() {
  return MakeError(absl::StatusCode::kFailedPrecondition, kFactsNotKept,
                   "nothing is kept of the resident: the register is to be asked");
}

bool IsFactsNotKept(const absl::Status& status) {
  return absl::IsFailedPrecondition(status) && GetErrorDetail(status).reason == kFactsNotKept;
}

absl::StatusOr<ResidentFacts> SeeFacts(Inventory& app, const Call& call, const std::string& regency,
                                       const std::string& resident) {
  if (IsRegisterFollowed(app)) {
    ASSIGN_OR_RETURN(const auto kept, app.store.Read(call, [&](Snapshot& snapshot) {
      return snapshot.FindFacts(regency, resident);
    }));
    if (kept.has_value()) return *kept;
  }
  return AskRegister(app, call, regency, resident);
}

absl::StatusOr<FactsToPrintBy> SeeFactsToPrintBy(Inventory& app, const Call& call, const std::string& regency,
                                                 const std::string& application) {
  FactsToPrintBy seen;
  if (IsRegisterFollowed(app)) return seen;
  ASSIGN_OR_RETURN(const auto found, app.store.Read(call, [&](Snapshot& snapshot) {
    return snapshot.FindApplication(regency, application);
  }));
  if (!found.has_value()) return seen;
  Call ask = call;
  ask.deadline = std::min(call.deadline, absl::Now() + kAskLimit);
  const absl::StatusOr<ResidentFacts> facts = AskRegister(app, ask, regency, found->resident);
  if (facts.ok()) {
    seen.asked = *facts;
    return seen;
  }
  if (!absl::IsUnavailable(facts.status()) && !absl::IsDeadlineExceeded(facts.status())) {
    return facts.status();
  }
  seen.warning = kRegisterAway;
  return seen;
}

}  // namespace dukcapil::inventory
