// Asks one population-svc for coverage at dates of fifteen years, one call at a time, and prints the seconds
// of each call as a JSON line: of GetCoverage of the regency, and of ListCoverage of its villages.
#include <iostream>
#include <random>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "nlohmann/json.hpp"
#include "platform/civil_date/civil_date.h"
#include "platform/status/status_macros.h"
#include "tests/bench/population/peer.h"

ABSL_FLAG(int, count, 300, "calls of each method");
ABSL_FLAG(int, seed, 1, "of the dates");

namespace dukcapil::bench {
namespace {

namespace v1 = ::dukcapil::population::v1;

template <class Response, class Request>
absl::StatusOr<std::vector<double>> Ask(Peer& peer, Request request) {
  std::mt19937 random(static_cast<unsigned>(absl::GetFlag(FLAGS_seed)));
  std::vector<double> seconds;
  for (int i = 0; i < absl::GetFlag(FLAGS_count); ++i) {
    *request.mutable_date() = ToProto(absl::CivilDay(2011, 1, 1) + static_cast<int>(random() % (15 * 365)));
    const absl::Time start = absl::Now();
    RETURN_IF_ERROR(peer.Call<Response>(request).status());
    seconds.push_back(absl::ToDoubleSeconds(absl::Now() - start));
  }
  return seconds;
}

absl::StatusOr<nlohmann::json> Measure() {
  ASSIGN_OR_RETURN(Peer peer, Peer::Open());
  v1::GetCoverageRequest get;
  get.set_name("regions/17.02/coverage");
  v1::ListCoverageRequest list;
  list.set_parent("regions/17.02");
  list.set_level(v1::REGION_LEVEL_VILLAGE);
  nlohmann::json report;
  ASSIGN_OR_RETURN(report["get"], Ask<v1::Coverage>(peer, get));
  ASSIGN_OR_RETURN(report["list"], Ask<v1::ListCoverageResponse>(peer, list));
  return report;
}

}  // namespace
}  // namespace dukcapil::bench

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  const auto report = dukcapil::bench::Measure();
  if (!report.ok()) {
    std::cerr << report.status() << std::endl;
    return 1;
  }
  std::cout << report->dump() << std::endl;
}
