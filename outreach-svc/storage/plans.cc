#include "outreach-svc/storage/tx.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach::storage {
namespace {

constexpr absl::string_view kSelectPlan =
    "SELECT id, deadline, message, create_time, publish_time FROM plan WHERE regency = ? AND id = ?";
constexpr absl::string_view kSelectDeadline = "SELECT deadline FROM plan WHERE regency = ? AND id = ?";
constexpr absl::string_view kSelectPlans =
    "SELECT id, deadline, IFNULL(summary, message), create_time, publish_time FROM plan WHERE regency = ? "
    "AND (? = '' OR id < ?) ORDER BY id DESC LIMIT ?";
constexpr absl::string_view kSelectLatestPlan =
    "SELECT id, deadline, IFNULL(summary, message), create_time, publish_time FROM plan WHERE regency = ? "
    "AND deadline >= ? ORDER BY id DESC LIMIT 1";
constexpr absl::string_view kSelectPublishedPlan =
    "SELECT id FROM plan WHERE regency = ? AND deadline >= ? AND publish_time IS NOT NULL ORDER BY "
    "publish_time DESC LIMIT 1";
constexpr absl::string_view kSelectByDistrict =
    "SELECT district, SUM(expected) FROM planned_visit "
    "WHERE regency = ? AND plan = ? AND visit_date >= ? AND visit_date <= ? GROUP BY district";
constexpr absl::string_view kSelectByDay =
    "SELECT visit_date, SUM(expected) FROM planned_visit "
    "WHERE regency = ? AND plan = ? AND visit_date >= ? AND visit_date <= ? GROUP BY visit_date";
constexpr absl::string_view kSelectPlannedVisits =
    "SELECT site, district, team, visit_date, half_day, ordinal, expected, "
    "(SELECT s.display_name FROM site s WHERE s.regency = v.regency AND s.id = v.site) FROM planned_visit v "
    "WHERE regency = ? AND plan = ? AND visit_date >= ? ORDER BY n";
constexpr absl::string_view kInsertPlan =
    "INSERT INTO plan (regency, id, deadline, message, summary, create_time) VALUES (?, ?, ?, ?, ?, ?)";
constexpr absl::string_view kPublishPlan = "UPDATE plan SET publish_time = ? WHERE regency = ? AND id = ?";
constexpr absl::string_view kInsertPlannedVisits =
    "INSERT INTO planned_visit (regency, plan, n, site, district, team, visit_date, half_day, ordinal, "
    "expected) "
    "VALUES";

PlanRow PlanFromRow(const mysql::Row& row) {
  return {row.String(0), row.Date(1), row.String(2), row.Time(3), row.OptionalTime(4)};
}

std::optional<PlanRow> FirstOf(const mysql::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return PlanFromRow(rows.front());
}

}  // namespace

absl::StatusOr<std::vector<PlanRow>> Snapshot::ListPlans(absl::string_view regency, absl::string_view before,
                                                         int limit) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectPlans, {regency, before, before, limit}));
  std::vector<PlanRow> plans;
  plans.reserve(rows.size());
  for (const mysql::Row& row : rows) plans.push_back(PlanFromRow(row));
  return plans;
}

absl::StatusOr<std::optional<PlanRow>> Snapshot::FindPlan(absl::string_view regency, absl::string_view id) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectPlan, {regency, id}));
  return FirstOf(rows);
}

absl::StatusOr<std::optional<absl::CivilDay>> Snapshot::FindPlanDeadline(absl::string_view regency,
                                                                         absl::string_view id) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectDeadline, {regency, id}));
  if (rows.empty()) return std::nullopt;
  return rows.front().Date(0);
}

absl::StatusOr<std::optional<PlanRow>> Snapshot::LatestPlan(absl::string_view regency, absl::CivilDay today) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectLatestPlan, {regency, today}));
  return FirstOf(rows);
}

absl::StatusOr<std::optional<std::string>> Snapshot::PublishedPlan(absl::string_view regency,
                                                                   absl::CivilDay today) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectPublishedPlan, {regency, today}));
  if (rows.empty()) return std::nullopt;
  return rows.front().String(0);
}

absl::StatusOr<absl::btree_map<std::string, Micro>> Snapshot::ExpectedByDistrict(absl::string_view regency,
                                                                                 absl::string_view plan,
                                                                                 absl::CivilDay from,
                                                                                 absl::CivilDay to) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectByDistrict, {regency, plan, from, to}));
  absl::btree_map<std::string, Micro> expected;
  for (const mysql::Row& row : rows) expected.emplace(row.String(0), row.Int(1));
  return expected;
}

absl::StatusOr<absl::btree_map<absl::CivilDay, Micro>> Snapshot::ExpectedByDay(absl::string_view regency,
                                                                               absl::string_view plan,
                                                                               absl::CivilDay from,
                                                                               absl::CivilDay to) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectByDay, {regency, plan, from, to}));
  absl::btree_map<absl::CivilDay, Micro> expected;
  for (const mysql::Row& row : rows) expected.emplace(row.Date(0), row.Int(1));
  return expected;
}

absl::StatusOr<std::vector<VisitRow>> Snapshot::ListPlannedVisits(absl::string_view regency,
                                                                  absl::string_view plan,
                                                                  absl::CivilDay from) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectPlannedVisits, {regency, plan, from}));
  std::vector<VisitRow> visits;
  visits.reserve(rows.size());
  for (const mysql::Row& row : rows) {
    visits.push_back({row.String(0), row.String(1), row.String(2), row.Date(3),
                      static_cast<HalfDay>(row.Int(4)), static_cast<int>(row.Int(5)), row.Int(6),
                      row.OptionalString(7).value_or("")});
  }
  return visits;
}

absl::Status Tx::InsertPlan(absl::string_view regency, const PlanRow& plan, absl::string_view summary,
                            const std::vector<VisitRow>& visits) {
  RETURN_IF_ERROR(
      transaction_
          .Execute(kInsertPlan, {regency, plan.id, plan.deadline, plan.message, summary, plan.create_time})
          .status());
  std::vector<std::vector<mysql::Param>> rows;
  rows.reserve(visits.size());
  for (const VisitRow& visit : visits) {
    rows.push_back({regency, plan.id, static_cast<int>(rows.size()) + 1, visit.site, visit.district,
                    visit.team, visit.date, static_cast<int>(visit.half), visit.ordinal, visit.expected});
  }
  return transaction_.InsertRows(kInsertPlannedVisits, rows);
}

absl::Status Tx::PublishPlan(absl::string_view regency, absl::string_view id, absl::Time now) {
  return transaction_.Execute(kPublishPlan, {now, regency, id}).status();
}

}  // namespace dukcapil::outreach::storage
