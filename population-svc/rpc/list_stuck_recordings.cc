#include <algorithm>
#include <tuple>

#include "absl/container/btree_map.h"
#include "platform/civil_date/civil_date.h"
#include "platform/paging/page.h"
#include "platform/status/status_macros.h"
#include "population-svc/domain/stuck_recording.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"

namespace dukcapil::population {

using dukcapil::ToProto;  // of civil dates, hidden by those of convert.h

namespace {

struct StuckFilter {
  std::string regency;
  absl::CivilDay last_by;  // no event that counts after this day
  std::optional<std::string> kit;
  std::optional<RecordingState> state;
  std::optional<CodeActor> actor;

  bool Holds(const StuckRecording& stuck) const {
    return stuck.last_day <= last_by && (!kit || stuck.kit == *kit) && (!state || stuck.state == *state) &&
           (!actor || stuck.actor == *actor);
  }
};

StuckFilter FilterFrom(const v1::ListStuckRecordingsRequest& request, absl::CivilDay today,
                       Violations& violations) {
  StuckFilter filter;
  filter.regency = ParseRegency(request.parent(), "parent", violations).value_or("");
  if (request.days() < 0 || request.days() > 36500) {
    violations.Add("days", "OUT_OF_RANGE", "must be 0 to 36500");
  } else {
    filter.last_by = today - request.days();
  }
  if (!request.kit().empty()) filter.kit = request.kit();
  if (!v1::RecordingState_IsValid(request.state())) {
    violations.Add("state", "UNKNOWN_VALUE", "must be a known value");
  } else if (request.state() != v1::RECORDING_STATE_UNSPECIFIED) {
    filter.state = static_cast<RecordingState>(request.state());
  }
  if (!v1::RecordingActor_IsValid(request.actor())) {
    violations.Add("actor", "UNKNOWN_VALUE", "must be a known value");
  } else if (request.actor() != v1::RECORDING_ACTOR_UNSPECIFIED) {
    filter.actor = static_cast<CodeActor>(request.actor());
  }
  return filter;
}

struct Found {
  storage::OpenRecordingRow resident;
  StuckRecording stuck;

  auto Key() const { return std::tie(stuck.last_day, resident.resident_id); }
};

// All that `filter` holds for, the longest stuck first. They are few beside the residents: the centre decides
// on most.
absl::StatusOr<std::vector<Found>> Find(storage::Snapshot& snapshot, const StuckFilter& filter,
                                        absl::CivilDay today) {
  // A state is never younger than the last event that counts.
  ASSIGN_OR_RETURN(const auto open,
                   snapshot.OpenRecordings(filter.regency, filter.state, filter.last_by, today));
  std::vector<std::string> ids;
  ids.reserve(open.size());
  for (const storage::OpenRecordingRow& row : open) ids.push_back(row.resident_id);
  ASSIGN_OR_RETURN(const auto events, snapshot.EventsOf(filter.regency, ids));
  std::vector<Found> found;
  for (const storage::OpenRecordingRow& row : open) {
    const auto stuck = StuckOf(events.All(row.resident_id));
    if (stuck && filter.Holds(*stuck)) found.push_back({row, *stuck});
  }
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.Key() < b.Key(); });
  return found;
}

v1::StuckRecording StuckToProto(absl::string_view regency, const Found& found, absl::CivilDay today) {
  v1::StuckRecording proto;
  proto.set_resident(ResidentName(regency, found.resident.resident_id));
  proto.set_village(RegionName(found.resident.village));
  proto.set_state(static_cast<v1::RecordingState>(found.stuck.state));
  proto.set_raw_code(found.stuck.raw_code);
  *proto.mutable_last_event_date() = ToProto(found.stuck.last_day);
  proto.set_days(static_cast<std::int32_t>(today - found.stuck.last_day));
  proto.set_kit(found.stuck.kit);
  proto.set_actor(static_cast<v1::RecordingActor>(found.stuck.actor));
  proto.set_resubmissions(found.stuck.resubmissions);
  return proto;
}

void AddKits(const std::vector<Found>& found, absl::CivilDay today,
             v1::ListStuckRecordingsResponse& response) {
  absl::btree_map<std::string, v1::StuckRecordingsOfKit> kits;
  for (const Found& each : found) {
    v1::StuckRecordingsOfKit& kit = kits[each.stuck.kit];
    kit.set_kit(each.stuck.kit);
    kit.set_stuck_count(kit.stuck_count() + 1);
    kit.set_most_days(std::max(kit.most_days(), static_cast<std::int32_t>(today - each.stuck.last_day)));
  }
  for (const auto& [name, kit] : kits) *response.add_kits() = kit;
}

// Where the page begins: after the day and the id of its last key.
std::vector<Found>::const_iterator BeginOf(const Page& page, const std::vector<Found>& found) {
  if (page.last_key.empty()) return found.begin();
  return std::find_if(found.begin(), found.end(), [&](const Found& each) {
    const std::string day = absl::FormatCivilTime(each.stuck.last_day);
    return std::tie(day, each.resident.resident_id) > std::tie(page.last_key[0], page.last_key[1]);
  });
}

}  // namespace

absl::StatusOr<v1::ListStuckRecordingsResponse> ListStuckRecordings(
    Population& app, const Call& call, const v1::ListStuckRecordingsRequest& request) {
  Violations violations;
  const absl::CivilDay today = app.clock.Today();
  const StuckFilter filter = FilterFrom(request, today, violations);
  RETURN_IF_ERROR(violations.ToStatus());
  ASSIGN_OR_RETURN(const Page page, PageOf(app.page_tokens, call, request));
  const auto list = [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::ListStuckRecordingsResponse> {
    ASSIGN_OR_RETURN(const std::vector<Found> found, Find(snapshot, filter, today));
    v1::ListStuckRecordingsResponse response;
    response.set_total_size(static_cast<std::int64_t>(found.size()));
    AddKits(found, today, response);
    auto next = BeginOf(page, found);
    for (; next != found.end() && response.recordings_size() < page.size; ++next) {
      *response.add_recordings() = StuckToProto(filter.regency, *next, today);
    }
    if (next != found.end()) {
      const Found& last = *std::prev(next);
      response.set_next_page_token(app.page_tokens.Make(
          page.query, {absl::FormatCivilTime(last.stuck.last_day), last.resident.resident_id}));
    }
    return response;
  };
  return app.store.Read(call, list);
}

}  // namespace dukcapil::population
