// Coverage snapshots as told.
#pragma once

#include "absl/strings/string_view.h"
#include "dukcapil/population/v1/coverage.pb.h"
#include "population-svc/storage/rows.h"

namespace dukcapil::population {

v1::CoverageSnapshot ToProto(absl::string_view regency, const storage::SnapshotRow& row);

}  // namespace dukcapil::population
