// Times CreateCardApplication over gRPC beside its statements in a bare loop, spread over locations (P3) and
// all on one (P4), on one private MariaDB with its data on a disk; prints one JSON object. Flags go to
// inventory-svc.
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <numeric>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "absl/time/time.h"
#include "inventory-svc/storage/store.h"
#include "platform/log/log.h"
#include "platform/testing/private_mariadb.h"
#include "tests/bench/p3_issue/bare_loop.h"
#include "tests/bench/p3_issue/disk.h"
#include "tests/bench/p3_issue/issue_load.h"

namespace {

constexpr int kRounds = 5;
constexpr int kLocations = 32;
// A round ends with whichever is first: where a flush is slow, so are both sides, and few calls tell as much.
constexpr int kCalls = 2000;
constexpr absl::Duration kLongest = absl::Seconds(2);

struct Case {
  const char* name;
  int callers;
  int locations;
};
constexpr Case kCases[] = {{"spread", 32, kLocations}, {"hot", 32, 1}, {"hot256", 256, 1}};

// CPU that process `pid` has used.
double CpuSeconds(const std::string& pid) {
  std::ifstream file("/proc/" + pid + "/stat");
  std::string field;
  double ticks = 0;
  for (int i = 1; i <= 15 && file >> field; ++i) {  // no name of a program here has a space
    if (i >= 14) ticks += std::stod(field);
  }
  return ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

std::string FolderOf(const dukcapil::mysql::DatabaseOptions& schema) {
  return std::filesystem::path(schema.socket).parent_path();
}

std::string PidOfServer(const dukcapil::mysql::DatabaseOptions& schema) {
  std::string pid;
  std::ifstream(FolderOf(schema) + "/pid") >> pid;
  return pid;
}

// What one side did in a round.
struct Figures {
  double calls_per_second = 0;
  double cpu_per_1000 = 0;  // seconds, of everything that took part: callers, service, database
};

}  // namespace

int main(int argc, char** argv) {
  dukcapil::InitLog("bench");
  dukcapil::bench::KeepDataOnDisk();
  const dukcapil::mysql::DatabaseOptions bare = dukcapil::testing::NewSchema();
  const dukcapil::mysql::DatabaseOptions served = dukcapil::testing::NewSchema();
  for (const auto& schema : {bare, served}) {
    if (!dukcapil::inventory::Store(schema, {}).Migrate().ok()) return EXIT_FAILURE;
  }
  nlohmann::json report;
  const std::string folder = std::filesystem::path(FolderOf(served)).parent_path();
  if (dukcapil::bench::IsInMemory(folder)) {
    std::cerr << "the data lie in memory, in " << folder << ": set TMPDIR to a short path on a disk"
              << std::endl;
    return EXIT_FAILURE;
  }
  report["folder"] = folder;
  report["flush_ms"] = dukcapil::bench::FlushMilliseconds(folder);
  constexpr int kAll = kCalls * (kRounds + 1) * static_cast<int>(std::size(kCases));
  dukcapil::bench::BareLoop loop(bare, kLocations, kAll);
  dukcapil::bench::IssueLoad load(served, {argv + 1, argv + argc}, kLocations, kAll, kAll);
  const std::vector<std::string> pids = {"self", std::to_string(load.pid()), PidOfServer(served)};
  const auto measured = [&](const auto& run) {
    const auto used = [&] {
      return std::transform_reduce(pids.begin(), pids.end(), 0.0, std::plus<>(), CpuSeconds);
    };
    const double before = used();
    const dukcapil::bench::Pace pace = run();
    return Figures{pace.per_second(), (used() - before) * 1000 / pace.calls};
  };
  for (int round = -1; round < kRounds; ++round) {  // the first warms up
    for (const Case& one : kCases) {
      Figures ours;
      Figures peer;
      const auto run_ours = [&] {
        ours = measured([&] { return load.Run(one.callers, one.locations, kCalls, kLongest); });
      };
      const auto run_peer = [&] {
        peer = measured([&] { return loop.Run(one.locations, kCalls, kLongest); });
      };
      if (round % 2 == 0) {
        run_ours();
        run_peer();
      } else {
        run_peer();
        run_ours();
      }
      if (round < 0) continue;
      report[one.name]["ours"].push_back(ours.calls_per_second);
      report[one.name]["peer"].push_back(peer.calls_per_second);
      report[one.name]["cpu"].push_back(ours.cpu_per_1000);
      report[one.name]["peer_cpu"].push_back(peer.cpu_per_1000);
    }
  }
  std::cout << report.dump() << std::endl;
  return EXIT_SUCCESS;
}
