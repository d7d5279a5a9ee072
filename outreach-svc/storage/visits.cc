#include "absl/strings/str_cat.h"
#include "outreach-svc/domain/errors.h"
#include "outreach-svc/storage/tx.h"
#include "platform/mysql/keyset.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach::storage {
namespace {

constexpr absl::string_view kSelectVisits =
    "SELECT id, number, plan, team, site, (SELECT s.display_name FROM site s WHERE s.regency = v.regency "
    "AND s.id = v.site), district, visit_date, half_day, kits, pinned, carry_movement, state, expected, "
    "cancel_reason, invited, came, recorded, failure_cause, note, blanks_taken, blanks_used, blanks_spoiled, "
    "blanks_returned, blanks_lost, version, create_time, update_time, target_date, waiting FROM visit v "
    "WHERE regency = ?";
constexpr absl::string_view kById = " AND id = ?";
constexpr absl::string_view kHoldsSlot = " AND holds_slot = 1";
constexpr absl::string_view kWithin =
    " AND holds_slot = 1 AND visit_date >= ? AND visit_date <= ? ORDER BY visit_date, half_day, team";
constexpr absl::string_view kInSlot = " AND team = ? AND visit_date = ? AND half_day = ?";
constexpr absl::string_view kSelectReached =
    "SELECT district, COUNT(*), SUM(recorded) FROM visit WHERE regency = ? AND visit_date >= ? "
    "AND visit_date <= ? AND state = ? GROUP BY district";
// A visit that did not take place says nothing of who would have come.
constexpr absl::string_view kSelectTurnout =
    "SELECT site, district, waiting, came FROM visit WHERE regency = ? AND state = ? AND waiting > 0 "
    "AND (came > 0 OR failure_cause = ?)";
constexpr absl::string_view kInsertVisits =
    "INSERT INTO visit (regency, id, number, plan, team, site, district, visit_date, half_day, holds_slot, "
    "kits, pinned, carry_movement, state, expected, cancel_reason, version, create_time, update_time, "
    "target_date) VALUES";
constexpr absl::string_view kUpdateVisit =
    "UPDATE visit SET plan = ?, team = ?, visit_date = ?, half_day = ?, holds_slot = ?, kits = ?, pinned = "
    "?, "
    "carry_movement = ?, state = ?, expected = ?, target_date = ?, waiting = ?, "
    "cancel_reason = ?, invited = ?, came = ?, recorded = ?, "
    "failure_cause = ?, note = ?, blanks_taken = ?, blanks_used = ?, blanks_spoiled = ?, blanks_returned = "
    "?, "
    "blanks_lost = ?, version = ?, update_time = ? WHERE regency = ? AND id = ?";
constexpr absl::string_view kTakeNumbers =
    "INSERT INTO visit_counter (regency, last) VALUES (?, ?) ON DUPLICATE KEY UPDATE last = last + "
    "VALUES(last)";
constexpr absl::string_view kSelectNumber = "SELECT last FROM visit_counter WHERE regency = ?";

AnnouncedVisit VisitFromRow(absl::string_view regency, const mysql::Row& row) {
  AnnouncedVisit visit;
  visit.regency = std::string(regency);
  visit.id = row.String(0);
  visit.number = row.Int(1);
  visit.plan = row.String(2);
  visit.team = row.String(3);
  visit.site = row.String(4);
  visit.site_display_name = row.OptionalString(5).value_or("");
  visit.district = row.String(6);
  visit.date = row.Date(7);
  visit.half = static_cast<HalfDay>(row.Int(8));
  visit.kits = static_cast<int>(row.Int(9));
  visit.pinned = row.Int(10) != 0;
  visit.carry_movement = row.String(11);
  visit.state = static_cast<VisitState>(row.Int(12));
  visit.expected = row.Int(13);
  visit.cancel_reason = row.String(14);
  if (!row.IsNull(15)) {
    const auto number = [&row](int column) { return static_cast<int>(row.Int(column)); };
    visit.result = VisitReport{number(15),     number(16), number(17), static_cast<FailureCause>(row.Int(18)),
                               row.String(19), {}};
    if (!row.IsNull(20)) {
      visit.result->blanks = BlankUse{number(20), number(21), number(22), number(23), number(24)};
    }
  }
  visit.version = row.Int(25);
  visit.create_time = row.Time(26);
  visit.update_time = row.Time(27);
  visit.target_date = row.Date(28);
  visit.waiting = row.OptionalInt(29);
  return visit;
}

std::vector<AnnouncedVisit> VisitsFromRows(absl::string_view regency, const mysql::Rows& rows) {
  std::vector<AnnouncedVisit> visits;
  visits.reserve(rows.size());
  for (const mysql::Row& row : rows) visits.push_back(VisitFromRow(regency, row));
  return visits;
}

std::optional<int> HoldsSlot(const AnnouncedVisit& visit) {
  if (visit.state == VisitState::kCancelled) return std::nullopt;
  return 1;
}

std::vector<mysql::Param> ParamsOf(const AnnouncedVisit& visit) {
  return {visit.regency,
          visit.id,
          visit.number,
          visit.plan,
          visit.team,
          visit.site,
          visit.district,
          visit.date,
          static_cast<int>(visit.half),
          HoldsSlot(visit),
          visit.kits,
          visit.pinned,
          visit.carry_movement,
          static_cast<int>(visit.state),
          visit.expected,
          visit.cancel_reason,
          visit.version,
          visit.create_time,
          visit.update_time,
          visit.target_date};
}

// Names the visit that holds the slot of `wanted`, where `status` says that one does.
absl::Status BusyOr(const absl::Status& status, mysql::Reader& reader, const AnnouncedVisit& wanted) {
  if (!absl::IsAlreadyExists(status)) return status;
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader.Query(absl::StrCat(kSelectVisits, kInSlot, kHoldsSlot),
                                {wanted.regency, wanted.team, wanted.date, static_cast<int>(wanted.half)}));
  if (rows.empty()) return absl::AbortedError("the slot was taken and left again meanwhile");
  return TeamBusyError(absl::StrCat("regions/", wanted.regency, "/teams/", wanted.team),
                       NameOf(VisitFromRow(wanted.regency, rows[0])));
}

std::optional<AnnouncedVisit> FirstVisit(absl::string_view regency, const mysql::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return VisitFromRow(regency, rows[0]);
}

}  // namespace

absl::StatusOr<std::optional<AnnouncedVisit>> Snapshot::FindVisit(absl::string_view regency,
                                                                  absl::string_view id) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(absl::StrCat(kSelectVisits, kById), {regency, id}));
  return FirstVisit(regency, rows);
}

absl::StatusOr<std::vector<AnnouncedVisit>> Snapshot::ListVisits(absl::string_view regency,
                                                                 const VisitFilter& filter,
                                                                 const std::vector<mysql::Param>& after,
                                                                 int limit) {
  std::string sql(kSelectVisits);
  std::vector<mysql::Param> params = {regency};
  const auto add = [&](absl::string_view condition, mysql::Param value) {
    absl::StrAppend(&sql, condition);
    params.push_back(std::move(value));
  };
  if (filter.from.has_value()) add(" AND visit_date >= ?", *filter.from);
  if (filter.to.has_value()) add(" AND visit_date <= ?", *filter.to);
  if (!filter.team.empty()) add(" AND team = ?", filter.team);
  if (!filter.site.empty()) add(" AND site = ?", filter.site);
  if (filter.state.has_value()) add(" AND state = ?", static_cast<int>(*filter.state));
  mysql::AppendPage({{"visit_date"}, {"half_day"}, {"team"}, {"id"}}, after, limit, sql, params);
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(sql, params));
  return VisitsFromRows(regency, rows);
}

absl::StatusOr<std::vector<AnnouncedVisit>> Snapshot::ListVisitsWithin(absl::string_view regency,
                                                                       absl::CivilDay from,
                                                                       absl::CivilDay to) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(absl::StrCat(kSelectVisits, kWithin), {regency, from, to}));
  return VisitsFromRows(regency, rows);
}

absl::StatusOr<absl::btree_map<std::string, ReachedCount>> Snapshot::ReachedByDistrict(
    absl::string_view regency, absl::CivilDay from, absl::CivilDay to) {
  ASSIGN_OR_RETURN(
      const mysql::Rows rows,
      reader_.Query(kSelectReached, {regency, from, to, static_cast<int>(VisitState::kCompleted)}));
  absl::btree_map<std::string, ReachedCount> reached;
  for (const mysql::Row& row : rows) {
    reached[row.String(0)] = {static_cast<int>(row.Int(1)), row.Int(2)};
  }
  return reached;
}

absl::StatusOr<std::vector<VisitResult>> Snapshot::ListVisitResults(absl::string_view regency) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(kSelectTurnout, {regency, static_cast<int>(VisitState::kCompleted),
                                                  static_cast<int>(FailureCause::kNobodyCame)}));
  std::vector<VisitResult> results;
  results.reserve(rows.size());
  for (const mysql::Row& row : rows) {
    results.push_back({KindOfSite(row.String(0)), row.String(1), row.String(0), row.Int(2), row.Int(3)});
  }
  return results;
}

absl::StatusOr<std::optional<AnnouncedVisit>> Tx::LockVisit(absl::string_view regency, absl::string_view id) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(absl::StrCat(kSelectVisits, kById, " FOR UPDATE"), {regency, id}));
  return FirstVisit(regency, rows);
}

absl::StatusOr<std::vector<AnnouncedVisit>> Tx::LockVisitsWithin(absl::string_view regency,
                                                                 absl::CivilDay from, absl::CivilDay to) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(absl::StrCat(kSelectVisits, kWithin, " FOR UPDATE"), {regency, from, to}));
  return VisitsFromRows(regency, rows);
}

absl::StatusOr<std::int64_t> Tx::TakeVisitNumbers(absl::string_view regency, std::int64_t count) {
  RETURN_IF_ERROR(transaction_.Execute(kTakeNumbers, {regency, count}).status());
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectNumber, {regency}));
  return rows[0].Int(0) - count + 1;
}

absl::Status Tx::InsertVisit(const AnnouncedVisit& visit) {
  return BusyOr(transaction_.InsertRows(kInsertVisits, {ParamsOf(visit)}), reader_, visit);
}

absl::Status Tx::InsertVisits(const std::vector<AnnouncedVisit>& visits) {
  std::vector<std::vector<mysql::Param>> rows;
  rows.reserve(visits.size());
  for (const AnnouncedVisit& visit : visits) rows.push_back(ParamsOf(visit));
  const absl::Status inserted = transaction_.InsertRows(kInsertVisits, rows);
  // The slots were free when the visits announced before were looked at.
  return absl::IsAlreadyExists(inserted) ? absl::AbortedError("a slot was taken meanwhile: try again")
                                         : inserted;
}

absl::Status Tx::UpdateVisit(const AnnouncedVisit& visit) {
  const std::optional<VisitReport>& result = visit.result;
  const auto of_result = [&](auto member) -> mysql::Param {
    if (!result.has_value()) return std::nullopt;
    return member(*result);
  };
  const auto of_blanks = [&](int BlankUse::*member) -> mysql::Param {
    if (!result.has_value() || !result->blanks.has_value()) return std::nullopt;
    return (*result->blanks).*member;
  };
  const absl::Status updated =
      transaction_
          .Execute(kUpdateVisit,
                   {visit.plan,
                    visit.team,
                    visit.date,
                    static_cast<int>(visit.half),
                    HoldsSlot(visit),
                    visit.kits,
                    visit.pinned,
                    visit.carry_movement,
                    static_cast<int>(visit.state),
                    visit.expected,
                    visit.target_date,
                    visit.waiting,
                    visit.cancel_reason,
                    of_result([](const VisitReport& r) -> mysql::Param { return r.invited; }),
                    of_result([](const VisitReport& r) -> mysql::Param { return r.came; }),
                    of_result([](const VisitReport& r) -> mysql::Param { return r.recorded; }),
                    of_result([](const VisitReport& r) -> mysql::Param { return static_cast<int>(r.cause); }),
                    of_result([](const VisitReport& r) -> mysql::Param { return r.note; }),
                    of_blanks(&BlankUse::taken),
                    of_blanks(&BlankUse::used),
                    of_blanks(&BlankUse::spoiled),
                    of_blanks(&BlankUse::returned),
                    of_blanks(&BlankUse::lost),
                    visit.version,
                    visit.update_time,
                    visit.regency,
                    visit.id})
          .status();
  return BusyOr(updated, reader_, visit);
}

}  // namespace dukcapil::outreach::storage
