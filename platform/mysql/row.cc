#include "platform/mysql/row.h"

#include <cstdlib>

#include "absl/strings/numbers.h"

namespace dukcapil::mysql {
namespace {

// Reading a column as what it is not is a fault of the program.
void Must(bool parsed) {
  if (!parsed) std::abort();
}

}  // namespace

Param::Param(absl::CivilDay v) : value_(absl::FormatCivilTime(v)) {}

Param::Param(absl::Time v) : value_(absl::FormatTime("%E4Y-%m-%d %H:%M:%E6S", v, absl::UTCTimeZone())) {}

std::int64_t Row::Int(int column) const {
  std::int64_t number = 0;
  Must(absl::SimpleAtoi(String(column), &number));
  return number;
}

double Row::Double(int column) const {
  double number = 0;
  Must(absl::SimpleAtod(String(column), &number));
  return number;
}

const std::string& Row::String(int column) const {
  Must(!IsNull(column));
  return *columns_[static_cast<size_t>(column)];
}

absl::CivilDay Row::Date(int column) const {
  absl::CivilDay day;
  Must(absl::ParseCivilTime(String(column), &day));
  return day;
}

absl::Time Row::Time(int column) const {
  absl::Time time;
  Must(absl::ParseTime("%Y-%m-%d %H:%M:%E*S", String(column), absl::UTCTimeZone(), &time, nullptr));
  return time;
}

bool Row::IsNull(int column) const {
  const auto index = static_cast<size_t>(column);
  Must(index < columns_.size());
  return !columns_[index].has_value();
}

std::optional<std::int64_t> Row::OptionalInt(int column) const {
  if (IsNull(column)) return std::nullopt;
  return Int(column);
}

std::optional<std::string> Row::OptionalString(int column) const {
  if (IsNull(column)) return std::nullopt;
  return String(column);
}

std::optional<absl::CivilDay> Row::OptionalDate(int column) const {
  if (IsNull(column)) return std::nullopt;
  return Date(column);
}

std::optional<absl::Time> Row::OptionalTime(int column) const {
  if (IsNull(column)) return std::nullopt;
  return Time(column);
}

}  // namespace dukcapil::mysql
