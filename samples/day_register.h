// The register's part of a day: who is recorded where, and what the centre answers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "samples/loading.h"
#include "samples/random.h"

namespace dukcapil::samples {

// The centre's answers to what was sent before: nearly all print-ready.
absl::Status TakeAnswers(Loading& loading, absl::CivilDay day, Random& random);

// Who comes to the counter to be recorded. Returns how many were.
absl::StatusOr<std::int64_t> RecordAtCounter(Loading& loading, absl::CivilDay day, Random& random);

// The visits announced for `day`, begun, reported person by person and completed: most of those expected are
// recorded, some are absent, kits upload. Returns how many were recorded.
absl::StatusOr<std::int64_t> MakeVisits(Loading& loading, absl::CivilDay day, Random& random);

// Up to `wanted` residents, by chance, of those whom `request` lists.
absl::StatusOr<std::vector<std::string>> PickResidents(Loading& loading,
                                                       population::v1::ListResidentsRequest request,
                                                       std::size_t wanted, Random& random);

}  // namespace dukcapil::samples
