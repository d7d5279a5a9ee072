#include "outreach-svc/rpc/change_visit.h"
#include "outreach-svc/rpc/handlers.h"

namespace dukcapil::outreach {
namespace {

int ReportedAsRecorded(const std::vector<storage::OutcomeTally>& tallies) {
  int people = 0;
  for (const storage::OutcomeTally& tally : tallies) {
    if (tally.outcome == PersonOutcome::kRecorded) people += tally.people;
  }
  return people;
}

// Fills in how many were recorded where that was not given, and checks that the figures agree.
absl::Status Settle(const AnnouncedVisit& visit, int reported, VisitReport& report) {
  Violations violations;
  if (report.recorded == 0) report.recorded = reported;
  if (report.recorded < reported) {
    violations.Add("result.recorded", "FEWER_THAN_REPORTED", "more people were reported as recorded");
  }
  if (report.recorded > report.came) {
    violations.Add("result.recorded", "MORE_THAN_CAME", "must not be above those who came");
  }
  if (report.recorded == 0 && report.cause == FailureCause::kNone) {
    violations.Add("result.failure_cause", "REQUIRED", "a visit that recorded nobody says why");
  }
  if (report.blanks.has_value() && visit.carry_movement.empty()) {
    violations.Add("result.blanks", "BLANKS_NOT_CARRIED", "the visit names no carry movement");
  }
  if (!report.blanks.has_value() && !visit.carry_movement.empty()) {
    violations.Add("result.blanks", "REQUIRED", "the visit carried blank cards: say what became of them");
  }
  return violations.ToStatus();
}

}  // namespace

absl::StatusOr<v1::Visit> CompleteVisit(Outreach& app, const Call& call,
                                        const v1::CompleteVisitRequest& request) {
  Violations violations;
  const auto key = ParseVisit(request.name(), "name", violations);
  const VisitReport told = FromProto(request.result(), violations);
  RETURN_IF_ERROR(violations.ToStatus());
  const auto complete = [&](storage::Tx& tx, AnnouncedVisit& visit) -> absl::Status {
    RETURN_IF_ERROR(CheckReporting(visit));
    ASSIGN_OR_RETURN(const auto tallies, tx.CountOutcomes(key->regency, key->id));
    VisitReport report = told;
    RETURN_IF_ERROR(Settle(visit, ReportedAsRecorded(tallies), report));
    RETURN_IF_ERROR(tx.TellLater(key->regency, key->id));
    return Complete(std::move(report), visit);
  };
  return ChangeVisit(app, call, *key, request.etag(), "VISIT_COMPLETED", complete);
}

}  // namespace dukcapil::outreach
