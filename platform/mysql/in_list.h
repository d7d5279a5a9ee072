// `IN (?, …)` lists of few sizes, so that few statements are prepared.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "platform/mysql/row.h"

namespace dukcapil::mysql {

// The places that a statement has for `n` values, the last of which is repeated to fill them: the next power
// of two, so that the sizes are few and each at most twice as long as it need be.
std::size_t Places(std::size_t n);

// Cuts `values` into chunks of at most 512 and calls `run` for each with the placeholders `?, ?, …` and the
// parameters: `first`, then the chunk, its last value repeated to fill up its Places. The first error ends
// it.
absl::Status ForEachChunk(
    const std::vector<std::string>& values, const Param& first,
    absl::FunctionRef<absl::Status(absl::string_view placeholders, const std::vector<Param>&)> run);

}  // namespace dukcapil::mysql
