// Files named on the command line.
#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace dukcapil::cli {

// The content of `path`. A usage error naming the file where it cannot be read.
absl::StatusOr<std::string> ReadFile(const std::string& path);

}  // namespace dukcapil::cli
