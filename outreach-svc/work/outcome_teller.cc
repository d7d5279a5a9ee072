#include "outreach-svc/work/outcome_teller.h"

#include "absl/strings/str_cat.h"
#include "platform/crypto/uuid.h"
#include "platform/status/status_macros.h"
#include "platform/worker/worker.h"

namespace dukcapil::outreach {
namespace {

constexpr char kService[] = "outreach-svc";
constexpr char kName[] = "outcome_teller";
constexpr absl::Duration kLimit = absl::Seconds(20);  // of one call
constexpr int kVisitsAtOnce = 100;
constexpr int kOutcomesAtOnce = 1000;

Call LimitedCall() {
  return OwnCall(kService, kName, kLimit);
}

absl::Status TellVisit(Outreach& app, const storage::UntoldVisit& visit) {
  while (true) {
    OutcomeBatch batch = {visit.regency, visit.id, visit.number, "", {}};
    ASSIGN_OR_RETURN(batch.outcomes, app.store.Read(LimitedCall(), [&](storage::Snapshot& snapshot) {
      return snapshot.ListUntoldOutcomes(visit.regency, visit.id, kOutcomesAtOnce);
    }));
    std::vector<std::string> refusals;
    if (!batch.outcomes.empty()) {
      batch.request_id = NamedUuid(absl::StrCat("outcomes/", visit.id, "/", batch.outcomes.front().resident));
      ASSIGN_OR_RETURN(refusals, app.residents.tell_outcomes(LimitedCall(), batch));
    }
    const bool is_last = batch.outcomes.size() < static_cast<std::size_t>(kOutcomesAtOnce);
    RETURN_IF_ERROR(app.store.WriteInternal(LimitedCall(), [&](storage::Tx& tx) -> absl::Status {
      tx.NoChange();
      if (!batch.outcomes.empty()) RETURN_IF_ERROR(tx.MarkTold(batch, refusals));
      return is_last ? tx.ForgetUntold(visit.regency, visit.id) : absl::OkStatus();
    }));
    if (is_last) return absl::OkStatus();
  }
}

}  // namespace

absl::Status TellOutcomes(Outreach& app) {
  ASSIGN_OR_RETURN(const std::vector<storage::UntoldVisit> visits,
                   app.store.Read(LimitedCall(), [](storage::Snapshot& snapshot) {
                     return snapshot.ListUntoldVisits(kVisitsAtOnce);
                   }));
  absl::Status first_error;
  for (const storage::UntoldVisit& visit : visits) {
    absl::Status told = TellVisit(app, visit);
    if (absl::IsUnavailable(told) || absl::IsDeadlineExceeded(told)) return told;
    first_error.Update(told);
  }
  return first_error;
}

}  // namespace dukcapil::outreach
