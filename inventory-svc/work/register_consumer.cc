#include "inventory-svc/work/register_consumer.h"

#include <map>
#include <string>

#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/work/own_call.h"
#include "platform/mysql/lease.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr char kRegisterName[] = "register_consumer";
constexpr char kAbsences[] = "absences";  // whose lease it is
constexpr absl::Duration kRegisterLease = absl::Minutes(2);
constexpr absl::Duration kFollowLimit = absl::Seconds(20);  // of one transaction
constexpr int kRegisterAtOnce = 1000;                       // requests in one look

absl::Status CancelFor(Tx& tx, const char* cause, CardApplication& application) {
  const bool held = application.state == ApplicationState::kReserved;
  RETURN_IF_ERROR(Cancel(cause, application));
  if (held) RETURN_IF_ERROR(tx.ChangeBalance(application.region, application.location, {}, -1));
  RETURN_IF_ERROR(tx.UpdateApplication(application));
  tx.NoteChange(application.region, NameOf(application), "CARD_APPLICATION_CANCELLED",
                ToProto(application).SerializeAsString());
  return absl::OkStatus();
}

// What the facts kept mean for one open request.
absl::Status Review(Tx& tx, const ApplicationName& name, absl::CivilDay today) {
  ASSIGN_OR_RETURN(auto application, tx.LockApplication(name.regency, name.id));
  if (!application.has_value()) return absl::OkStatus();
  const bool waits = application->state == ApplicationState::kWaitlisted;
  if (!waits && application->state != ApplicationState::kReserved) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto facts, tx.FindFacts(name.regency, application->resident));
  if (!facts.has_value()) return absl::OkStatus();
  if (!facts->IsHere(today)) return CancelFor(tx, CauseOfAbsence(*facts, today), *application);
  if (waits) tx.DecideAgainAt({name.regency, application->location});
  return absl::OkStatus();
}

absl::Status ReviewAll(Tx& tx, const std::vector<KnownResident>& residents, absl::CivilDay today) {
  std::map<std::string, std::vector<std::string>> ids;
  for (const KnownResident& resident : residents) ids[resident.regency].push_back(resident.id);
  for (const auto& [regency, here] : ids) {
    ASSIGN_OR_RETURN(const auto open, tx.ListOpenOf(regency, here));
    for (const ApplicationName& name : open) RETURN_IF_ERROR(Review(tx, name, today));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status KeepTold(Inventory& app, mysql::Transaction& transaction,
                      const std::vector<KnownResident>& residents) {
  return app.store.Within(transaction, [&](Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(tx.KeepTold(residents));
    return ReviewAll(tx, residents, app.clock.Today());
  });
}

absl::Status KeepListed(Inventory& app, mysql::Transaction& transaction,
                        const std::vector<KnownResident>& residents) {
  return app.store.Within(transaction, [&](Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(tx.KeepListed(residents));
    return ReviewAll(tx, residents, app.clock.Today());
  });
}

absl::Status CancelOfAbsent(Inventory& app, const std::string& holder) {
  ASSIGN_OR_RETURN(const bool held,
                   mysql::TakeLease(app.store.database(), OwnCall(kRegisterName, kFollowLimit), kAbsences,
                                    holder, kRegisterLease));
  if (!held) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto open,
                   app.store.Read(OwnCall(kRegisterName, kFollowLimit), [&](Snapshot& snapshot) {
                     return snapshot.ListOpenOfAbsent(app.clock.Today(), kRegisterAtOnce);
                   }));
  absl::Status first_error;
  for (const ApplicationName& name : open) {
    first_error.Update(
        app.store.WriteInternal(OwnCall(kRegisterName, kFollowLimit), [&](Tx& tx) -> absl::Status {
          tx.NoChange();
          return Review(tx, name, app.clock.Today());
        }));
  }
  return first_error;
}

}  // namespace dukcapil::inventory
