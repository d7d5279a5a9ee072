#include "population-svc/rpc/convert_event.h"

#include "absl/strings/ascii.h"
#include "platform/civil_date/civil_date.h"
#include "platform/status/check_text.h"
#include "population-svc/domain/nik.h"
#include "population-svc/domain/recording_codes.h"
#include "population-svc/domain/resident_import.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/names.h"
#include "population-svc/rpc/official_code.h"

namespace dukcapil::population {

using dukcapil::ToProto;  // of civil dates, hidden by those of convert.h

namespace {

void SetWhom(const v1::RecordingEvent& event, absl::string_view regency, const BlindIndex& nik_index,
             SubmittedEvent& submitted) {
  Violations& violations = submitted.violations;
  if (event.resident().empty() == event.nik().empty()) {
    violations.Add("resident", "RESIDENT_OR_NIK", "give the resident or the NIK, one of them");
  } else if (!event.nik().empty()) {
    if (const auto nik = ParseNik(event.nik(), "nik", violations)) {
      submitted.nik = nik->digits;
      submitted.nik_indexes = nik_index.UnderAnyKey(nik->digits);
      submitted.nik_index = submitted.nik_indexes.front();
    }
  } else if (const auto key = ParseResident(event.resident(), "resident", violations)) {
    if (key->regency != regency) violations.Add("resident", "WRONG_REGION", "must belong to the parent");
    submitted.resident_id = key->id;
  }
}

void SetSource(const v1::RecordingEvent& event, SubmittedEvent& submitted) {
  Violations& violations = submitted.violations;
  if (event.source() == v1::RECORDING_SOURCE_UNSPECIFIED || !v1::RecordingSource_IsValid(event.source())) {
    violations.Add("source", "UNKNOWN_VALUE", "must be KIT, CENTRE or VISIT");
    return;
  }
  if (event.source() == v1::RECORDING_SOURCE_IMPORT) {
    violations.Add("source", "SOURCE_NOT_SUBMITTABLE", "an imported status comes with the import");
  }
  const bool is_kit = event.source() == v1::RECORDING_SOURCE_KIT;
  if (is_kit && event.kit().empty()) violations.Add("kit", "KIT_REQUIRED", "an event of a kit names it");
  if (!is_kit && !event.kit().empty()) violations.Add("kit", "KIT_NOT_ALLOWED", "only for events of a kit");
  submitted.event.source = static_cast<RecordingSource>(event.source());
}

}  // namespace

std::optional<absl::Time> EventTimeFrom(const google::protobuf::Timestamp& time, Violations& violations) {
  constexpr std::int64_t kEndOf9999 = 253402300800;
  if (time.nanos() < 0 || time.nanos() > 999'999'999 || time.seconds() >= kEndOf9999) {
    violations.Add("event_time", "INVALID_TIME", "must be a valid time before the year 10000");
    return std::nullopt;
  }
  const absl::Time event_time =
      absl::FromUnixSeconds(time.seconds()) + absl::Microseconds(time.nanos() / 1000);
  if (event_time < EarliestRecordingTime()) {
    violations.Add("event_time", "RECORDING_TOO_EARLY", "recording began in 2009: is the clock right?");
    return std::nullopt;
  }
  return event_time;
}

SubmittedEvent FromProto(const v1::RecordingEvent& event, absl::string_view regency,
                         const BlindIndex& nik_index) {
  SubmittedEvent submitted;
  Violations& violations = submitted.violations;
  SetWhom(event, regency, nik_index, submitted);
  SetSource(event, submitted);
  CheckText(event.kit(), 0, 40, "kit", violations);
  if (absl::StripAsciiWhitespace(event.kit()) != event.kit()) {
    violations.Add("kit", "SPACES", "must not begin or end with a space");
  }
  submitted.event.kit = event.kit();
  if (event.sequence() < 0) violations.Add("sequence", "NEGATIVE", "must not be negative");
  submitted.event.sequence = event.sequence();
  if (!event.has_event_time()) {
    violations.Add("event_time", "REQUIRED", "must be set");
  } else if (const auto time = EventTimeFrom(event.event_time(), violations)) {
    submitted.event.event_time = *time;
  }
  if (!IsRawCode(event.raw_code())) {
    violations.Add("raw_code", "MALFORMED", "must be 1 to 60 capital letters, digits and underscores");
  } else if (violations.empty() && !MayComeFrom(event.raw_code(), submitted.event.source)) {
    violations.Add("raw_code", "CODE_NOT_OF_SOURCE", "this source cannot know what the code says");
  }
  submitted.event.raw_code = event.raw_code();
  CheckText(event.evidence(), 0, 100, "evidence", violations);
  submitted.evidence = event.evidence();
  return submitted;
}

v1::RecordingEvent EventToProto(const RecordingEvent& event, absl::string_view evidence) {
  v1::RecordingEvent proto;
  proto.set_source(static_cast<v1::RecordingSource>(event.source));
  proto.set_kit(event.kit);
  proto.set_sequence(event.sequence);
  *proto.mutable_event_time() = ToProto(event.event_time);
  proto.set_raw_code(event.raw_code);
  proto.set_evidence(std::string(evidence));
  return proto;
}

void SetChange(const Recording& before, const Recording& after, v1::EventResult& result) {
  if (before == after) return;
  v1::RecordingChange& change = *result.mutable_change();
  change.set_state_before(static_cast<v1::RecordingState>(before.state));
  change.set_state_after(static_cast<v1::RecordingState>(after.state));
  if (before.covered_date) *change.mutable_covered_date_before() = ToProto(*before.covered_date);
  if (after.covered_date) *change.mutable_covered_date_after() = ToProto(*after.covered_date);
  if (before.since) *change.mutable_since_before() = ToProto(*before.since);
  if (after.since) *change.mutable_since_after() = ToProto(*after.since);
  if (before.doubt) change.set_doubt_before(static_cast<v1::Doubt>(*before.doubt));
  if (after.doubt) change.set_doubt_after(static_cast<v1::Doubt>(*after.doubt));
}

}  // namespace dukcapil::population
