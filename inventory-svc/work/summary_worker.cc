#include "inventory-svc/work/summary_worker.h"

#include <vector>

#include "inventory-svc/work/own_call.h"
#include "platform/mysql/lease.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr char kSummaryName[] = "summary_worker";
constexpr absl::Duration kSummaryLease = absl::Minutes(2);
constexpr absl::Duration kSummaryOld = absl::Minutes(5);
constexpr absl::Duration kOldWithoutStock = absl::Hours(1);
constexpr absl::Duration kRegencyListOld = absl::Hours(24);
constexpr absl::Duration kRegisterLimit = absl::Seconds(2);  // of one question to the register
constexpr absl::Duration kStoreLimit = absl::Seconds(5);     // of one look into our rows, and of one write
constexpr int kSummaryAtOnce = 10;                           // in one look: well within the lease

}  // namespace

absl::Status SummaryWorker::Look() {
  ASSIGN_OR_RETURN(const bool held,
                   mysql::TakeLease(app_.store.database(), OwnCall(kSummaryName, kStoreLimit), kSummaryName,
                                    holder_, kSummaryLease));
  if (!held) return absl::OkStatus();
  absl::Status first_error = ListRegencies();
  const absl::Time now = app_.clock.Now();
  ASSIGN_OR_RETURN(const std::vector<std::string> stalest,
                   app_.store.Read(OwnCall(kSummaryName, kStoreLimit), [&](Snapshot& snapshot) {
                     return snapshot.StalestSummaries(now - kSummaryOld, now - kOldWithoutStock,
                                                      kSummaryAtOnce);
                   }));
  for (const std::string& regency : stalest) first_error.Update(Refresh(regency));
  return first_error;
}

absl::Status SummaryWorker::ListRegencies() {
  const absl::Time now = app_.clock.Now();
  if (listed_.has_value() && now - *listed_ < kRegencyListOld) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::vector<RegencyName> regencies,
                   app_.sisters.list_regencies(OwnCall(kSummaryName, kStoreLimit)));
  RETURN_IF_ERROR(app_.store.WriteInternal(OwnCall(kSummaryName, kStoreLimit), [&](Tx& tx) -> absl::Status {
    tx.NoChange();
    return tx.SaveRegencies(regencies);
  }));
  // A register that is not loaded yet knows none: it is asked again.
  if (!regencies.empty()) listed_ = now;
  return absl::OkStatus();
}

absl::Status SummaryWorker::Refresh(const std::string& regency) {
  const absl::CivilDay today = app_.clock.Today();
  const absl::StatusOr<RegisterFigures> asked =
      app_.sisters.get_register_figures(OwnCall(kSummaryName, kRegisterLimit), regency, today);
  std::optional<RegisterFigures> residents;
  if (asked.ok()) residents = *asked;
  const absl::Time now = app_.clock.Now();
  ASSIGN_OR_RETURN(const StockFigures figures,
                   app_.store.Read(OwnCall(kSummaryName, kStoreLimit),
                                   [&](Snapshot& snapshot) { return snapshot.CountStock(regency, today); }));
  RETURN_IF_ERROR(app_.store.WriteInternal(OwnCall(kSummaryName, kStoreLimit), [&](Tx& tx) -> absl::Status {
    tx.NoChange();
    return tx.SaveStockSummary(regency, figures, today, residents, now);
  }));
  return absl::IsNotFound(asked.status()) ? absl::OkStatus() : asked.status();
}

}  // namespace dukcapil::inventory
