// Brings up to date what releases before have written, also while their instances still run beside this one.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "population-svc/rpc/app.h"

namespace dukcapil::population {

// Two rounds over all residents for a release whose codes mean something else than those of the one before:
// at once, and when no instance of that one runs any more. How far a round came is kept with what it did: a
// process that is killed loses nothing, and any instance goes on.
class UpgradeWorker {
 public:
  // `batch`: residents in a transaction.
  explicit UpgradeWorker(Population& app, int batch = 500);

  // One look: the next few batches of a round, if there is one to do. Folds residents again of whose events
  // something else is made now, indexes names that are not, and holds events out of the old quarantine.
  absl::Status Look();

 private:
  bool IsDone(const storage::UpgradeProgress& progress, absl::Time now) const;
  // The next batch; true where there is nothing to do for now.
  absl::StatusOr<bool> DoBatch(storage::Tx& tx) const;
  absl::Status GoOn(storage::Tx& tx, storage::UpgradeProgress& progress) const;
  absl::Status BringUpToDate(storage::Tx& tx, const std::string& regency,
                             const std::vector<storage::ResidentRow>& residents) const;

  Population& app_;
  const int batch_;
  const std::string edition_;
  bool has_looked_ = false;
};

}  // namespace dukcapil::population
