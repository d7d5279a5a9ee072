// What dukcapilctl's exit code says.
#pragma once

#include "absl/status/status.h"

namespace dukcapil::cli {

inline constexpr int kOk = 0;           // done
inline constexpr int kFinding = 1;      // answered, and something does not agree
inline constexpr int kUsage = 2;        // the line or a file is wrong, or the answer cannot be written
inline constexpr int kRefused = 3;      // the service refused: reason and violations are listed
inline constexpr int kUnreachable = 4;  // no answer in time

// For a call that failed: kUnreachable for UNAVAILABLE and DEADLINE_EXCEEDED, else kRefused.
int ExitCodeOf(const absl::Status& status);

// Marks `message` as a mistake of the user's, to be answered with kUsage.
absl::Status UsageError(absl::string_view message);
bool IsUsageError(const absl::Status& status);

}  // namespace dukcapil::cli
