// Forms of official codes.
#pragma once

#include "absl/strings/string_view.h"

namespace dukcapil::population {

// 8 digits.
bool IsNpsn(absl::string_view text);

// A status code as the centre writes them: 1 to 60 upper-case letters, digits and underscores.
bool IsRawCode(absl::string_view text);

}  // namespace dukcapil::population
