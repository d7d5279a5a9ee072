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

constexpr int kRecordingsInAChunk = 500;
constexpr RecordingState kOpenStates[] = {RecordingState::kRecorded, RecordingState::kSentForEnrolment,
                                          RecordingState::kDuplicate, RecordingState::kAdjudication};

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

bool ByKey(const Found& a, const Found& b) {
  return a.Key() < b.Key();
}

// Takes what the filter holds for, one after the other, and keeps what a page tells of it: all counted by
// kit, and the first ones of the page, the longest stuck first.
class StuckPage {
 public:
  StuckPage(const Page& page, absl::CivilDay today) : page_(page), today_(today) {}

  void Take(Found found) {
    ++total_;
    v1::StuckRecordingsOfKit& kit = kits_[found.stuck.kit];
    kit.set_stuck_count(kit.stuck_count() + 1);
    kit.set_most_days(std::max(kit.most_days(), DaysOf(found)));
    if (!IsBeyondLastPage(found)) return;
    first_.push_back(std::move(found));
    std::push_heap(first_.begin(), first_.end(), ByKey);
    if (first_.size() <= static_cast<std::size_t>(page_.size) + 1) return;
    std::pop_heap(first_.begin(), first_.end(), ByKey);
    first_.pop_back();
  }

  v1::ListStuckRecordingsResponse Tell(const PageTokens& page_tokens, absl::string_view regency) {
    v1::ListStuckRecordingsResponse response;
    response.set_total_size(total_);
    for (auto& [name, kit] : kits_) {
      kit.set_kit(name);
      *response.add_kits() = kit;
    }
    std::sort_heap(first_.begin(), first_.end(), ByKey);
    const bool has_next = CutToPage(page_, first_);
    for (const Found& found : first_) *response.add_recordings() = StuckToProto(regency, found);
    if (has_next) {
      const Found& last = first_.back();
      response.set_next_page_token(page_tokens.Make(
          page_.query, {absl::FormatCivilTime(last.stuck.last_day), last.resident.resident_id}));
    }
    return response;
  }

 private:
  std::int32_t DaysOf(const Found& found) const {
    return static_cast<std::int32_t>(today_ - found.stuck.last_day);
  }
  // After the day and the id of the last one of the page before.
  bool IsBeyondLastPage(const Found& found) const {
    if (page_.last_key.empty()) return true;
    const std::string day = absl::FormatCivilTime(found.stuck.last_day);
    return std::tie(day, found.resident.resident_id) > std::tie(page_.last_key[0], page_.last_key[1]);
  }
  v1::StuckRecording StuckToProto(absl::string_view regency, const Found& found) const {
    v1::StuckRecording proto;
    proto.set_resident(ResidentName(regency, found.resident.resident_id));
    proto.set_village(RegionName(found.resident.village));
    proto.set_state(static_cast<v1::RecordingState>(found.stuck.state));
    proto.set_raw_code(found.stuck.raw_code);
    *proto.mutable_last_event_date() = ToProto(found.stuck.last_day);
    proto.set_days(DaysOf(found));
    proto.set_kit(found.stuck.kit);
    proto.set_actor(static_cast<v1::RecordingActor>(found.stuck.actor));
    proto.set_resubmissions(found.stuck.resubmissions);
    return proto;
  }

  const Page& page_;
  const absl::CivilDay today_;
  std::int64_t total_ = 0;
  absl::btree_map<std::string, v1::StuckRecordingsOfKit> kits_;
  std::vector<Found> first_;  // a heap: the page, and one beyond it
};

// Those of one state, chunk by chunk: since when each is stuck only its events say.
absl::Status TakeOfState(storage::Snapshot& snapshot, const StuckFilter& filter, RecordingState state,
                         absl::CivilDay today, StuckPage& taken) {
  std::optional<storage::OpenRecordingRow> last;
  std::vector<storage::OpenRecordingRow> open;
  do {
    // A state is never younger than the last event that counts.
    ASSIGN_OR_RETURN(open, snapshot.OpenRecordings(filter.regency, state, filter.last_by, today, last,
                                                   kRecordingsInAChunk));
    std::vector<std::string> ids;
    ids.reserve(open.size());
    for (const storage::OpenRecordingRow& row : open) ids.push_back(row.resident_id);
    ASSIGN_OR_RETURN(const auto events, snapshot.EventsOf(filter.regency, ids));
    for (const storage::OpenRecordingRow& row : open) {
      const auto stuck = StuckOf(events.All(row.resident_id));
      if (stuck && filter.Holds(*stuck)) taken.Take({row, *stuck});
    }
    if (!open.empty()) last = open.back();
  } while (open.size() == kRecordingsInAChunk);
  return absl::OkStatus();
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
    StuckPage taken(page, today);
    for (const RecordingState state : kOpenStates) {
      if (filter.state && *filter.state != state) continue;
      RETURN_IF_ERROR(TakeOfState(snapshot, filter, state, today, taken));
    }
    return taken.Tell(app.page_tokens, filter.regency);
  };
  return app.store.Read(call, list);
}

}  // namespace dukcapil::population
