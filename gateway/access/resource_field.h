// Finds the resource name in a serialized request without parsing the rest.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace dukcapil::gateway {

// The string at `path` (field numbers, outermost first) of the serialized message `bytes`; empty where unset.
// As a parser does, it takes the last of repeated occurrences, so that gateway and service read the same
// name. INVALID_ARGUMENT where the bytes are no message.
absl::StatusOr<std::string> ReadStringField(absl::string_view bytes, const std::vector<int>& path);

}  // namespace dukcapil::gateway
