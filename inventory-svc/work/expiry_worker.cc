#include "inventory-svc/work/expiry_worker.h"

#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/work/own_call.h"
#include "platform/mysql/lease.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr char kExpiryName[] = "expiry_worker";
constexpr absl::Duration kExpiryLease = absl::Minutes(2);
constexpr absl::Duration kExpiryLimit = absl::Seconds(20);  // of one transaction
constexpr int kExpiryAtOnce = 1000;                         // in one look

// Does nothing where the reservation was used or withdrawn meanwhile.
absl::Status ExpireOne(Inventory& app, const ApplicationName& name) {
  return app.store.WriteInternal(OwnCall(kExpiryName, kExpiryLimit), [&](Tx& tx) -> absl::Status {
    tx.NoChange();
    ASSIGN_OR_RETURN(auto application, tx.LockApplication(name.regency, name.id));
    if (!application.has_value() || !Expire(app.clock.Today(), *application).ok()) return absl::OkStatus();
    RETURN_IF_ERROR(tx.ChangeBalance(name.regency, application->location, {}, -1));
    RETURN_IF_ERROR(tx.UpdateApplication(*application));
    tx.NoteChange(name.regency, NameOf(*application), "CARD_APPLICATION_EXPIRED",
                  ToProto(*application).SerializeAsString());
    return absl::OkStatus();
  });
}

absl::Status BeginDay(Inventory& app) {
  const absl::CivilDay today = app.clock.Today();
  ASSIGN_OR_RETURN(const bool is_begun,
                   app.store.Read(OwnCall(kExpiryName, kExpiryLimit),
                                  [&](Snapshot& snapshot) { return snapshot.IsDayBegun(today); }));
  if (is_begun) return absl::OkStatus();
  return app.store.WriteInternal(OwnCall(kExpiryName, kExpiryLimit), [&](Tx& tx) -> absl::Status {
    tx.NoChange();
    return tx.BeginDay(today);
  });
}

}  // namespace

absl::Status ExpireReservations(Inventory& app, const std::string& holder) {
  ASSIGN_OR_RETURN(const bool held, mysql::TakeLease(app.store.database(), OwnCall(kExpiryName, kExpiryLimit),
                                                     kExpiryName, holder, kExpiryLease));
  if (!held) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto lapsed,
                   app.store.Read(OwnCall(kExpiryName, kExpiryLimit), [&](Snapshot& snapshot) {
                     return snapshot.ListLapsedReservations(app.clock.Today(), kExpiryAtOnce);
                   }));
  absl::Status first_error = BeginDay(app);
  for (const ApplicationName& name : lapsed) first_error.Update(ExpireOne(app, name));
  return first_error;
}

}  // namespace dukcapil::inventory
