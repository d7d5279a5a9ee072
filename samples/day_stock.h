// The store's part of a day: movements of blank cards.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "dukcapil/inventory/v1/stock.pb.h"
#include "platform/clock/working_calendar.h"
#include "samples/blanks.h"
#include "samples/loading.h"

namespace dukcapil::samples {

// `regions/17.02/locations/kantor`.
std::string OfficeName();

// Position in `runs` of the blank that the office uses next.
absl::StatusOr<std::int64_t> NextBlank(Loading& loading, const std::vector<SerialRun>& runs);

// Enters `movement` as of `day`, once; empty where a day that was cut off did.
absl::StatusOr<inventory::v1::Movement> EnterMovement(Loading& loading, absl::CivilDay day,
                                                      inventory::v1::Movement movement);

// A team's blanks, out on Tuesday and back on Thursday; a few spoiled in store on Monday. Returns how many
// were spoiled.
absl::StatusOr<std::int64_t> MoveStock(Loading& loading, absl::CivilDay day, const WorkingCalendar& holidays);

// The count, where there is one on `day`: entered by one person, confirmed by the other.
absl::Status CountStock(Loading& first, Loading& second, absl::CivilDay day);

}  // namespace dukcapil::samples
