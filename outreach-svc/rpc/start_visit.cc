#include <algorithm>

#include "absl/time/clock.h"
#include "outreach-svc/rpc/change_visit.h"
#include "outreach-svc/rpc/handlers.h"
#include "outreach-svc/rpc/known_sites.h"

namespace dukcapil::outreach {
namespace {

constexpr absl::Duration kAskLimit = absl::Seconds(2);  // a team that stands at the site waits no longer

// Who is obliged on this day waits: the target date, or today where the visit begins later.
absl::CivilDay DateOfWaiting(const Outreach& app, const AnnouncedVisit& visit) {
  return std::max(visit.target_date, app.clock.Today());
}

// How many wait at the site of a visit about to begin, as population-svc says. Nothing while it is away: the
// visit begins all the same, and teaches nothing of the turnout.
absl::StatusOr<std::optional<std::int64_t>> AskWaiting(Outreach& app, const Call& call, const VisitKey& key) {
  ASSIGN_OR_RETURN(const auto visit, app.store.Read(call, [&](storage::Snapshot& snapshot) {
    return snapshot.FindVisit(key.regency, key.id);
  }));
  if (!visit.has_value() || visit->HasBegun()) return std::nullopt;
  Call ask = call;
  ask.deadline = std::min(call.deadline, absl::Now() + kAskLimit);
  const absl::StatusOr<std::vector<Site>> sites =
      app.fetch_sites(ask, key.regency, DateOfWaiting(app, *visit));
  if (absl::IsUnavailable(sites.status()) || absl::IsDeadlineExceeded(sites.status())) return std::nullopt;
  RETURN_IF_ERROR(sites.status());
  const auto site =
      std::find_if(sites->begin(), sites->end(), [&](const Site& one) { return one.id == visit->site; });
  if (site == sites->end()) return std::nullopt;
  return site->target;
}

}  // namespace

absl::StatusOr<v1::Visit> StartVisit(Outreach& app, const Call& call, const v1::StartVisitRequest& request) {
  Violations violations;
  const auto key = ParseVisit(request.name(), "name", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  // What is kept of the register is counted where it is followed; else it may be old, and is asked for before
  // the transaction.
  const bool is_kept = IsRegisterFollowed(app);
  std::optional<std::int64_t> asked;
  if (!is_kept) {
    ASSIGN_OR_RETURN(asked, AskWaiting(app, call, *key));
  }
  const auto start = [&](storage::Tx& tx, AnnouncedVisit& visit) -> absl::Status {
    std::optional<std::int64_t> waiting = asked;
    if (is_kept) {
      ASSIGN_OR_RETURN(waiting, tx.CountWaiting(key->regency, visit.site, DateOfWaiting(app, visit)));
    }
    return Start(app.clock.Today(), waiting, visit);
  };
  return ChangeVisit(app, call, *key, request.etag(), "VISIT_STARTED", start);
}

}  // namespace dukcapil::outreach
