// Checks of text fields.
#pragma once

#include "absl/strings/string_view.h"
#include "platform/status/error.h"

namespace dukcapil {

// A violation of `field` where `text` has not `min` to `max` characters (LENGTH), is required and only spaces
// (BLANK) or contains a control character (CONTROL_CHARACTER). Characters are Unicode code points of valid
// UTF-8.
void CheckText(absl::string_view text, int min, int max, absl::string_view field, Violations& violations);

}  // namespace dukcapil
