#include "samples/day_register.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"
#include "google/protobuf/util/time_util.h"
#include "platform/civil_date/civil_date.h"
#include "platform/clock/clock.h"
#include "platform/status/status_macros.h"
#include "samples/strata.h"

namespace dukcapil::samples {
namespace {

namespace population = ::dukcapil::population::v1;
namespace outreach = ::dukcapil::outreach::v1;

constexpr int kAnswersADay = 150;
constexpr int kAtCounter = 6;
constexpr int kListed = 500;

// Event times of a day lie before its noon, which is the business instant.
google::protobuf::Timestamp TimeOf(absl::CivilDay day, int hour, int second) {
  const absl::Time time = absl::FromCivil(absl::CivilHour(day) + hour, OfficeZone()) + absl::Seconds(second);
  return google::protobuf::util::TimeUtil::SecondsToTimestamp(absl::ToUnixSeconds(time));
}

// Events of one source on one day.
class Events {
 public:
  Events(absl::CivilDay day, population::RecordingSource source, std::string kit)
      : day_(day), source_(source), kit_(std::move(kit)) {}

  void Add(const std::string& resident, const char* code, int hour) {
    population::RecordingEvent& event = *request_.add_events();
    event.set_resident(resident);
    event.set_source(source_);
    event.set_kit(kit_);
    event.set_sequence(request_.events_size());
    *event.mutable_event_time() = TimeOf(day_, hour, request_.events_size());
    event.set_raw_code(code);
  }

  // Nothing where there is none. `what` names it among the batches of the day.
  absl::Status Submit(Loading& loading, absl::string_view what) {
    if (request_.events().empty()) return absl::OkStatus();
    request_.set_parent(kParent);
    request_.set_request_id(RequestId(absl::StrCat("day/", absl::FormatCivilTime(day_), "/", what), 0));
    ASSIGN_OR_RETURN(const auto response,
                     loading.CallOnce<population::BatchSubmitRecordingEventsResponse>(request_));
    for (const population::EventResult& result : response.results()) {
      if (result.outcome() != population::EVENT_OUTCOME_ACCEPTED &&
          result.outcome() != population::EVENT_OUTCOME_REPEATED) {
        return Refused(absl::StrCat(what, ", event ", result.index(), ": ", result.reason()));
      }
    }
    return absl::OkStatus();
  }

 private:
  const absl::CivilDay day_;
  const population::RecordingSource source_;
  const std::string kit_;
  population::BatchSubmitRecordingEventsRequest request_;
};

population::ListResidentsRequest NotRecorded(absl::CivilDay day) {
  population::ListResidentsRequest request;
  request.set_recording_state(population::RECORDING_STATE_NOT_RECORDED);
  *request.mutable_obliged_by() = ToProto(day);
  return request;
}

// Recorded by a kit, which uploads before the day is over.
absl::Status Record(Loading& loading, const std::vector<std::string>& residents, absl::CivilDay day,
                    const std::string& kit, absl::string_view what) {
  Events events(day, population::RECORDING_SOURCE_KIT, kit);
  for (const std::string& resident : residents) {
    events.Add(resident, "BIO_CAPTURED", 8);
    events.Add(resident, "SENT_FOR_ENROLLMENT", 11);
  }
  return events.Submit(loading, what);
}

const char* Answer(Random& random) {
  const std::int64_t draw = random.Between(1, 100);
  if (draw == 1) return "DUPLICATE_RECORD";
  return draw <= 4 ? "ENROLL_FAILURE_AT_CENTRAL" : "PRINT_READY_RECORD";
}

// The people of a site who are not recorded: pupils of a school, residents of a village.
population::ListResidentsRequest UnrecordedAt(const outreach::Site& site, absl::CivilDay day) {
  population::ListResidentsRequest request = NotRecorded(day);
  if (site.kind() == outreach::SITE_KIND_SCHOOL) {
    const std::vector<std::string> parts = absl::StrSplit(site.name(), '/');
    request.set_school(absl::StrCat(kParent, "/schools/", parts.back()));
    // Pupils who turn 17 before the election are recorded, too.
    *request.mutable_obliged_by() = ToProto(kElectionDay);
  } else {
    request.set_village(site.village());
  }
  return request;
}

absl::StatusOr<std::vector<outreach::Site>> AllSites(Loading& loading) {
  outreach::ListSitesRequest request;
  request.set_parent(kParent);
  request.set_page_size(1000);
  ASSIGN_OR_RETURN(const auto response, loading.Call<outreach::ListSitesResponse>(request));
  return std::vector<outreach::Site>(response.sites().begin(), response.sites().end());
}

// A step of a visit; a step that was made before is not made again.
template <class Request>
absl::Status Step(Loading& loading, const outreach::Visit& visit, absl::string_view step,
                  Request request = Request()) {
  request.set_name(visit.name());
  request.set_request_id(RequestId(absl::StrCat(visit.name(), "/", step), 0));
  return loading.CallOnce<outreach::Visit>(request).status();
}

constexpr std::size_t kAbsent = 3;

// Who came was recorded; the last few of `people` were not there.
absl::Status Report(Loading& loading, const outreach::Visit& visit, const std::vector<std::string>& people) {
  if (people.empty()) return absl::OkStatus();
  outreach::BatchReportOutcomesRequest request;
  request.set_parent(visit.name());
  request.set_request_id(RequestId(absl::StrCat(visit.name(), "/report"), 0));
  for (std::size_t i = 0; i < people.size(); ++i) {
    outreach::VisitOutcome& outcome = *request.add_outcomes();
    outcome.set_resident(people[i]);
    outcome.set_outcome(i + kAbsent < people.size() ? outreach::PERSON_OUTCOME_RECORDED
                                                    : outreach::PERSON_OUTCOME_ABSENT);
  }
  return loading.CallOnce<outreach::BatchReportOutcomesResponse>(request).status();
}

// Says what was reported: how many were invited, and how many of them came.
absl::StatusOr<std::int64_t> Complete(Loading& loading, const outreach::Visit& visit) {
  outreach::GetVisitRequest get;
  get.set_name(visit.name());
  ASSIGN_OR_RETURN(const auto reported, loading.Call<outreach::Visit>(get));
  outreach::CompleteVisitRequest request;
  outreach::VisitResult& result = *request.mutable_result();
  for (const outreach::OutcomeCount& count : reported.outcome_counts()) {
    result.set_invited(result.invited() + count.people());
    if (count.outcome() == outreach::PERSON_OUTCOME_RECORDED) result.set_came(count.people());
  }
  if (result.came() == 0) result.set_failure_cause(outreach::VISIT_FAILURE_CAUSE_NOBODY_CAME);
  RETURN_IF_ERROR(Step(loading, visit, "complete", request));
  return result.came();
}

absl::StatusOr<std::int64_t> MakeVisit(Loading& loading, const outreach::Visit& visit,
                                       const outreach::Site& site, absl::CivilDay day, Random& random) {
  const bool is_planned = visit.state() == outreach::VISIT_STATE_PLANNED;
  if (is_planned) RETURN_IF_ERROR(Step<outreach::ConfirmVisitRequest>(loading, visit, "confirm"));
  if (is_planned || visit.state() == outreach::VISIT_STATE_CONFIRMED) {
    RETURN_IF_ERROR(Step<outreach::StartVisitRequest>(loading, visit, "start"));
  }
  const auto expected = static_cast<std::int64_t>(std::lround(visit.expected_recordings()));
  const auto wanted = static_cast<std::size_t>(random.Between(expected * 8 / 10, expected * 12 / 10));
  ASSIGN_OR_RETURN(std::vector<std::string> people,
                   PickResidents(loading, UnrecordedAt(site, day), wanted + kAbsent, random));
  RETURN_IF_ERROR(Report(loading, visit, people));
  ASSIGN_OR_RETURN(const std::int64_t recorded, Complete(loading, visit));
  people.resize(people.size() - std::min(kAbsent, people.size()));
  const std::vector<std::string> parts = absl::StrSplit(visit.team(), '/');
  RETURN_IF_ERROR(Record(loading, people, day, absl::StrCat(parts.back(), "-kit"),
                         absl::StrCat("visit/", parts.back(), "/", visit.half_day())));
  return recorded;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> PickResidents(Loading& loading,
                                                       population::ListResidentsRequest request,
                                                       std::size_t wanted, Random& random) {
  request.set_parent(kParent);
  request.set_page_size(kListed);
  ASSIGN_OR_RETURN(const auto response, loading.Call<population::ListResidentsResponse>(request));
  std::vector<std::string> names;
  for (const population::Resident& resident : response.residents()) names.push_back(resident.name());
  random.Shuffle(names);
  names.resize(std::min(names.size(), wanted));
  return names;
}

absl::Status TakeAnswers(Loading& loading, absl::CivilDay day, Random& random) {
  population::ListResidentsRequest request;
  request.set_recording_state(population::RECORDING_STATE_SENT_FOR_ENROLMENT);
  ASSIGN_OR_RETURN(const std::vector<std::string> sent,
                   PickResidents(loading, request, kAnswersADay, random));
  Events answers(day, population::RECORDING_SOURCE_CENTRE, "");
  for (const std::string& resident : sent) answers.Add(resident, Answer(random), 7);
  return answers.Submit(loading, "answers");
}

absl::StatusOr<std::int64_t> RecordAtCounter(Loading& loading, absl::CivilDay day, Random& random) {
  ASSIGN_OR_RETURN(const std::vector<std::string> people,
                   PickResidents(loading, NotRecorded(day), kAtCounter, random));
  RETURN_IF_ERROR(Record(loading, people, day, "kantor-kit", "counter"));
  return static_cast<std::int64_t>(people.size());
}

absl::StatusOr<std::int64_t> MakeVisits(Loading& loading, absl::CivilDay day, Random& random) {
  outreach::ListVisitsRequest request;
  request.set_parent(kParent);
  *request.mutable_from_date() = ToProto(day);
  *request.mutable_to_date() = ToProto(day);
  request.set_page_size(1000);
  ASSIGN_OR_RETURN(const auto today, loading.Call<outreach::ListVisitsResponse>(request));
  if (today.visits().empty()) return 0;
  ASSIGN_OR_RETURN(const std::vector<outreach::Site> sites, AllSites(loading));
  std::int64_t recorded = 0;
  for (const outreach::Visit& visit : today.visits()) {
    if (visit.state() == outreach::VISIT_STATE_CANCELLED) continue;
    const auto site = std::find_if(sites.begin(), sites.end(),
                                   [&](const outreach::Site& s) { return s.name() == visit.site(); });
    if (site == sites.end()) return Refused(absl::StrCat("a visit names no site: ", visit.site()));
    ASSIGN_OR_RETURN(const std::int64_t there, MakeVisit(loading, visit, *site, day, random));
    recorded += there;
  }
  return recorded;
}

}  // namespace dukcapil::samples
