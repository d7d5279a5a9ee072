// Times CreateCardApplication over gRPC beside its statements in a bare loop, spread over locations (P3) and
// all on one (P4), on one private MariaDB; prints one JSON object. Flags go to inventory-svc.
#include <cstdlib>
#include <iostream>

#include <nlohmann/json.hpp>

#include "inventory-svc/storage/store.h"
#include "platform/log/log.h"
#include "platform/testing/private_mariadb.h"
#include "tests/bench/p3_issue/bare_loop.h"
#include "tests/bench/p3_issue/issue_load.h"

namespace {

constexpr int kRounds = 5;
constexpr int kLocations = 32;
constexpr int kCalls = 2000;

struct Case {
  const char* name;
  int callers;
  int locations;
};
constexpr Case kCases[] = {{"spread", 32, kLocations}, {"hot", 32, 1}, {"hot256", 256, 1}};

}  // namespace

int main(int argc, char** argv) {
  dukcapil::InitLog("bench");
  const dukcapil::mysql::DatabaseOptions bare = dukcapil::testing::NewSchema();
  const dukcapil::mysql::DatabaseOptions served = dukcapil::testing::NewSchema();
  for (const auto& schema : {bare, served}) {
    if (!dukcapil::inventory::Store(schema, {}).Migrate().ok()) return EXIT_FAILURE;
  }
  dukcapil::bench::OpenBareLocations(bare, kLocations);
  dukcapil::bench::IssueLoad load(served, {argv + 1, argv + argc}, kLocations, kCalls * (kRounds + 1) * 3);
  nlohmann::json report;
  for (int round = -1; round < kRounds; ++round) {  // the first warms up
    for (const Case& one : kCases) {
      double ours = 0;
      double peer = 0;
      const auto run_ours = [&] { ours = load.Run(one.callers, one.locations, kCalls); };
      const auto run_peer = [&] { peer = dukcapil::bench::RunBareLoop(bare, one.locations, kCalls); };
      if (round % 2 == 0) {
        run_ours();
        run_peer();
      } else {
        run_peer();
        run_ours();
      }
      if (round < 0) continue;
      report[one.name]["ours"].push_back(ours);
      report[one.name]["peer"].push_back(peer);
    }
  }
  std::cout << report.dump() << std::endl;
  return EXIT_SUCCESS;
}
