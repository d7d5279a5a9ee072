#include "absl/strings/str_cat.h"
#include "platform/mysql/in_list.h"
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
constexpr absl::string_view kInsertEvents =
    "INSERT INTO recording_event (regency, resident_id, event_time, source, kit, sequence, raw_code, "
    "recorded_time) VALUES";
constexpr absl::string_view kInsertQuarantined =
    "INSERT INTO quarantined_event (regency, resident_id, event_time, source, kit, sequence, raw_code, "
    "recorded_time) VALUES";
constexpr absl::string_view kKeepFirst = " ON DUPLICATE KEY UPDATE recorded_time = recorded_time";

std::vector<std::vector<mysql::Param>> Params(absl::string_view regency, const std::vector<EventRow>& events,
                                              absl::Time now) {
  std::vector<std::vector<mysql::Param>> rows;
  rows.reserve(events.size());
  for (const EventRow& row : events) {
    rows.push_back({regency, row.resident_id, row.event.event_time, static_cast<int>(row.event.source),
                    row.event.kit, row.event.sequence, row.event.raw_code, now});
  }
  return rows;
}

using Events = absl::flat_hash_map<std::string, std::vector<RecordingEvent>>;

void AddTo(Events& events, const mysql::Rows& rows) {
  for (const mysql::Row& row : rows) {
    events[row.String(0)].push_back(
        {row.Time(1), static_cast<RecordingSource>(row.Int(2)), row.String(3), row.Int(4), row.String(5)});
  }
}

}  // namespace

absl::StatusOr<absl::flat_hash_map<std::string, std::vector<RecordingEvent>>> Snapshot::EventsOf(
    absl::string_view regency, const std::vector<std::string>& resident_ids) {
  Events events;
  RETURN_IF_ERROR(
      mysql::ForEachChunk(resident_ids, regency, [&](absl::string_view places, const auto& params) {
        ASSIGN_OR_RETURN(const mysql::Rows rows,
                         reader_.Query(absl::StrCat(kSelectEvents, places, ")"), params));
        AddTo(events, rows);
        ASSIGN_OR_RETURN(const mysql::Rows merged,
                         reader_.Query(absl::StrCat(kSelectEventsOfMerged, places, ")"), params));
        AddTo(events, merged);
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

absl::Status Tx::InsertEvents(absl::string_view regency, const std::vector<EventRow>& events,
                              absl::Time now) {
  return transaction_.InsertRows(kInsertEvents, Params(regency, events, now));
}

absl::Status Tx::QuarantineEvents(absl::string_view regency, const std::vector<EventRow>& events,
                                  absl::Time now) {
  return transaction_.InsertRows(kInsertQuarantined, Params(regency, events, now), kKeepFirst);
}

}  // namespace dukcapil::population::storage
