#include "samples/cards.h"

#include "absl/strings/str_format.h"
#include "samples/apportion.h"
#include "samples/office.h"

namespace dukcapil::samples {
namespace {

namespace v1 = ::dukcapil::inventory::v1;

int CapacityOn(absl::CivilDay day, const v1::PrintCapacity& capacity) {
  switch (absl::GetWeekday(day)) {
    case absl::Weekday::monday:
      return capacity.monday();
    case absl::Weekday::tuesday:
      return capacity.tuesday();
    case absl::Weekday::wednesday:
      return capacity.wednesday();
    case absl::Weekday::thursday:
      return capacity.thursday();
    case absl::Weekday::friday:
      return capacity.friday();
    case absl::Weekday::saturday:
      return capacity.saturday();
    case absl::Weekday::sunday:
      break;
  }
  return capacity.sunday();
}

std::string EvidenceNumber(v1::CardApplicationReason reason, std::size_t number) {
  switch (reason) {
    case v1::CARD_APPLICATION_REASON_LOST:
      return absl::StrFormat("SKTLK/%04d/2023 (sintetis)", number);
    case v1::CARD_APPLICATION_REASON_STATUS_CHANGE:
      return absl::StrFormat("AKTA/%04d/2023 (sintetis)", number);
    default:
      return "";
  }
}

}  // namespace

std::vector<PrintDay> PrintDays(absl::CivilDay first, absl::CivilDay last, const v1::PrintCapacity& capacity,
                                const WorkingCalendar& holidays) {
  std::vector<PrintDay> days;
  for (absl::CivilDay day = first; day <= last; ++day) {
    const int of_day = CapacityOn(day, capacity);
    if (of_day > 0 && !holidays.IsHoliday(day)) days.push_back({day, of_day});
  }
  return days;
}

void CardChooser::Consider(const Stratum& stratum, std::size_t resident) {
  if (stratum.progress == Progress::kPrintedHere) first_cards_.push_back(resident);
  if (stratum.pool == Pool::kRecorded && stratum.count == kRest) holders_.push_back(resident);
}

std::vector<Card> CardChooser::Make(const v1::PrintCapacity& capacity, const WorkingCalendar& holidays,
                                    Random& random) const {
  std::vector<Card> cards;
  for (const std::size_t resident : first_cards_) {
    cards.push_back({resident, v1::CARD_APPLICATION_REASON_FIRST_ISSUE});
  }
  // Evenly over the regency.
  const std::size_t stride = holders_.size() / (kLostCards + kStatusChangeCards);
  for (std::size_t i = 0; i < kLostCards + kStatusChangeCards; ++i) {
    cards.push_back({holders_[i * stride], i < kLostCards ? v1::CARD_APPLICATION_REASON_LOST
                                                          : v1::CARD_APPLICATION_REASON_STATUS_CHANGE});
  }
  random.Shuffle(cards);

  const std::vector<PrintDay> days = PrintDays(kFirstPrintDay, kLastPrintDay, capacity, holidays);
  std::vector<std::int64_t> weights;
  weights.reserve(days.size());
  for (const PrintDay& day : days) weights.push_back(day.capacity);
  const std::vector<std::int64_t> per_day = Apportion(static_cast<std::int64_t>(cards.size()), weights);
  std::size_t next = 0;
  for (std::size_t d = 0; d < days.size(); ++d) {
    for (std::int64_t i = 0; i < per_day[d]; ++i, ++next) {
      Card& card = cards[next];
      card.evidence_number = EvidenceNumber(card.reason, next + 1);
      card.serial = Serial(next);
      card.print_date = days[d].day;
      card.delivery_date = d + 1 < days.size() ? days[d + 1].day : kToday;
    }
  }
  return cards;
}

}  // namespace dukcapil::samples
