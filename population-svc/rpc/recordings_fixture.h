// Fixture of the tests of recordings: events as kits, the centre and visits tell them.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "population-svc/rpc/population_test.h"

namespace dukcapil::population {

class RecordingsFixture : public PopulationTest {
 protected:
  static v1::RecordingEvent OfKit(v1::RecordingEvent event) {
    event.set_source(v1::RECORDING_SOURCE_KIT);
    event.set_kit("KIT-1");
    return event;
  }
  // Of the source that says such a code.
  static v1::RecordingEvent Event(const std::string& resident, absl::CivilDay day, const std::string& code,
                                  std::int64_t sequence = 1) {
    v1::RecordingEvent event;
    event.set_resident(resident);
    if (absl::StartsWith(code, "VISIT_")) {
      event.set_source(v1::RECORDING_SOURCE_VISIT);
    } else if (absl::EndsWith(code, "_AT_CENTRAL") || absl::EndsWith(code, "_RECORD")) {
      event.set_source(v1::RECORDING_SOURCE_CENTRE);
    } else {
      event = OfKit(event);
    }
    event.set_sequence(sequence);
    event.mutable_event_time()->set_seconds(absl::ToUnixSeconds(
        absl::FromCivil(absl::CivilHour(day.year(), day.month(), day.day(), 9), OfficeZone())));
    event.set_raw_code(code);
    return event;
  }
  static absl::CivilDay DayOf(const google::type::Date& date) {
    return absl::CivilDay(date.year(), date.month(), date.day());
  }
  v1::BatchSubmitRecordingEventsRequest Request(const std::vector<v1::RecordingEvent>& events) {
    v1::BatchSubmitRecordingEventsRequest request;
    request.set_parent(kParent);
    for (const auto& event : events) *request.add_events() = event;
    return request;
  }
  v1::BatchSubmitRecordingEventsResponse Submit(const std::vector<v1::RecordingEvent>& events) {
    auto response = BatchSubmitRecordingEvents(*app_, testing::WriteCall(), Request(events));
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? *response : v1::BatchSubmitRecordingEventsResponse();
  }
};

}  // namespace dukcapil::population
