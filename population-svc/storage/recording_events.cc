#include "absl/container/btree_map.h"
#include "absl/strings/str_cat.h"
#include "platform/mysql/in_list.h"
#include "platform/mysql/keyset.h"
#include "platform/status/status_macros.h"
#include "population-svc/storage/tx.h"

namespace dukcapil::population::storage {
namespace {

constexpr absl::string_view kSelectEvents =
    "SELECT resident_id, event_time, source, kit, sequence, raw_code FROM recording_event "
    "WHERE regency = ? AND resident_id IN (";
constexpr absl::string_view kSelectEventsBetween =
    "SELECT resident_id, event_time, source, kit, sequence, raw_code FROM recording_event "
    "WHERE regency = ? AND resident_id > ? AND resident_id <= ?";
// What happened to the doubles merged into a resident happened to the resident.
constexpr absl::string_view kSelectEventsOfMerged =
    "SELECT m.kept_id, e.event_time, e.source, e.kit, e.sequence, e.raw_code FROM resident_merge m "
    "JOIN recording_event e ON e.regency = m.regency AND e.resident_id = m.merged_id "
    "WHERE m.regency = ? AND m.kept_id IN (";
constexpr absl::string_view kSelectEventsOfMergedBetween =
    "SELECT m.kept_id, e.event_time, e.source, e.kit, e.sequence, e.raw_code FROM resident_merge m "
    "JOIN recording_event e ON e.regency = m.regency AND e.resident_id = m.merged_id "
    "WHERE m.regency = ? AND m.kept_id > ? AND m.kept_id <= ?";
constexpr absl::string_view kSelectHistory =
    "SELECT event_time, source, kit, sequence, raw_code, evidence, recorded_time FROM recording_event "
    "WHERE regency = ? AND resident_id = ? UNION ALL "
    "SELECT e.event_time, e.source, e.kit, e.sequence, e.raw_code, e.evidence, e.recorded_time "
    "FROM resident_merge m JOIN recording_event e ON e.regency = m.regency AND e.resident_id = m.merged_id "
    "WHERE m.regency = ? AND m.kept_id = ? ORDER BY event_time, source, kit, sequence, raw_code";
constexpr absl::string_view kSelectUnknownCodes =
    "SELECT raw_code, events, first_time, last_time FROM unknown_code WHERE regency = ? ORDER BY raw_code";
constexpr absl::string_view kSelectOpen =
    "SELECT id, village, recording_since FROM resident FORCE INDEX (by_recording) WHERE regency = ? "
    "AND recording_state = ? AND recording_since <= ? AND (end_date IS NULL OR end_date > ?)";
constexpr absl::string_view kInsertEvents =
    "INSERT INTO recording_event (regency, resident_id, event_time, source, kit, sequence, raw_code, "
    "recorded_time, evidence) VALUES";
constexpr absl::string_view kInsertUnknownCodes =
    "INSERT INTO unknown_code (regency, raw_code, events, first_time, last_time) VALUES";
constexpr absl::string_view kCountUnknownCodes =
    " ON DUPLICATE KEY UPDATE events = events + VALUES(events), last_time = VALUES(last_time)";
std::vector<std::vector<mysql::Param>> Params(absl::string_view regency, const std::vector<EventRow>& events,
                                              absl::Time now) {
  std::vector<std::vector<mysql::Param>> rows;
  rows.reserve(events.size());
  for (const EventRow& row : events) {
    rows.push_back({regency, row.resident_id, row.event.event_time, static_cast<int>(row.event.source),
                    row.event.kit, row.event.sequence, row.event.raw_code, now, row.evidence});
  }
  return rows;
}

// How often each code that the table has not occurs.
std::vector<std::vector<mysql::Param>> UnknownCodesIn(absl::string_view regency,
                                                      const std::vector<EventRow>& events, absl::Time now) {
  absl::btree_map<absl::string_view, std::int64_t> counts;
  for (const EventRow& row : events) {
    if (!IsKnownCode(row.event.raw_code)) ++counts[row.event.raw_code];
  }
  std::vector<std::vector<mysql::Param>> rows;
  for (const auto& [code, count] : counts) rows.push_back({regency, code, count, now, now});
  return rows;
}

using Events = EventsOfResidents::ById;

void AddTo(Events& events, const mysql::Rows& rows) {
  for (const mysql::Row& row : rows) {
    events[row.String(0)].push_back(
        {row.Time(1), static_cast<RecordingSource>(row.Int(2)), row.String(3), row.Int(4), row.String(5)});
  }
}

}  // namespace

absl::StatusOr<EventsOfResidents> Snapshot::EventsOf(absl::string_view regency,
                                                     const std::vector<std::string>& resident_ids) {
  EventsOfResidents events;
  RETURN_IF_ERROR(
      mysql::ForEachChunk(resident_ids, regency, [&](absl::string_view places, const auto& params) {
        ASSIGN_OR_RETURN(const mysql::Rows rows,
                         reader_.Query(absl::StrCat(kSelectEvents, places, ")"), params));
        AddTo(events.own, rows);
        ASSIGN_OR_RETURN(const mysql::Rows merged,
                         reader_.Query(absl::StrCat(kSelectEventsOfMerged, places, ")"), params));
        AddTo(events.of_doubles, merged);
        return absl::OkStatus();
      }));
  return events;
}

absl::StatusOr<absl::flat_hash_map<std::string, std::vector<RecordingEvent>>> Snapshot::EventsBetween(
    absl::string_view regency, absl::string_view after, absl::string_view last) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectEventsBetween, {regency, after, last}));
  ASSIGN_OR_RETURN(const mysql::Rows merged,
                   reader_.Query(kSelectEventsOfMergedBetween, {regency, after, last}));
  Events events;
  AddTo(events, rows);
  AddTo(events, merged);
  return events;
}

absl::StatusOr<std::vector<KeptEvent>> Snapshot::HistoryOf(absl::string_view regency,
                                                           absl::string_view resident_id) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(kSelectHistory, {regency, resident_id, regency, resident_id}));
  std::vector<KeptEvent> history;
  history.reserve(rows.size());
  for (const mysql::Row& row : rows) {
    history.push_back(
        {{row.Time(0), static_cast<RecordingSource>(row.Int(1)), row.String(2), row.Int(3), row.String(4)},
         row.String(5),
         row.Time(6)});
  }
  return history;
}

absl::StatusOr<std::vector<UnknownCodeRow>> Snapshot::UnknownCodes(absl::string_view regency) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectUnknownCodes, {regency}));
  std::vector<UnknownCodeRow> codes;
  for (const mysql::Row& row : rows) {
    codes.push_back({row.String(0), row.Int(1), row.Time(2), row.Time(3)});
  }
  return codes;
}

absl::StatusOr<std::vector<OpenRecordingRow>> Snapshot::OpenRecordings(
    absl::string_view regency, RecordingState state, absl::CivilDay since_by, absl::CivilDay today,
    const std::optional<OpenRecordingRow>& after, int limit) {
  std::string sql(kSelectOpen);
  std::vector<mysql::Param> params = {regency, static_cast<int>(state), since_by, today};
  std::vector<mysql::Param> last;
  if (after) last = {after->since, after->resident_id};
  mysql::AppendPage({{"recording_since"}, {"id"}}, last, limit, sql, params);
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(sql, params));
  std::vector<OpenRecordingRow> open;
  open.reserve(rows.size());
  for (const mysql::Row& row : rows) open.push_back({row.String(0), row.String(1), row.Date(2)});
  return open;
}

absl::Status Tx::InsertEvents(absl::string_view regency, const std::vector<EventRow>& events,
                              absl::Time now) {
  RETURN_IF_ERROR(transaction_.InsertRows(kInsertEvents, Params(regency, events, now)));
  return transaction_.InsertRows(kInsertUnknownCodes, UnknownCodesIn(regency, events, now),
                                 kCountUnknownCodes);
}

}  // namespace dukcapil::population::storage
