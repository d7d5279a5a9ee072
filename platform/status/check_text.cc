#include "platform/status/check_text.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace dukcapil {
namespace {

bool HasControlCharacter(absl::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7f) return true;
    // U+0080 to U+009F.
    if (byte == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0) return true;
  }
  return false;
}

}  // namespace

void CheckText(absl::string_view text, int min, int max, absl::string_view field, Violations& violations) {
  const auto characters = std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; });
  if (characters < min || characters > max) {
    violations.Add(field, "LENGTH", absl::StrCat("must have ", min, " to ", max, " characters"));
  }
  if (HasControlCharacter(text)) {
    violations.Add(field, "CONTROL_CHARACTER", "must not contain control characters");
  } else if (min > 0 && !text.empty() && absl::StripAsciiWhitespace(text).empty()) {
    violations.Add(field, "BLANK", "must not be blank");
  }
}

}  // namespace dukcapil
