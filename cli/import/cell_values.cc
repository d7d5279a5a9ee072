#include "cli/import/cell_values.h"

#include <algorithm>
#include <array>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::population::v1;

constexpr char kAsText[] = "format the column as Text before the numbers are filled in, and export again";

bool IsDigits(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), absl::ascii_isdigit);
}

bool IsWord(absl::string_view text) {
  return text.size() >= 3 && std::all_of(text.begin(), text.end(), absl::ascii_isalpha);
}

int NumberOf(absl::string_view digits) {
  int number = -1;
  return absl::SimpleAtoi(digits, &number) ? number : -1;
}

// By its first three letters, in Indonesian, as offices spell it, and English; 0: no month.
int MonthOf(absl::string_view word) {
  struct Name {
    absl::string_view beginning;
    int month;
  };
  constexpr std::array kNames = {Name{"jan", 1},  Name{"feb", 2},  Name{"peb", 2},  Name{"mar", 3},
                                 Name{"apr", 4},  Name{"mei", 5},  Name{"may", 5},  Name{"jun", 6},
                                 Name{"jul", 7},  Name{"agu", 8},  Name{"agt", 8},  Name{"ags", 8},
                                 Name{"aug", 8},  Name{"sep", 9},  Name{"okt", 10}, Name{"oct", 10},
                                 Name{"nov", 11}, Name{"nop", 11}, Name{"des", 12}, Name{"dec", 12}};
  const std::string lower = absl::AsciiStrToLower(word);
  const auto* const name = std::find_if(kNames.begin(), kNames.end(), [&](const Name& known) {
    return absl::StartsWith(lower, known.beginning);
  });
  return name == kNames.end() ? 0 : name->month;
}

// The day where the calendar has it, in a year that a resident can name.
std::optional<absl::CivilDay> DayOf(int year, int month, int day) {
  const absl::CivilDay civil(year, month, day);
  if (year < 1800 || year > 2199 || civil.month() != month || civil.day() != day) return std::nullopt;
  return civil;
}

// `digits` from `first`.
int Part(absl::string_view digits, std::size_t first, std::size_t size) {
  return NumberOf(digits.substr(first, size));
}

std::optional<absl::CivilDay> Impossible(absl::string_view field, Violations& violations) {
  violations.Add(field, "DATE_IMPOSSIBLE", "the calendar has no such day");
  return std::nullopt;
}

std::optional<absl::CivilDay> Malformed(absl::string_view field, Violations& violations) {
  violations.Add(field, "DATE_MALFORMED", "write the date as 31/12/2005 or 2005-12-31");
  return std::nullopt;
}

std::optional<absl::CivilDay> FromOneNumber(absl::string_view digits, absl::string_view field,
                                            Violations& violations) {
  if (digits.size() == 5) {
    // Excel counts days from the end of 1899.
    return absl::CivilDay(1899, 12, 30) + NumberOf(digits);
  }
  if (digits.size() != 8) return Malformed(field, violations);
  const auto year_first = DayOf(Part(digits, 0, 4), Part(digits, 4, 2), Part(digits, 6, 2));
  const auto day_first = DayOf(Part(digits, 4, 4), Part(digits, 2, 2), Part(digits, 0, 2));
  if (year_first && day_first) return Malformed(field, violations);
  if (!year_first && !day_first) return Impossible(field, violations);
  return year_first ? year_first : day_first;
}

std::optional<absl::CivilDay> FromThreeNumbers(const std::vector<absl::string_view>& parts,
                                               absl::string_view field, DateHabits& habits,
                                               Violations& violations) {
  std::optional<absl::CivilDay> day;
  if (parts[0].size() == 4) {
    day = DayOf(NumberOf(parts[0]), NumberOf(parts[1]), NumberOf(parts[2]));
  } else if (parts[2].size() == 4) {
    const int first = NumberOf(parts[0]), second = NumberOf(parts[1]);
    day = DayOf(NumberOf(parts[2]), second, first);
    if (!day && DayOf(NumberOf(parts[2]), first, second)) {
      ++habits.month_first;
      violations.Add(field, "DATE_MONTH_FIRST", "the month stands before the day: export with the day first");
      return std::nullopt;
    }
    if (day && first <= 12 && second != first) ++habits.day_first;
  } else {
    violations.Add(field, "DATE_SHORT_YEAR", "write the year with four digits");
    return std::nullopt;
  }
  return day ? day : Impossible(field, violations);
}

// Without a time of the day after the date.
absl::string_view WithoutTime(absl::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == absl::string_view::npos) return text;
  return text.substr(0, text.find_last_of(" T", colon));
}

bool IsScientific(absl::string_view text) {
  const std::pair<absl::string_view, absl::string_view> parts =
      absl::StrSplit(text, absl::MaxSplits(absl::ByAnyChar("eE"), 1));
  absl::string_view exponent = parts.second;
  absl::ConsumePrefix(&exponent, "+");
  const std::vector<absl::string_view> mantissa = absl::StrSplit(parts.first, absl::ByAnyChar(".,"));
  return IsDigits(exponent) && mantissa.size() <= 2 && IsDigits(mantissa.front()) &&
         IsDigits(mantissa.back());
}

// Letters and digits alone, in capitals.
std::string Bare(absl::string_view text) {
  std::string bare;
  for (const char c : text) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c)))
      bare.push_back(absl::ascii_toupper(static_cast<unsigned char>(c)));
  }
  return bare;
}

template <std::size_t size>
bool IsOneOf(absl::string_view text, const std::array<absl::string_view, size>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

}  // namespace

bool IsBlank(absl::string_view text) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return absl::StrContains("0-/. ", c); }))
    return true;
  return absl::EqualsIgnoreCase(text, "NULL") || absl::EqualsIgnoreCase(text, "#N/A");
}

std::optional<absl::CivilDay> ReadDay(absl::string_view text, absl::string_view field, DateHabits& habits,
                                      Violations& violations) {
  std::vector<absl::string_view> parts =
      absl::StrSplit(WithoutTime(text), absl::ByAnyChar("-/., "), absl::SkipEmpty());
  // A serial with a time of the day has a fraction.
  if (parts.size() == 2 && parts[0].size() == 5 && IsDigits(parts[0]) && IsDigits(parts[1])) parts.pop_back();
  if (parts.size() == 1 && IsDigits(parts[0])) return FromOneNumber(parts[0], field, violations);
  if (parts.size() != 3) return Malformed(field, violations);
  if (std::all_of(parts.begin(), parts.end(), IsDigits)) {
    return FromThreeNumbers(parts, field, habits, violations);
  }
  if (IsWord(parts[0])) std::swap(parts[0], parts[1]);  // December 31, 2005
  const int month = IsWord(parts[1]) ? MonthOf(parts[1]) : 0;
  if (month == 0 || !IsDigits(parts[0]) || !IsDigits(parts[2])) return Malformed(field, violations);
  if (parts[0].size() == 4) std::swap(parts[0], parts[2]);  // 2005 Des 31
  if (parts[2].size() != 4) {
    violations.Add(field, "DATE_SHORT_YEAR", "write the year with four digits");
    return std::nullopt;
  }
  const auto day = DayOf(NumberOf(parts[2]), month, NumberOf(parts[0]));
  return day ? day : Impossible(field, violations);
}

std::optional<std::string> ReadNik(absl::string_view text, absl::string_view field, Violations& violations) {
  const std::string digits = PlainNumber(text);
  if (digits.size() == 16 && IsDigits(digits)) return digits;
  if (IsScientific(digits)) {
    violations.Add(field, "NIK_SCIENTIFIC",
                   absl::StrCat("Excel has rounded the NIK and its last digits are lost: ", kAsText));
  } else if (digits.size() == 15 && IsDigits(digits)) {
    violations.Add(field, "NIK_15_DIGITS", absl::StrCat("15 digits: Excel drops a leading zero: ", kAsText));
  } else {
    violations.Add(field, "NIK_NOT_16_DIGITS", "must be exactly 16 digits");
  }
  return std::nullopt;
}

void NiksSeen::Note(absl::string_view nik, absl::string_view field, Violations& violations) {
  std::uint64_t number = 0;
  if (!absl::SimpleAtoi(nik, &number)) return;
  if (!niks_.insert(number).second) {
    violations.Add(field, kNikRepeated, kWhichNikCounts);
  } else if (number % 10 == 0) {
    ++ending_in_zero_;
  }
}

bool NiksSeen::AreRounded() const {
  constexpr std::size_t kEnoughToTell = 20;
  return niks_.size() >= kEnoughToTell && ending_in_zero_ == niks_.size();
}

v1::Sex ReadSex(absl::string_view text, absl::string_view field, Violations& violations) {
  constexpr std::array<absl::string_view, 8> kMale = {"L",    "LAKILAKI", "LAKI", "LK",
                                                      "PRIA", "1",        "MALE", "M"};
  constexpr std::array<absl::string_view, 8> kFemale = {"P",      "PEREMPUAN", "PR",     "PRP",
                                                        "WANITA", "2",         "FEMALE", "F"};
  const std::string bare = Bare(text);
  if (IsOneOf(bare, kMale)) return v1::SEX_MALE;
  if (IsOneOf(bare, kFemale)) return v1::SEX_FEMALE;
  violations.Add(field, "SEX_UNKNOWN", "write L or P, LAKI-LAKI or PEREMPUAN, 1 or 2");
  return v1::SEX_UNSPECIFIED;
}

v1::Citizenship ReadCitizenship(absl::string_view text, absl::string_view field, Violations& violations) {
  const std::string bare = Bare(text);
  if (IsBlank(text)) return v1::CITIZENSHIP_UNSPECIFIED;
  if (bare == "WNI" || bare == "INDONESIA" || bare == "INDONESIAN") return v1::CITIZENSHIP_INDONESIAN;
  if (absl::StrContains(bare, "ITAP")) return v1::CITIZENSHIP_PERMANENT_FOREIGNER;
  if (absl::StrContains(bare, "ITAS")) return v1::CITIZENSHIP_TEMPORARY_FOREIGNER;
  violations.Add(field, "CITIZENSHIP_UNCLEAR", "write WNI, or which permit a foreigner has: ITAP or ITAS");
  return v1::CITIZENSHIP_UNSPECIFIED;
}

std::string PlainNumber(absl::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (c != ' ' && c != '\'') plain.push_back(c);
  }
  for (const absl::string_view zeros : {".0", ",0", ".00", ",00"}) {
    if (absl::EndsWith(plain, zeros)) return plain.substr(0, plain.size() - zeros.size());
  }
  return plain;
}

}  // namespace dukcapil::cli
