// Enters the part of the reference case that the register holds.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "samples/loading.h"
#include "samples/sample.h"

namespace dukcapil::samples {

// The regency's villages, as the register knows them.
absl::StatusOr<std::vector<Village>> FetchVillages(Loading& loading);

// The sample, made of these villages.
absl::StatusOr<Sample> FetchSample(Loading& loading);

absl::Status LoadSchools(Loading& loading, const Sample& sample);

// Gives the residents as the register named them, by position. `callers` imports at a time.
absl::StatusOr<std::vector<std::string>> LoadResidents(
    Loading& loading, const std::vector<population::v1::ResidentRow>& residents, int callers,
    int edition = 0);

}  // namespace dukcapil::samples
