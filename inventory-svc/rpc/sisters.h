// What inventory asks of its sister services, as plain values: handlers and workers know no more of them.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "inventory-svc/domain/forecast/demand.h"
#include "inventory-svc/domain/resident_facts.h"
#include "inventory-svc/domain/stock_summary.h"
#include "platform/access/call.h"

namespace dukcapil::inventory {

// Each call ends by the deadline of the Call it serves. Errors: UNAVAILABLE, DEADLINE_EXCEEDED, and what the
// sister answers.
struct Sisters {
  // population-svc: a resident by name. NOT_FOUND.
  std::function<absl::StatusOr<ResidentFacts>(const Call& call, const std::string& name)> get_resident;
  // population-svc: figures of a regency on a day.
  std::function<absl::StatusOr<CoverageFigures>(const Call& call, const std::string& regency,
                                                absl::CivilDay date)>
      get_coverage;
  // population-svc: the regencies of the country, by code; empty while it has not loaded them.
  std::function<absl::StatusOr<std::vector<RegencyName>>(const Call& call)> list_regencies;
  // population-svc: what the ministry compares. NOT_FOUND where it keeps no register of the regency.
  std::function<absl::StatusOr<RegisterFigures>(const Call& call, const std::string& regency,
                                                absl::CivilDay date)>
      get_register_figures;
  // outreach-svc: expected recordings of planned visits, by day until a deadline; empty where there is no
  // plan.
  std::function<absl::StatusOr<std::map<absl::CivilDay, double>>(const Call& call, const std::string& regency,
                                                                 absl::CivilDay deadline)>
      get_expected_recordings;
};

}  // namespace dukcapil::inventory
