// What the tables hold.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "outreach-svc/domain/site.h"
#include "outreach-svc/domain/slots.h"
#include "outreach-svc/domain/team.h"
#include "outreach-svc/domain/visit_value.h"

namespace dukcapil::outreach::storage {

struct TeamRow {
  Team team;
  absl::Time create_time;  // real time
};

// The target of the site is not kept and is 0.
struct SiteRow {
  Site site;
  absl::Time sync_time;  // real time
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
  std::string message;     // opaque: the whole plan
  absl::Time create_time;  // real time
};

struct VisitRow {
  std::string site;
  std::string district;
  std::string team;
  absl::CivilDay date;
  HalfDay half = HalfDay::kMorning;
  int ordinal = 1;
  Micro expected = 0;
};

}  // namespace dukcapil::outreach::storage
