#include "population-svc/domain/nik.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace dukcapil::population {
namespace {

// The number in `length` digits of `digits` from `first`.
int Number(absl::string_view digits, std::size_t first, std::size_t length) {
  int number = 0;
  for (const char c : digits.substr(first, length)) number = number * 10 + (c - '0');
  return number;
}

int DaysOf(int month, int year_of_century) {
  switch (month) {
    case 2:
      return year_of_century % 4 == 0 ? 29 : 28;
    case 4:
    case 6:
    case 9:
    case 11:
      return 30;
    default:
      return 31;
  }
}

}  // namespace

std::optional<Nik> ParseNik(absl::string_view text, absl::string_view field, Violations& violations) {
  if (text.size() != 16 ||
      !std::all_of(text.begin(), text.end(), [](unsigned char c) { return absl::ascii_isdigit(c); })) {
    violations.Add(field, "NIK_NOT_16_DIGITS", "must be exactly 16 digits");
    return std::nullopt;
  }
  Nik nik;
  nik.digits = std::string(text);
  const int day = Number(text, 6, 2);
  nik.sex = day > 40 ? Sex::kFemale : Sex::kMale;
  nik.day = day > 40 ? day - 40 : day;
  nik.month = Number(text, 8, 2);
  nik.year_of_century = Number(text, 10, 2);
  nik.serial = Number(text, 12, 4);
  bool valid = true;
  if (nik.month < 1 || nik.month > 12 || nik.day < 1 || nik.day > DaysOf(nik.month, nik.year_of_century)) {
    violations.Add(field, "NIK_IMPOSSIBLE_DATE", "digits 7 to 12 are no date (women: day + 40)");
    valid = false;
  }
  if (nik.serial == 0) {
    violations.Add(field, "NIK_SERIAL_ZERO", "the serial, the last four digits, must not be 0000");
    valid = false;
  }
  if (!valid) return std::nullopt;
  return nik;
}

absl::CivilDay BirthDateOf(const Nik& nik, absl::CivilDay registered) {
  absl::civil_year_t year = registered.year() - registered.year() % 100 + nik.year_of_century;
  absl::CivilDay birth_date(year, nik.month, nik.day);
  // 1900 is divisible by 4 but had no 29 February.
  while (birth_date > registered || birth_date.day() != nik.day) {
    year -= 100;
    birth_date = absl::CivilDay(year, nik.month, nik.day);
  }
  return birth_date;
}

unsigned NikFindings(const Nik& nik, absl::CivilDay birth_date, Sex sex) {
  unsigned findings = 0;
  if (birth_date.year() % 100 != nik.year_of_century || birth_date.month() != nik.month ||
      birth_date.day() != nik.day) {
    findings |= kNikDateDiffers;
  }
  if (sex != nik.sex) findings |= kNikSexDiffers;
  return findings;
}

std::string MaskNik(absl::string_view digits) {
  return absl::StrCat(digits.substr(0, 6), "••••••", digits.substr(12));
}

}  // namespace dukcapil::population
