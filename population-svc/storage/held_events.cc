#include "absl/strings/str_cat.h"
#include "platform/mysql/in_list.h"
#include "platform/mysql/keyset.h"
#include "platform/status/status_macros.h"
#include "population-svc/storage/tx.h"

namespace dukcapil::population::storage {
namespace {

constexpr absl::string_view kSelectHeld =
    "SELECT id, reason, whom, nik_sealed, event_time, source, kit, sequence, raw_code, evidence, "
    "recorded_time, state, resident_id, corrected_time, resolve_time, resolved_by, discard_reason "
    "FROM held_event WHERE regency = ?";
constexpr absl::string_view kCountByKit =
    "SELECT kit, reason, COUNT(*) FROM held_event WHERE regency = ? AND state = 1 GROUP BY kit, reason";
constexpr absl::string_view kInsertHeld =
    "INSERT INTO held_event (regency, id, reason, whom, nik_sealed, event_time, source, kit, sequence, "
    "raw_code, evidence, recorded_time, state) VALUES";
constexpr absl::string_view kKeepFirst = " ON DUPLICATE KEY UPDATE recorded_time = recorded_time";
constexpr absl::string_view kResolve =
    "UPDATE held_event SET reason = ?, state = ?, resident_id = ?, corrected_time = ?, resolve_time = ?, "
    "resolved_by = ?, discard_reason = ? WHERE regency = ? AND id = ?";
// Of an event that was held under two indexes one becomes the resident's.
constexpr absl::string_view kRename =
    "UPDATE IGNORE held_event SET whom = ?, nik_sealed = NULL WHERE regency = ? AND whom = ?";

HeldEventRow HeldFromRow(const mysql::Row& row) {
  HeldEventRow held;
  held.id = row.String(0);
  held.reason = static_cast<HoldReason>(row.Int(1));
  held.whom = row.String(2);
  held.nik_sealed = row.OptionalString(3);
  held.event = {row.Time(4), static_cast<RecordingSource>(row.Int(5)), row.String(6), row.Int(7),
                row.String(8)};
  held.evidence = row.String(9);
  held.recorded_time = row.Time(10);
  held.state = static_cast<HeldState>(row.Int(11));
  held.resident_id = row.OptionalString(12);
  held.corrected_time = row.OptionalTime(13);
  held.resolve_time = row.OptionalTime(14);
  held.resolved_by = row.OptionalString(15);
  held.discard_reason = row.OptionalString(16);
  return held;
}

absl::StatusOr<HeldByWhom> HeldOf(mysql::Reader& reader, absl::string_view regency,
                                  const std::vector<std::string>& whom, absl::string_view tail) {
  HeldByWhom held;
  RETURN_IF_ERROR(mysql::ForEachChunk(whom, regency, [&](absl::string_view places, const auto& params) {
    ASSIGN_OR_RETURN(const mysql::Rows rows,
                     reader.Query(absl::StrCat(kSelectHeld, " AND whom IN (", places, ")", tail), params));
    for (const mysql::Row& row : rows) {
      HeldEventRow event = HeldFromRow(row);
      held[event.whom].push_back(std::move(event));
    }
    return absl::OkStatus();
  }));
  return held;
}

absl::StatusOr<std::optional<HeldEventRow>> First(absl::StatusOr<mysql::Rows> rows) {
  if (!rows.ok()) return rows.status();
  if (rows->empty()) return std::nullopt;
  return HeldFromRow(rows->front());
}

}  // namespace

absl::StatusOr<HeldByWhom> Snapshot::HeldEventsOf(absl::string_view regency,
                                                  const std::vector<std::string>& whom) {
  return HeldOf(reader_, regency, whom, "");
}

absl::StatusOr<HeldByWhom> Tx::LockHeldEventsOf(absl::string_view regency,
                                                const std::vector<std::string>& whom) {
  return HeldOf(transaction_, regency, whom, " FOR UPDATE");
}

absl::StatusOr<std::optional<HeldEventRow>> Snapshot::FindHeldEvent(absl::string_view regency,
                                                                    absl::string_view id) {
  return First(reader_.Query(absl::StrCat(kSelectHeld, " AND id = ?"), {regency, id}));
}

absl::StatusOr<std::optional<HeldEventRow>> Tx::LockHeldEvent(absl::string_view regency,
                                                              absl::string_view id) {
  return First(transaction_.Query(absl::StrCat(kSelectHeld, " AND id = ? FOR UPDATE"), {regency, id}));
}

absl::StatusOr<std::vector<HeldEventRow>> Snapshot::ListHeldEvents(const HeldEventFilter& filter,
                                                                   absl::string_view after, int limit) {
  std::string sql = absl::StrCat(kSelectHeld, " AND state = ?");
  std::vector<mysql::Param> params = {filter.regency, static_cast<int>(filter.state)};
  if (filter.reason) {
    absl::StrAppend(&sql, " AND reason = ?");
    params.emplace_back(static_cast<int>(*filter.reason));
  }
  if (filter.kit) {
    absl::StrAppend(&sql, " AND kit = ?");
    params.emplace_back(*filter.kit);
  }
  std::vector<mysql::Param> last;
  if (!after.empty()) last.emplace_back(after);
  mysql::AppendPage({{"id"}}, last, limit, sql, params);
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(sql, params));
  std::vector<HeldEventRow> events;
  events.reserve(rows.size());
  for (const mysql::Row& row : rows) events.push_back(HeldFromRow(row));
  return events;
}

absl::StatusOr<std::vector<HeldCount>> Snapshot::CountHeldEvents(absl::string_view regency) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kCountByKit, {regency}));
  std::vector<HeldCount> counts;
  for (const mysql::Row& row : rows) {
    counts.push_back({row.String(0), static_cast<HoldReason>(row.Int(1)), row.Int(2)});
  }
  return counts;
}

absl::Status Tx::HoldEvents(absl::string_view regency, const std::vector<HeldEventRow>& events) {
  std::vector<std::vector<mysql::Param>> rows;
  rows.reserve(events.size());
  for (const HeldEventRow& held : events) {
    const RecordingEvent& event = held.event;
    rows.push_back({regency, held.id, static_cast<int>(held.reason), held.whom, held.nik_sealed,
                    event.event_time, static_cast<int>(event.source), event.kit, event.sequence,
                    event.raw_code, held.evidence, held.recorded_time, static_cast<int>(held.state)});
  }
  return transaction_.InsertRows(kInsertHeld, rows, kKeepFirst);
}

absl::Status Tx::SaveHeldEvent(absl::string_view regency, const HeldEventRow& held) {
  return transaction_
      .Execute(kResolve, {static_cast<int>(held.reason), static_cast<int>(held.state), held.resident_id,
                          held.corrected_time, held.resolve_time, held.resolved_by, held.discard_reason,
                          regency, held.id})
      .status();
}

absl::Status Tx::NameHeldEvents(absl::string_view regency, absl::string_view whom,
                                absl::string_view resident_id) {
  return transaction_.Execute(kRename, {resident_id, regency, whom}).status();
}

}  // namespace dukcapil::population::storage
