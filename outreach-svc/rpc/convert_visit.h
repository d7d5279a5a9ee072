// Between the protos of visits and what the domain knows. The enums have the same numbers.
#pragma once

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"
#include "outreach-svc/domain/announced_visit.h"
#include "outreach-svc/storage/rows.h"
#include "platform/status/error.h"

namespace dukcapil::outreach {

v1::Visit ToProto(const AnnouncedVisit& visit);
void AddTallies(const std::vector<storage::OutcomeTally>& tallies, v1::Visit& visit);

// The fields of a visit that a caller decides, all of them, under `visit`. `violations` names every field at
// fault: MALFORMED_RESOURCE_NAME, WRONG_REGION, REQUIRED, INVALID_DATE, IN_THE_PAST, TOO_LATE, BEFORE_VISIT,
// UNKNOWN_VALUE, OUT_OF_RANGE.
AnnouncedVisit FromProto(const v1::Visit& visit, absl::string_view regency, absl::CivilDay today,
                         Violations& violations);

// Those of them in the mask; also NOT_UPDATABLE.
VisitChange FromProto(const v1::UpdateVisitRequest& request, absl::string_view regency, absl::CivilDay today,
                      Violations& violations);

// What came of a visit, under `result`, as far as it can be told without the visit: OUT_OF_RANGE,
// UNKNOWN_VALUE, BLANKS_DO_NOT_ADD_UP, those of CheckText.
VisitReport FromProto(const v1::VisitResult& result, Violations& violations);

// A violation of `field` (UNKNOWN_VALUE) where the state is none.
std::optional<VisitState> FromProto(v1::VisitState state, absl::string_view field, Violations& violations);

}  // namespace dukcapil::outreach
