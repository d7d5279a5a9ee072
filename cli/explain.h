// How a call that failed is told to the person who typed the line.
#pragma once

#include <ostream>
#include <string>

#include "absl/status/status.h"
#include "cli/arguments.h"

namespace dukcapil::cli {

// `FAILED_PRECONDITION RESIDENT_NOT_HERE`; the code alone where there is no reason or it says the same.
std::string CodeAndReason(const absl::Status& status);

// Writes why, with everything that is wrong with the request: by the options of `line` where one set the
// field, else by the field.
void Explain(const absl::Status& status, const CommandLine& line, std::ostream& err);

}  // namespace dukcapil::cli
