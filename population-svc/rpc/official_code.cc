#include "population-svc/rpc/official_code.h"

#include <algorithm>

#include "absl/strings/ascii.h"

namespace dukcapil::population {
bool IsNpsn(absl::string_view text) {
  return text.size() == 8 && std::all_of(text.begin(), text.end(), absl::ascii_isdigit);
}

bool IsRawCode(absl::string_view text) {
  return !text.empty() && text.size() <= 60 && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return absl::ascii_isupper(c) || absl::ascii_isdigit(c) || c == '_';
  });
}

}  // namespace dukcapil::population
