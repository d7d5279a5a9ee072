#include "inventory-svc/rpc/register_facts.h"

#include <algorithm>

#include "absl/time/clock.h"
#include "platform/access/region_scope.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr absl::Duration kAskLimit = absl::Seconds(2);  // a clerk with a card in hand waits no longer
constexpr char kRegisterAway[] = "the register is away: printed by what it said last";

bool IsRegisterFollowed(const Inventory& app) {
  return app.register_horizon.Get() >= app.clock.Now() - kTrustedLag;
}

absl::StatusOr<ResidentFacts> Ask(Inventory& app, const Call& call, const std::string& regency,
                                  const std::string& resident) {
  return app.sisters.get_resident(call, ChildNameOf(regency, "residents", resident));
}

}  // namespace

absl::StatusOr<SeenFacts> SeeFacts(Inventory& app, const Call& call, const std::string& regency,
                                   const std::string& resident) {
  if (IsRegisterFollowed(app)) {
    ASSIGN_OR_RETURN(const auto kept, app.store.Read(call, [&](Snapshot& snapshot) {
      return snapshot.FindFacts(regency, resident);
    }));
    if (kept.has_value()) return SeenFacts{*kept, /*asked=*/false};
  }
  ASSIGN_OR_RETURN(const ResidentFacts facts, Ask(app, call, regency, resident));
  return SeenFacts{facts, /*asked=*/true};
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
  const absl::StatusOr<ResidentFacts> facts = Ask(app, ask, regency, found->resident);
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
