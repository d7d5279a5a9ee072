#include "inventory-svc/work/mode_worker.h"

#include "inventory-svc/rpc/forecast_inputs.h"
#include "inventory-svc/work/own_call.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr char kName[] = "mode_worker";
constexpr absl::Duration kOld = absl::Minutes(10);
constexpr absl::Duration kOldAfterChange = absl::Seconds(5);
constexpr absl::Duration kLimit = absl::Seconds(20);  // of one computation

}  // namespace

absl::Status RefreshOldModes(Inventory& app) {
  const absl::Time now = app.clock.Now();
  ASSIGN_OR_RETURN(const std::vector<std::string> regencies,
                   app.store.Read(OwnCall(kName, kLimit), [&](Snapshot& snapshot) {
                     return snapshot.RegenciesWithOldMode(now - kOld, now - kOldAfterChange);
                   }));
  absl::Status first_error;
  for (const std::string& regency : regencies) {
    first_error.Update(RefreshStockMode(app, OwnCall(kName, kLimit), regency).status());
  }
  return first_error;
}

}  // namespace dukcapil::inventory
