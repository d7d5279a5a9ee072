// What a visit found of each person.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "outreach-svc/domain/announced_visit.h"

namespace dukcapil::outreach {

enum class PersonOutcome {
  kRecorded = 1,
  kAbsent = 2,
  kMoved = 3,
  kDeceased = 4,
  kAlreadyRecorded = 5,
  kRefused = 6,
  kNotFound = 7,
  kCannot = 8
};

// As population-svc calls it: `VISIT_RECORDED`, ….
absl::string_view RawCodeOf(PersonOutcome outcome);

struct VisitOutcome {
  std::string resident;  // id
  PersonOutcome outcome = PersonOutcome::kAbsent;
  absl::Time event_time;
  bool told = false;    // population-svc has answered
  std::string refusal;  // its reason; empty: it took the event
};

// What is told to population-svc at once. The same batch has the same outcomes each time, so that telling it
// again has no second effect.
struct OutcomeBatch {
  std::string regency;
  std::string visit;        // id
  std::int64_t number = 0;  // of the visit: part of the events' identity
  std::string request_id;
  std::vector<VisitOutcome> outcomes;
};

// When it happened: at the end of the visit's half-day, at noon or at four, or now if that is earlier.
absl::Time EventTimeOf(const AnnouncedVisit& visit, absl::Time now);

// Where a person lives and learns.
struct Whereabouts {
  std::string village;  // code
  std::string school;   // NPSN; empty: none known
};

// A visit to a school is for its pupils, one to a village for whoever lives there.
bool IsAtSite(const Whereabouts& person, absl::string_view site);

}  // namespace dukcapil::outreach
