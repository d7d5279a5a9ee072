// The same work for many items, by a few callers at a time.
#pragma once

#include <cstddef>
#include <functional>

#include "absl/status/status.h"

namespace dukcapil::samples {

// Runs work(0) … work(count − 1), each once, on `callers` threads. After the first error no new item is
// begun; that error is returned when all threads have ended.
absl::Status InParallel(std::size_t count, int callers, const std::function<absl::Status(std::size_t)>& work);

}  // namespace dukcapil::samples
