// Between protos and what the domain and the storage know. The enums have the same numbers.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "dukcapil/outreach/v1/outreach.pb.h"
#include "outreach-svc/storage/rows.h"
#include "platform/status/error.h"

namespace dukcapil::outreach {

// To the microsecond, as the database keeps it: an answer is the same before and after it was kept.
google::protobuf::Timestamp ToProto(absl::Time time);
v1::Team ToProto(absl::string_view regency, const storage::TeamRow& row);
// With the target of `row`'s site.
v1::Site ToProto(absl::string_view regency, const storage::SiteRow& row);

// A team of `regency` with the given id. `violations` names every field at fault, under `team` or as
// `team_id`: TEAM_ID, LENGTH, CONTROL_CHARACTER, OUT_OF_RANGE, WORK_WEEK_EMPTY, those of a DateRange
// (INVALID_DATE, BEFORE_START, TOO_MANY), and those of ParseDistrict.
Team FromProto(const v1::Team& team, absl::string_view id, absl::string_view regency, Violations& violations);

// When and how a site can be visited; likewise, under `site`.
SiteAccess FromProto(const v1::Site& site, Violations& violations);

// Millionths as a number of recordings.
inline double Recordings(Micro micro) {
  return static_cast<double>(micro) / static_cast<double>(kMicro);
}

// A violation of `field` (DATE_TOO_EARLY) where nothing was recorded yet: before 2011.
void CheckCoverageDate(absl::CivilDay date, absl::string_view field, Violations& violations);

// A violation of `field` (OUT_OF_RANGE) where `value` is not `low` to `high`.
void CheckRange(int value, int low, int high, absl::string_view field, Violations& violations);

}  // namespace dukcapil::outreach
