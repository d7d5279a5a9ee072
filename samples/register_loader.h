// Enters the part of the reference case that the register holds.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "samples/loading.h"
#include "samples/sample.h"

namespace dukcapil::samples {

// The sample, made of the villages that the register knows.
absl::StatusOr<Sample> FetchSample(Loading& loading);

absl::Status LoadSchools(Loading& loading, const Sample& sample);

// Gives the residents as the register named them, by position in the sample. `callers` imports at a time.
absl::StatusOr<std::vector<std::string>> LoadResidents(Loading& loading, const Sample& sample, int callers);

}  // namespace dukcapil::samples
