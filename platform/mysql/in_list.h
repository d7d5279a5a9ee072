// `IN (?, …)` lists of few sizes, so that few statements are prepared.
#pragma once

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "platform/mysql/row.h"

namespace dukcapil::mysql {

// Cuts `values` into chunks of 1, 10, 100 or 500 and calls `run` for each with the placeholders `?, ?, …` and
// the parameters: `first`, then the chunk, its last value repeated to fill up the size. The first error ends
// it.
absl::Status ForEachChunk(
    const std::vector<std::string>& values, const Param& first,
    absl::FunctionRef<absl::Status(absl::string_view placeholders, const std::vector<Param>&)> run);

}  // namespace dukcapil::mysql
