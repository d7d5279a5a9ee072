#include "cli/import/villages.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/import/cell_values.h"

namespace dukcapil::cli {
namespace {

constexpr std::size_t kDistrictSize = 8;  // of `17.02.09`

bool IsNumber(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), absl::ascii_isdigit);
}

// Letters and digits in capitals, without what kind of place it is.
std::string NameOf(absl::string_view text) {
  constexpr std::array<absl::string_view, 7> kKinds = {"DESA", "KELURAHAN", "KEL",   "KECAMATAN",
                                                       "KEC",  "DS",        "NAGARI"};
  const std::string capitals = absl::AsciiStrToUpper(text);
  std::string name;
  for (absl::string_view word : absl::StrSplit(capitals, absl::ByAnyChar(" .-/'"), absl::SkipEmpty())) {
    if (std::find(kKinds.begin(), kKinds.end(), word) == kKinds.end()) absl::StrAppend(&name, word);
  }
  return name;
}

// The digits of a code, however its parts are separated; empty where it is none.
std::string DigitsOf(absl::string_view text) {
  std::string digits = PlainNumber(text);
  digits.erase(std::remove_if(digits.begin(), digits.end(), [](char c) { return c == '.' || c == '-'; }),
               digits.end());
  return IsNumber(digits) ? digits : "";
}

}  // namespace

void Villages::Add(const std::string& code, absl::string_view name) {
  codes_[NameOf(name)].push_back(code);
}

std::optional<std::string> Villages::Read(absl::string_view village, absl::string_view district,
                                          absl::string_view field, Violations& violations) const {
  const std::string digits = DigitsOf(village);
  return digits.empty() && !village.empty() ? FromName(village, district, field, violations)
                                            : FromNumber(digits, district, field, violations);
}

std::optional<std::string> Villages::FromNumber(const std::string& digits, absl::string_view district,
                                                absl::string_view field, Violations& violations) const {
  if (digits.size() == 10) {
    // A village's own part begins with 1 (kelurahan) or 2 (desa); those of BPS do not.
    if (digits[6] == '1' || digits[6] == '2') {
      return absl::StrCat(digits.substr(0, 2), ".", digits.substr(2, 2), ".", digits.substr(4, 2), ".",
                          digits.substr(6));
    }
    violations.Add(field, "VILLAGE_CODE_STATISTICS",
                   "this is a code of BPS: use that of Kemendagri, such as 17.02.09.2001");
  } else if (digits.size() == 4) {
    if (const std::string code = DistrictOf(district); !code.empty()) return absl::StrCat(code, ".", digits);
    violations.Add(
        field, "VILLAGE_CODE_SHORT",
        "the last part of a village's code, without a district of this regency: give its code, as NO_KEC");
  } else {
    violations.Add(field, "VILLAGE_CODE_MALFORMED",
                   "must be a village's code, such as 17.02.09.2001, with all its zeros, or its name");
  }
  return std::nullopt;
}

std::optional<std::string> Villages::FromName(absl::string_view village, absl::string_view district,
                                              absl::string_view field, Violations& violations) const {
  const std::string below = DistrictOf(district);
  if (below.empty() && !IsBlank(district)) {
    violations.Add(field, "VILLAGE_NAME_UNKNOWN",
                   "the district beside it is none of this regency: correct it, or write the village's code");
    return std::nullopt;
  }
  std::vector<std::string> found;
  if (const auto named = codes_.find(NameOf(village)); named != codes_.end()) {
    for (const std::string& code : named->second) {
      if (code.size() > kDistrictSize && absl::StartsWith(code, below)) found.push_back(code);
    }
  }
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    violations.Add(field, "VILLAGE_NAME_UNKNOWN",
                   "no village here has this name: write its code, such as 17.02.09.2001");
  } else {
    violations.Add(field, "VILLAGE_NAME_UNCLEAR",
                   "several villages have this name: give the district or the code");
  }
  return std::nullopt;
}

std::string Villages::DistrictOf(absl::string_view district) const {
  if (IsBlank(district)) return "";
  const std::string digits = DigitsOf(district);
  // Alone, 9 or 09, or below the regency's; another regency's are no district here, whatever they end in.
  if (digits.size() == 1 || digits.size() == 2) {
    return absl::StrCat(regency_, digits.size() == 1 ? ".0" : ".", digits);
  }
  if (digits.size() == 6 && absl::StartsWith(digits, DigitsOf(regency_))) {
    return absl::StrCat(regency_, ".", digits.substr(4));
  }
  if (!digits.empty()) return "";
  if (const auto named = codes_.find(NameOf(district)); named != codes_.end()) {
    for (const std::string& code : named->second) {
      if (code.size() == kDistrictSize) return code;
    }
  }
  return "";
}

}  // namespace dukcapil::cli
