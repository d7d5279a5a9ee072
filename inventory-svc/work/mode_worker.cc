#include "inventory-svc/work/mode_worker.h"

#include "inventory-svc/rpc/forecast_inputs.h"
#include "inventory-svc/work/own_call.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr char kModeName[] = "mode_worker";
constexpr absl::Duration kModeOld = absl::Minutes(10);
constexpr absl::Duration kOldAfterChange = absl::Seconds(5);
constexpr absl::Duration kModeLimit = absl::Seconds(20);  // of one computation

}  // namespace

absl::Status RefreshOldModes(Inventory& app) {
  const absl::Time now = app.clock.Now();
  ASSIGN_OR_RETURN(const std::vector<std::string> regencies,
                   app.store.Read(OwnCall(kModeName, kModeLimit), [&](Snapshot& snapshot) {
                     return snapshot.RegenciesWithOldMode(now - kModeOld, now - kOldAfterChange);
                   }));
  absl::Status first_error;
  for (const std::string& regency : regencies) {
    first_error.Update(RefreshStockMode(app, OwnCall(kModeName, kModeLimit), regency).status());
  }
  return first_error;
}

}  // namespace dukcapil::inventory
