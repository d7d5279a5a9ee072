#include "platform/clock/clock.h"

#include <algorithm>
#include <fstream>

namespace dukcapil {
namespace {

std::optional<absl::CivilDay> ReadDay(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  absl::CivilDay day;
  if (!std::getline(file, line) || !absl::ParseCivilTime(line, &day)) return std::nullopt;
  return day;
}

}  // namespace

absl::TimeZone OfficeZone() {
  return absl::FixedTimeZone(7 * 60 * 60);
}

absl::StatusOr<std::shared_ptr<BusinessDateFile>> BusinessDateFile::Open(const std::string& path) {
  const std::optional<absl::CivilDay> day = ReadDay(path);
  if (!day.has_value()) {
    return absl::InvalidArgumentError("names no file with a date of the form YYYY-MM-DD");
  }
  return std::shared_ptr<BusinessDateFile>(new BusinessDateFile(path, *day));
}

absl::CivilDay BusinessDateFile::Today() {
  absl::MutexLock lock(&mutex_);
  last_ = std::max(last_, ReadDay(path_).value_or(last_));
  return last_;
}

std::optional<absl::CivilDay> Clock::DaySet() const {
  return file_ != nullptr ? file_->Today() : fixed_;
}

absl::CivilDay Clock::Today() const {
  return DaySet().value_or(absl::ToCivilDay(absl::Now(), OfficeZone()));
}

absl::Time Clock::BusinessNow() const {
  const std::optional<absl::CivilDay> day = DaySet();
  if (!day.has_value()) return absl::Now();
  return absl::FromCivil(absl::CivilHour(*day) + 12, OfficeZone());
}

}  // namespace dukcapil
