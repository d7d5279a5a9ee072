// 1,000 watchers of inventory-svc while card requests are decided as fast as 32 callers can ask: milliseconds
// from shortly before COMMIT (a change's own time) until a watcher has it. Twice: with the watchers spread
// over the country's regencies, so that two of them hear of each change, and with all of them on the one
// regency that everything happens in. Prints one JSON object. Flags go to inventory-svc.
#include <algorithm>
#include <cstdlib>
#include <iostream>

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "inventory-svc/storage/store.h"
#include "platform/log/log.h"
#include "platform/testing/private_mariadb.h"
#include "tests/bench/p12_stream/watchers.h"
#include "tests/bench/p3_issue/disk.h"
#include "tests/bench/p3_issue/issue_load.h"

namespace {

constexpr int kWatchers = 1000;
constexpr int kRegencies = 500;
constexpr int kChannels = 20;
constexpr int kCallers = 32;
constexpr int kLocations = 32;
constexpr int kSpreadCalls = 8000;
constexpr int kAllCalls = 1000;
constexpr char kBusy[] = "regions/17.02";

// `regions/17.02` first, then 499 others.
std::vector<std::string> Country() {
  std::vector<std::string> parents = {kBusy};
  for (int i = 1; i < kRegencies; ++i) {
    parents.push_back(absl::StrFormat("regions/%02d.%02d", 20 + i / 90, 1 + i % 90));
  }
  return parents;
}

double Quantile(std::vector<double>& values, double share) {
  const auto place = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), values.begin() + place, values.end());
  return values[static_cast<std::size_t>(place)];
}

nlohmann::json Measure(dukcapil::bench::IssueLoad& load, const dukcapil::bench::Watchers::Stubs& stubs,
                       const std::vector<std::string>& parents, int calls) {
  dukcapil::bench::Watchers watchers(stubs, parents);
  load.Run(kCallers, kLocations, calls / 10);  // warms up
  if (!watchers.Await(kBusy, static_cast<std::size_t>(calls / 10), absl::Minutes(5))) std::abort();
  watchers.Clear();
  const double rate = load.Run(kCallers, kLocations, calls).per_second();
  if (!watchers.Await(kBusy, static_cast<std::size_t>(calls), absl::Minutes(5))) std::abort();
  std::vector<double> milliseconds = watchers.Milliseconds();
  return {{"p50", Quantile(milliseconds, 0.5)},
          {"p99", Quantile(milliseconds, 0.99)},
          {"told", milliseconds.size()},
          {"writes_per_second", rate}};
}

}  // namespace

int main(int argc, char** argv) {
  dukcapil::InitLog("bench");
  dukcapil::bench::KeepDataOnDisk();
  const dukcapil::mysql::DatabaseOptions schema = dukcapil::testing::NewSchema();
  if (!dukcapil::inventory::Store(schema, {}).Migrate().ok()) return EXIT_FAILURE;
  dukcapil::bench::IssueLoad load(schema, {argv + 1, argv + argc}, kLocations, 2 * (kSpreadCalls + kAllCalls),
                                  2 * (kSpreadCalls + kAllCalls));
  dukcapil::bench::Watchers::Stubs stubs;
  for (int i = 0; i < kChannels; ++i) stubs.push_back(load.NewStub());
  std::vector<std::string> spread;
  const std::vector<std::string> country = Country();
  for (int i = 0; i < kWatchers; ++i) spread.push_back(country[static_cast<std::size_t>(i % kRegencies)]);
  nlohmann::json report;
  report["spread"] = Measure(load, stubs, spread, kSpreadCalls);
  report["all"] = Measure(load, stubs, std::vector<std::string>(kWatchers, kBusy), kAllCalls);
  std::cout << report.dump() << std::endl;
  return EXIT_SUCCESS;
}
