// Which blank cards the sample's office uses, in which order, in the days that follow the reference day.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "dukcapil/inventory/v1/stock.pb.h"

namespace dukcapil::samples {

// A run of serials by number, `RJL{number}`, both ends included.
struct SerialRun {
  int first = 0;
  int last = 0;
};

// `RJL00300001`.
std::string SerialOf(int number);
inventory::v1::SerialRange RangeOf(const SerialRun& run);

// What the ministry sends from time to time: 2,000 are asked for and 1,500 granted and shipped; three of
// these do not arrive, and the last five that do are damaged.
inline constexpr int kAskedOfMinistry = 2000, kGrantedByMinistry = 1500;
struct Delivery {
  absl::CivilDay asked_date, granted_date, shipped_date, arrival_date;
  std::string document;
  SerialRun shipped, arrived, damaged;
};
// The delivery of which one of its four dates is `day`, if there is one. One arrives every third Monday from
// 30 October 2023 on; it was asked for two weeks before, granted a week before and shipped on Friday.
std::optional<Delivery> DeliveryOf(absl::CivilDay day);

// What a team takes along in the week of `day`: another fifty each week, until they are used up after ten.
std::optional<SerialRun> CarriedInWeekOf(absl::CivilDay day);

// One blank that is not found by the count of `day`: the n-th count misses the n-th of ten.
std::optional<int> MissedOn(absl::CivilDay day);
// A day of a count: every fourth Saturday from 21 October 2023 on.
bool IsCountDay(absl::CivilDay day);

// Runs from which the office takes its next blank until `day`, in order.
std::vector<SerialRun> RunsInUse(absl::CivilDay day);

// The first blank of RunsInUse that is still at the office, as the position among them all. Blanks are used
// in order, so that a few questions to `is_here` find it.
absl::StatusOr<std::int64_t> FirstUnused(const std::vector<SerialRun>& runs,
                                         const std::function<absl::StatusOr<bool>(int)>& is_here);
// The number at a position; unset beyond the last.
std::optional<int> NumberAt(const std::vector<SerialRun>& runs, std::int64_t position);

// What a count of `day` finds at the office: `runs` from `position` on, and what is kept apart.
std::vector<SerialRun> CountedOn(absl::CivilDay day, const std::vector<SerialRun>& runs,
                                 std::int64_t position);

}  // namespace dukcapil::samples
