// Both sides of a request for blank cards, each on its day.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "samples/loading.h"

namespace dukcapil::samples {

// What is due on `day` of a delivery (see DeliveryOf): the office asks, the ministry grants less, ships it,
// the office enters what arrived. Returns how many arrived damaged.
absl::StatusOr<std::int64_t> FollowDelivery(Loading& office, Loading& ministry, absl::CivilDay day);

}  // namespace dukcapil::samples
