// What the tables hold.
#pragma once

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
