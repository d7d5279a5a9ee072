// UUIDs (RFC 9562): version 7 for identities, version 5 for names made of something known.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace dukcapil {

// A new UUIDv7: 36 characters, sorted by creation.
std::string NewUuid();
// The UUIDv5 of `name` in the project's own namespace: the same name gives the same UUID.
std::string NamedUuid(absl::string_view name);
// True for 8-4-4-4-12 hex digits.
bool IsUuid(absl::string_view text);

}  // namespace dukcapil
