#include "samples/blanks.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "platform/status/status_macros.h"
#include "samples/strata.h"

namespace dukcapil::samples {
namespace {

// Of the 6,000 blanks of the reference day the first 2,000 are used; see office.cc for the boxes. The last
// 500 are what teams take along, the ten before them are those that counts miss.
constexpr SerialRun kFirstBox = {102001, 104000};
constexpr SerialRun kSecondBox = {207001, 208490};
constexpr SerialRun kMissed = {208491, 208500};
constexpr int kLastCarried = 209000, kCarried = 50, kWeeksOfCarrying = 10;

constexpr absl::CivilDay kFirstDelivery(2023, 10, 30);
constexpr absl::CivilDay kFirstCount(2023, 10, 21);
constexpr int kDaysBetweenDeliveries = 21, kDaysBetweenCounts = 28;
constexpr int kMissing = 3, kDamaged = 5;
constexpr int kDeliveriesFrom = 300001;

Delivery DeliveryNumber(int n) {
  const int from = kDeliveriesFrom + n * kAskedOfMinistry;
  Delivery delivery;
  delivery.arrival_date = kFirstDelivery + absl::civil_diff_t{n} * kDaysBetweenDeliveries;
  delivery.asked_date = delivery.arrival_date - 14;
  delivery.granted_date = delivery.arrival_date - 7;
  delivery.shipped_date = delivery.arrival_date - 3;
  delivery.document = absl::StrCat("BAST/KIRIMAN/", n + 1, " (sintetis)");
  delivery.shipped = {from, from + kGrantedByMinistry - 1};
  delivery.arrived = {from, delivery.shipped.last - kMissing};
  delivery.damaged = {delivery.arrived.last - kDamaged + 1, delivery.arrived.last};
  return delivery;
}

int WeekOf(absl::CivilDay day) {
  constexpr absl::CivilDay kMonday(2023, 10, 16);
  return static_cast<int>((day - kMonday) / 7);
}

std::int64_t Size(const SerialRun& run) {
  return run.last - run.first + 1;
}

}  // namespace

std::string SerialOf(int number) {
  return absl::StrFormat("RJL%08d", number);
}

inventory::v1::SerialRange RangeOf(const SerialRun& run) {
  inventory::v1::SerialRange range;
  range.set_first(SerialOf(run.first));
  range.set_last(SerialOf(run.last));
  return range;
}

std::optional<Delivery> DeliveryOf(absl::CivilDay day) {
  // The first that has not arrived before `day`.
  const std::int64_t late = std::max<std::int64_t>(day - kFirstDelivery + kDaysBetweenDeliveries - 1, 0);
  Delivery next = DeliveryNumber(static_cast<int>(late / kDaysBetweenDeliveries));
  if (day == next.asked_date || day == next.granted_date || day == next.shipped_date ||
      day == next.arrival_date) {
    return next;
  }
  return std::nullopt;
}

std::optional<SerialRun> CarriedInWeekOf(absl::CivilDay day) {
  const int week = WeekOf(day);
  if (week < 0 || week >= kWeeksOfCarrying) return std::nullopt;
  const int last = kLastCarried - week * kCarried;
  return SerialRun{last - kCarried + 1, last};
}

bool IsCountDay(absl::CivilDay day) {
  return day >= kFirstCount && (day - kFirstCount) % kDaysBetweenCounts == 0;
}

std::optional<int> MissedOn(absl::CivilDay day) {
  const std::int64_t number = kMissed.first + (day - kFirstCount) / kDaysBetweenCounts;
  if (!IsCountDay(day) || number > kMissed.last) return std::nullopt;
  return static_cast<int>(number);
}

std::vector<SerialRun> RunsInUse(absl::CivilDay day) {
  std::vector<SerialRun> runs = {kFirstBox, kSecondBox};
  for (int n = 0; kFirstDelivery + absl::civil_diff_t{n} * kDaysBetweenDeliveries <= day; ++n) {
    const Delivery delivery = DeliveryNumber(n);
    runs.push_back({delivery.arrived.first, delivery.damaged.first - 1});
  }
  return runs;
}

std::optional<int> NumberAt(const std::vector<SerialRun>& runs, std::int64_t position) {
  for (const SerialRun& run : runs) {
    if (position < Size(run)) return run.first + static_cast<int>(position);
    position -= Size(run);
  }
  return std::nullopt;
}

absl::StatusOr<std::int64_t> FirstUnused(const std::vector<SerialRun>& runs,
                                         const std::function<absl::StatusOr<bool>(int)>& is_here) {
  std::int64_t low = 0, high = 0;
  for (const SerialRun& run : runs) high += Size(run);
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    ASSIGN_OR_RETURN(const bool here, is_here(*NumberAt(runs, middle)));
    (here ? high : low) = here ? middle : middle + 1;
  }
  return low;
}

std::vector<SerialRun> CountedOn(absl::CivilDay day, const std::vector<SerialRun>& runs,
                                 std::int64_t position) {
  std::vector<SerialRun> counted;
  for (const SerialRun& run : runs) {
    const std::int64_t used = std::min(position, Size(run));
    position -= used;
    if (used < Size(run)) counted.push_back({run.first + static_cast<int>(used), run.last});
  }
  // Earlier counts missed those before it.
  const int missed = MissedOn(day).value_or(kMissed.last);
  if (missed < kMissed.last) counted.push_back({missed + 1, kMissed.last});
  // Of what teams took along one blank a week came back spoiled: the last.
  constexpr int kFirstCarried = kLastCarried - kWeeksOfCarrying * kCarried + 1;
  const int weeks = std::clamp(WeekOf(day) + 1, 0, kWeeksOfCarrying);
  for (int week = 0; week < weeks; ++week) {
    const int last = kLastCarried - week * kCarried;
    counted.push_back({last - kCarried + 1, last - 1});
  }
  if (weeks < kWeeksOfCarrying) counted.push_back({kFirstCarried, kLastCarried - weeks * kCarried});
  return counted;
}

}  // namespace dukcapil::samples
