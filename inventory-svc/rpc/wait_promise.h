// What those who wait are told to expect, as things are.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"
#include "inventory-svc/domain/promise.h"
#include "inventory-svc/storage/snapshot.h"
#include "platform/clock/clock.h"

namespace dukcapil::inventory {

// To a request about to be entered, decided to wait on `inputs`. The line is counted only where cards are to
// arrive.
absl::StatusOr<WaitPromise> PromiseToNewcomer(Snapshot& snapshot, const CardApplication& application,
                                              const DecisionInputs& inputs, absl::CivilDay today);

// The lines of several requests of one read: each location is looked at once.
class Lines {
 public:
  explicit Lines(const Clock& clock) : clock_(clock) {}

  // To one who waits. Where `ahead` is not given its place is found among those whom the arrivals reach.
  absl::StatusOr<WaitPromise> PromiseNow(Snapshot& snapshot, const CardApplication& application,
                                         std::optional<std::int64_t> ahead = std::nullopt);

 private:
  struct Line {
    DecisionInputs inputs;
    std::vector<ConfirmedArrival> arrivals;
    std::unordered_map<std::string, std::int64_t> places;  // of the first ones, by id
  };
  absl::StatusOr<const Line*> LineAt(Snapshot& snapshot, const CardApplication& application);

  const Clock& clock_;
  std::map<std::string, Line> lines_;  // by location
};

}  // namespace dukcapil::inventory
