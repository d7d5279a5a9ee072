// What the tables hold.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "outreach-svc/domain/announced_visit.h"
#include "outreach-svc/domain/site.h"
#include "outreach-svc/domain/slots.h"
#include "outreach-svc/domain/team.h"
#include "outreach-svc/domain/turnout.h"
#include "outreach-svc/domain/visit_outcome.h"
#include "outreach-svc/domain/visit_value.h"

namespace dukcapil::outreach::storage {

struct TeamRow {
  Team team;
  absl::Time create_time;  // real time
  std::int64_t version = 1;
};

// The target of the site is not kept and is 0.
struct SiteRow {
  Site site;
  absl::Time sync_time;      // real time
  std::int64_t version = 0;  // of its access; 0: as by default
};

// Those to be recorded who live in a village and go to a school (NPSN; empty: none known).
struct UnrecordedCount {
  std::string village;
  std::string school;
  std::int64_t residents = 0;
};

// The list of a regency's sites.
struct SiteList {
  std::int64_t generation = 0;          // rises when the sites change there
  std::optional<absl::Time> sync_time;  // real time of the list that is kept; nothing: none is
};

struct PlanRow {
  std::string id;
  absl::CivilDay deadline;
  std::string message;                          // opaque: the plan as it was made
  absl::Time create_time;                       // real time
  std::optional<absl::Time> publish_time = {};  // real time, last; nothing: never
};

struct VisitRow {
  std::string site;
  std::string district;
  std::string team;
  absl::CivilDay date;
  HalfDay half = HalfDay::kMorning;
  int ordinal = 1;
  Micro expected = 0;
  std::string site_display_name = {};  // as the sites are kept now; only read
};

// Completed visits and the people they recorded.
struct ReachedCount {
  int visits = 0;
  std::int64_t recorded = 0;
};

// How many people had an outcome at a visit.
struct OutcomeTally {
  PersonOutcome outcome = PersonOutcome::kAbsent;
  int people = 0;
  int untold = 0;   // of them
  int refused = 0;  // of them
};

// A completed visit with outcomes that population-svc has not taken yet.
struct UntoldVisit {
  std::string regency;
  std::string id;
  std::int64_t number = 0;
};

struct LastOutcome {
  PersonOutcome outcome = PersonOutcome::kAbsent;
  absl::CivilDay visit_date;
};

// Which announced visits; empty or nothing: any.
struct VisitFilter {
  std::optional<absl::CivilDay> from;
  std::optional<absl::CivilDay> to;  // inclusive
  std::string team;
  std::string site;
  std::optional<VisitState> state;
};

}  // namespace dukcapil::outreach::storage
