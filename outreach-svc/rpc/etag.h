// Etags (AIP-154): the version of what was read.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "platform/status/error.h"

namespace dukcapil::outreach {

// `v1`, `v2`, ...
inline std::string EtagOf(std::int64_t version) {
  return absl::StrCat("v", version);
}

// ABORTED where an etag was given and is of another version.
inline absl::Status CheckEtag(absl::string_view given, std::int64_t version) {
  return given.empty() || given == EtagOf(version) ? absl::OkStatus() : EtagMismatchError();
}

}  // namespace dukcapil::outreach
