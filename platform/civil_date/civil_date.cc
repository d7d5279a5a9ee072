#include "platform/civil_date/civil_date.h"

namespace dukcapil {

std::optional<absl::CivilDay> FromProto(const google::type::Date& date, absl::string_view field,
                                        Violations& violations) {
  const absl::CivilDay day(date.year(), date.month(), date.day());
  const bool is_day = day.year() == date.year() && day.month() == date.month() && day.day() == date.day();
  if (!is_day || date.year() < 1000 || date.year() > 9999) {
    violations.Add(field, "INVALID_DATE", "must be a day of the calendar with year, month and day");
    return std::nullopt;
  }
  return day;
}

std::optional<absl::CivilDay> OptionalFromProto(bool is_set, const google::type::Date& date,
                                                absl::string_view field, Violations& violations) {
  if (!is_set) return std::nullopt;
  return FromProto(date, field, violations);
}

std::optional<absl::CivilDay> TrustedDay(bool is_set, const google::type::Date& date) {
  Violations unread;
  return OptionalFromProto(is_set, date, "date", unread);
}

google::type::Date ToProto(absl::CivilDay day) {
  google::type::Date date;
  date.set_year(static_cast<int>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  return date;
}

}  // namespace dukcapil
