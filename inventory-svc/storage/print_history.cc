#include "inventory-svc/domain/errors.h"
#include "inventory-svc/storage/snapshot.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

// What was printed longer ago the register has followed since.
constexpr int kRegisterLagDays = 60;

constexpr char kCountPrinted[] =
    "SELECT reason, COUNT(*), print_date FROM card_application"
    " WHERE regency = ? AND print_date >= ? AND print_date < ? GROUP BY print_date, reason ORDER BY "
    "print_date";
constexpr char kCountAsked[] =
    "SELECT reason, COUNT(*), application_date FROM card_application"
    " WHERE regency = ? AND application_date >= ? AND application_date < ?"
    " AND state IN ('RESERVED', 'WAITLISTED', 'PRINTED', 'DELIVERED')"
    " GROUP BY application_date, reason ORDER BY application_date";
constexpr char kCountPrintedOn[] =
    "SELECT COUNT(*) FROM card_application WHERE regency = ? AND print_date = ?";
constexpr char kCountUnknownFirstIssues[] =
    "SELECT COUNT(*) FROM card_application a WHERE a.regency = ? AND a.reason = 'FIRST_ISSUE'"
    " AND a.print_date >= ? AND a.print_date <= ? AND NOT EXISTS (SELECT 1 FROM eligibility e WHERE "
    "e.regency = a.regency"
    " AND e.resident = a.resident AND e.has_first_card)";
constexpr char kCountOpen[] =
    "SELECT reason, COUNT(*) FROM card_application WHERE regency = ? AND state IN ('RESERVED', 'WAITLISTED')"
    " GROUP BY reason";
constexpr char kCountSpoiled[] =
    "SELECT COALESCE(SUM(p.quantity), 0) FROM movement m JOIN posting p ON p.regency = m.regency"
    " AND p.movement = m.id WHERE m.regency = ? AND m.occurred_date >= ? AND m.occurred_date < ?"
    " AND m.kind = 'SPOILAGE'";

constexpr char kSelectDebt[] =
    "SELECT reason, CASE WHEN DATEDIFF(?, application_date) < 8 THEN 0"
    " WHEN DATEDIFF(?, application_date) < 31 THEN 8 WHEN DATEDIFF(?, application_date) < 91 THEN 31"
    " ELSE 91 END AS age, CAST(SUM(state = 'RESERVED') AS SIGNED), CAST(SUM(state = 'WAITLISTED') AS SIGNED),"
    " asked_for"
    " FROM card_application WHERE regency = ? AND state IN ('RESERVED', 'WAITLISTED')"
    " AND (? = '' OR location = ?) GROUP BY reason, asked_for, age ORDER BY reason, asked_for, age";

// Adds `count` to the total that `reason` belongs to; first issues are nowhere where `first` is null.
absl::Status AddTo(absl::string_view reason, std::int64_t count, std::int64_t* first, std::int64_t& lost,
                   std::int64_t& replaced) {
  const auto known = ParseReason(reason);
  if (!known.has_value()) return UnknownStoredValueError("reason");
  switch (*known) {
    case Reason::kFirstIssue:
      if (first != nullptr) *first += count;
      break;
    case Reason::kLost:
    case Reason::kStatusChange:
      lost += count;
      break;
    case Reason::kDamaged:
    case Reason::kReplacement:
      replaced += count;
      break;
  }
  return absl::OkStatus();
}

// Rows of reason, count and day, in order of the day.
absl::StatusOr<std::vector<PrintedDay>> ByDay(const mysql::Rows& rows) {
  std::vector<PrintedDay> days;
  for (const mysql::Row& row : rows) {
    if (days.empty() || days.back().date != row.Date(2)) days.push_back({row.Date(2), 0, 0, 0});
    PrintedDay& day = days.back();
    RETURN_IF_ERROR(
        AddTo(row.String(0), row.Int(1), &day.first_issues, day.lost_or_status_change, day.replacements));
  }
  return days;
}

}  // namespace

absl::StatusOr<std::vector<PrintDebt>> Snapshot::ListPrintDebt(const std::string& regency,
                                                               const std::string& location,
                                                               absl::CivilDay date) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(kSelectDebt, {date, date, date, regency, location, location}));
  std::vector<PrintDebt> debts;
  for (const mysql::Row& row : rows) {
    const auto reason = ParseReason(row.String(0));
    if (!reason.has_value()) return UnknownStoredValueError("reason");
    debts.push_back({*reason, static_cast<int>(row.Int(1)), row.Int(2), row.Int(3), row.String(4)});
  }
  return debts;
}

absl::StatusOr<std::vector<PrintedDay>> Snapshot::ListPrintedDays(const std::string& regency,
                                                                  absl::CivilDay from, absl::CivilDay to) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kCountPrinted, {regency, from, to}));
  return ByDay(rows);
}

absl::StatusOr<std::vector<PrintedDay>> Snapshot::ListAskedDays(const std::string& regency,
                                                                absl::CivilDay from, absl::CivilDay to) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kCountAsked, {regency, from, to}));
  return ByDay(rows);
}

absl::StatusOr<PrintHistory> Snapshot::FindPrintHistory(const std::string& regency, absl::CivilDay from,
                                                        absl::CivilDay to) {
  PrintHistory history;
  ASSIGN_OR_RETURN(history.printed, ListPrintedDays(regency, from, to));
  ASSIGN_OR_RETURN(const mysql::Rows open, reader_.Query(kCountOpen, {regency}));
  for (const mysql::Row& row : open) {
    RETURN_IF_ERROR(AddTo(row.String(0), row.Int(1), nullptr, history.open_lost_or_status_change,
                          history.open_replacements));
  }
  ASSIGN_OR_RETURN(const mysql::Rows spoiled, reader_.Query(kCountSpoiled, {regency, from, to}));
  history.spoiled = spoiled[0].Int(0);
  ASSIGN_OR_RETURN(const mysql::Rows on_to, reader_.Query(kCountPrintedOn, {regency, to}));
  history.printed_on_to = on_to[0].Int(0);
  ASSIGN_OR_RETURN(const mysql::Rows unknown,
                   reader_.Query(kCountUnknownFirstIssues, {regency, to - kRegisterLagDays, to}));
  history.first_issues_unknown_to_register = unknown[0].Int(0);
  return history;
}

}  // namespace dukcapil::inventory
