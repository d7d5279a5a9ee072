#include "inventory-svc/work/promotion_worker.h"

#include "inventory-svc/work/own_call.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr char kPromotionName[] = "promotion_worker";
constexpr absl::Duration kPromotionLimit = absl::Seconds(20);  // of one transaction

}  // namespace

absl::Status PromoteWaiting(Inventory& app) {
  ASSIGN_OR_RETURN(const std::vector<LocationName> work,
                   app.store.Read(OwnCall(kPromotionName, kPromotionLimit),
                                  [](Snapshot& snapshot) { return snapshot.ListPromotionWork(); }));
  absl::Status first_error;
  for (const LocationName& place : work) {
    first_error.Update(
        app.store.WriteInternal(OwnCall(kPromotionName, kPromotionLimit), [&](Tx& tx) -> absl::Status {
          tx.NoChange();
          tx.DecideAgainAt(place);
          return absl::OkStatus();
        }));
  }
  return first_error;
}

}  // namespace dukcapil::inventory
