// NIK (Nomor Induk Kependudukan): 16 digits given once and kept for life.
//
// 6 digits region of first registration (province, regency, district), 6 birth date DDMMYY (women: day + 40),
// 4 serial. The region may be another one or gone since, and date and sex may disagree with the civil record:
// neither is a reason to refuse.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "platform/status/error.h"
#include "population-svc/domain/resident.h"

namespace dukcapil::population {

struct Nik {
  std::string digits;       // all 16
  int year_of_century = 0;  // 0–99
  int month = 0;            // 1–12
  int day = 0;              // 1–31, the 40 of women taken off
  Sex sex = Sex::kMale;
  int serial = 0;  // 1–9999

  // Made up for demonstration: serial 9000–9999.
  bool synthetic() const { return serial >= 9000; }
};

// The NIK in `text`, or nothing and a violation of `field` for each rule broken:
//   NIK_NOT_16_DIGITS     not exactly 16 ASCII digits (the others are then not judged)
//   NIK_IMPOSSIBLE_DATE   month not 1–12, or a day the month cannot have (29 February: YY divisible by 4)
//   NIK_SERIAL_ZERO       serial 0000
std::optional<Nik> ParseNik(absl::string_view text, absl::string_view field, Violations& violations);

// The birth date the NIK tells: the latest century in which it is a day not after `registered`.
absl::CivilDay BirthDateOf(const Nik& nik, absl::CivilDay registered);

// What in the NIK disagrees with the civil record; bits of QualityFlag.
unsigned NikFindings(const Nik& nik, absl::CivilDay birth_date, Sex sex);

// `170209••••••0001`: the birth date, which also tells the sex, is hidden. `digits` has 16 characters.
std::string MaskNik(absl::string_view digits);

}  // namespace dukcapil::population
