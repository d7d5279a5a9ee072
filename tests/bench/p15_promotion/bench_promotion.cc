// How long card requests take at one location while the waitlist of another is served: 20,000 wait, 6,000
// blanks arrive. Prints one JSON object: seconds of each call without and during it. Flags go to
// inventory-svc.
#include <atomic>
#include <cstdlib>
#include <iostream>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>

#include "absl/time/clock.h"
#include "inventory-svc/storage/store.h"
#include "platform/log/log.h"
#include "platform/testing/private_mariadb.h"
#include "tests/bench/p3_issue/disk.h"
#include "tests/bench/p3_issue/issue_load.h"

namespace {

constexpr int kWaiting = 20000;
constexpr int kArriving = 6000;
constexpr int kResidents = 100000;
constexpr int kRounds = 5;
constexpr int kCallers = 8;
constexpr int kEmpty = 0;   // the location with the waitlist
constexpr int kBeside = 1;  // the one that serves meanwhile

// Calls at kBeside until `work` is done.
std::vector<double> During(dukcapil::bench::IssueLoad& load, const std::function<void()>& work) {
  std::atomic<bool> done = false;
  std::thread worker([&] {
    work();
    done = true;
  });
  std::vector<double> seconds = load.Latencies(kCallers, kBeside, [&] { return done.load(); });
  worker.join();
  return seconds;
}

}  // namespace

int main(int argc, char** argv) {
  dukcapil::InitLog("bench");
  dukcapil::bench::KeepDataOnDisk();
  const dukcapil::mysql::DatabaseOptions schema = dukcapil::testing::NewSchema();
  if (!dukcapil::inventory::Store(schema, {}).Migrate().ok()) return EXIT_FAILURE;
  dukcapil::bench::IssueLoad load(schema, {argv + 1, argv + argc}, /*locations=*/2, /*calls=*/0, kResidents);
  load.Receive(kBeside, 1000 * 1000);
  load.Run(/*callers=*/32, /*locations=*/1, kWaiting + (kRounds - 1) * kArriving);
  nlohmann::json report;
  for (int round = 1; round <= kRounds; ++round) {
    report["without"].push_back(During(load, [] { absl::SleepFor(absl::Seconds(2)); }));
    const absl::Time start = absl::Now();
    report["during"].push_back(During(load, [&] {
      load.Receive(kEmpty, kArriving);
      while (load.Reserved(kEmpty) < round * kArriving) absl::SleepFor(absl::Milliseconds(20));
    }));
    report["seconds"].push_back(absl::ToDoubleSeconds(absl::Now() - start));
  }
  std::cout << report.dump() << std::endl;
  return EXIT_SUCCESS;
}
