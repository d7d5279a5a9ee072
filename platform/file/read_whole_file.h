// Reads a file.
#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace dukcapil {

// All of `path`, which may be a pipe. Where it cannot be read to its end an error that names it and says why:
// NOT_FOUND where there is none, FAILED_PRECONDITION where it is a directory, otherwise by what the system
// answered.
absl::StatusOr<std::string> ReadWholeFile(const std::string& path);

}  // namespace dukcapil
