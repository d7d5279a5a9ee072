// Sends files of recording events.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/session.h"

namespace dukcapil::cli {

// Sends the events of `files`, at most 1,000 a call, and prints what became of them; those refused or held
// are listed on standard error by file and line. The request id of a call follows from what it holds: sending
// the same files again, after a break or by mistake, changes nothing. kFinding where an event was refused.
absl::StatusOr<int> SubmitEvents(Session& session, const std::vector<std::string>& files);

}  // namespace dukcapil::cli
