// Checks of request fields that several handlers share. Each notes what is wrong and returns nothing then.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "dukcapil/inventory/v1/stock.pb.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "inventory-svc/domain/serial.h"
#include "platform/status/error.h"

namespace dukcapil::inventory {

// A resource of a regency, `regions/{regency}/{collection}/{id}`.
struct ChildName {
  std::string regency;
  std::string id;
};

// The code of `regions/{regency}`.
std::string ParseRegency(absl::string_view name, absl::string_view field, Violations& violations);
// The code of `regions/{regency}` or `regions/{province}`, or `-` for all.
std::string ParseScope(absl::string_view name, absl::string_view field, Violations& violations);
// The code of `regions/{regency}/{singleton}`, for example of `regions/17.02/stockMode`.
std::string ParseSingleton(absl::string_view name, absl::string_view singleton, Violations& violations);
// The field is `name`; the id must be a UUID where `uuid` is set.
ChildName ParseChild(absl::string_view name, absl::string_view collection, bool uuid, Violations& violations);
// The id of a child of `regency`; a violation where it is of another region.
std::string ParseSibling(absl::string_view name, absl::string_view collection, bool uuid,
                         absl::string_view regency, absl::string_view field, Violations& violations);

// 1 to 40 of `a-z0-9-`.
void CheckLocationId(absl::string_view id, absl::string_view field, Violations& violations);
// `day` is `today` or before.
void CheckNotAfter(absl::CivilDay day, absl::CivilDay today, absl::string_view field, Violations& violations);

std::optional<Serial> ParseSerialField(absl::string_view text, absl::string_view field,
                                       Violations& violations);

// Of one request.
inline constexpr int kMaximumRanges = 1000;
inline constexpr std::int64_t kMaximumCards = 1'000'000;

// At most `maximum_ranges` ranges, `maximum_cards` cards, none overlapping another.
std::vector<SerialRange> ParseRanges(const google::protobuf::RepeatedPtrField<v1::SerialRange>& ranges,
                                     int maximum_ranges, std::int64_t maximum_cards, absl::string_view field,
                                     Violations& violations);

// Every serial of `damaged` is among `arrived`.
void CheckDamagedArrived(const std::vector<SerialRange>& damaged, const std::vector<SerialRange>& arrived,
                         absl::string_view field, Violations& violations);

}  // namespace dukcapil::inventory
