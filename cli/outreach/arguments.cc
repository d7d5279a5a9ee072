#include "cli/outreach/arguments.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "platform/civil_date/civil_date.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::outreach::v1;

constexpr absl::string_view kNone = "none";

// Nothing where `text` is neither a day nor a run of them.
std::optional<v1::DateRange> ReadRange(absl::string_view text) {
  const std::vector<absl::string_view> ends = absl::StrSplit(text, "..");
  absl::CivilDay first, last;
  if (ends.size() > 2 || !absl::ParseCivilTime(ends.front(), &first) ||
      !absl::ParseCivilTime(ends.back(), &last)) {
    return std::nullopt;
  }
  v1::DateRange range;
  *range.mutable_first() = ToProto(first);
  *range.mutable_last() = ToProto(last);
  return range;
}

std::optional<v1::Coordinates> ReadPlace(absl::string_view text) {
  const std::vector<absl::string_view> degrees = absl::StrSplit(text, ',');
  double north = 0, east = 0;
  if (degrees.size() != 2 || !absl::SimpleAtod(degrees[0], &north) || !absl::SimpleAtod(degrees[1], &east)) {
    return std::nullopt;
  }
  v1::Coordinates place;
  place.set_latitude(north);
  place.set_longitude(east);
  return place;
}

}  // namespace

CLI::Option* AddWeekdays(CLI::App* verb, const std::string& flag, std::function<v1::WorkWeek*()> target,
                         const std::string& help) {
  const auto set = [target = std::move(target)](const std::vector<std::string>& days) {
    v1::WorkWeek* week = target();
    for (const std::string& day : days) {
      if (day == kNone) continue;
      week->GetReflection()->SetBool(week, week->GetDescriptor()->FindFieldByName(day), true);
    }
  };
  return verb->add_option_function<std::vector<std::string>>(flag, set, help)
      ->delimiter(',')
      ->check(CLI::IsMember(
          {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "none"}));
}

CLI::Option* AddDayRanges(CLI::App* verb, const std::string& flag,
                          std::function<google::protobuf::RepeatedPtrField<v1::DateRange>*()> target,
                          const std::string& help) {
  const auto is_range = [](const std::string& text) -> std::string {
    return text == kNone || ReadRange(text).has_value()
               ? ""
               : absl::StrCat(text, " is neither a day, YYYY-MM-DD, nor days, FIRST..LAST");
  };
  const auto set = [target = std::move(target)](const std::vector<std::string>& texts) {
    auto* ranges = target();
    for (const std::string& text : texts) {
      if (const auto range = ReadRange(text)) *ranges->Add() = *range;
    }
  };
  return verb->add_option_function<std::vector<std::string>>(flag, set, help)
      ->delimiter(',')
      ->check(CLI::Validator(is_range, "DAYS"));
}

CLI::Option* AddCoordinates(CLI::App* verb, const std::string& flag, std::function<v1::Coordinates*()> target,
                            const std::string& help) {
  const auto is_place = [](const std::string& text) -> std::string {
    return ReadPlace(text).has_value() ? "" : absl::StrCat(text, " is no place, NORTH,EAST in degrees");
  };
  const auto set = [target = std::move(target)](const std::string& text) {
    if (const auto place = ReadPlace(text)) *target() = *place;
  };
  return verb->add_option_function<std::string>(flag, set, help)
      ->check(CLI::Validator(is_place, "NORTH,EAST"));
}

}  // namespace dukcapil::cli
