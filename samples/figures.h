// The fixed figures of the reference case, from the CSV files beside this one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace dukcapil::samples {

// What the report says of the regency, and what the computed figures are compared with.
struct ReportFigures {
  std::string region;  // code
  absl::CivilDay as_of;
  absl::CivilDay deadline;
  std::int64_t obliged = 0;
  std::int64_t not_recorded = 0;
  std::int64_t received = 0;
  std::int64_t used = 0;
  std::int64_t left = 0;
  bool rationed = false;
  absl::CivilMonth stock_lasts_until;
};

// Reads a CSV `figure,value,note`. INVALID_ARGUMENT names the figure that is missing or no figure.
absl::StatusOr<ReportFigures> ParseReportFigures(absl::string_view csv);

// The reference report, rejang_lebong/report.csv.
const ReportFigures& ReferenceReport();

// A district as the sample fills it.
struct DistrictFigures {
  std::string code;
  std::string name;
  std::int64_t obliged = 0;
  std::int64_t not_recorded = 0;
};

// The 15 districts of the reference case by code, rejang_lebong/districts.csv.
const std::vector<DistrictFigures>& ReferenceDistricts();

}  // namespace dukcapil::samples
