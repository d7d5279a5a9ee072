// Limits of batches.
#pragma once

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "platform/status/error.h"

namespace dukcapil::population {

inline constexpr int kMaxBatch = 1000;

// A violation of `field` (COUNT) where a batch has not 1 to kMaxBatch members.
inline void CheckBatchSize(int size, absl::string_view field, Violations& violations) {
  if (size < 1 || size > kMaxBatch) {
    violations.Add(field, "COUNT", absl::StrCat("must have 1 to ", kMaxBatch, " members"));
  }
}

}  // namespace dukcapil::population
