// Numbers a service's committed changes: one instance at a time, woken by commits.
#pragma once

#include <functional>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "platform/mysql/database.h"

namespace dukcapil::changes {

struct SequencerOptions {
  absl::Duration look = absl::Milliseconds(20);        // between looks for the commits of other processes
  absl::Duration lease = absl::Seconds(2);             // a killed holder is followed after at most this
  absl::Duration upkeep = absl::Minutes(1);            // between removals of what is old
  absl::Duration keep_changes = absl::Hours(24 * 7);   // then a cursor is too old
  absl::Duration keep_requests = absl::Hours(24 * 7);  // what callers are promised
};

// The lease spares double work; that no number is given twice does not depend on it (see NumberChanges).
// While the database is away it waits.
class Sequencer {
 public:
  // Starts a thread that works while `may_run` says so; `numbered` is told on it after each batch. Asks
  // `database`, which outlives it, to be told of commits.
  Sequencer(mysql::Database& database, std::function<bool()> may_run, std::function<void()> numbered,
            const SequencerOptions& options = {});
  // Ends the thread after the batch that runs, and gives the lease back.
  ~Sequencer();

 private:
  void Run();
  absl::Status Work();
  absl::Status TakeTurn();
  absl::Status NumberAll();
  absl::Status KeepUp();
  // Waits for a commit, but not longer than `limit`. False where the worker is to end.
  bool Wait(absl::Duration limit);

  mysql::Database& database_;
  const std::function<bool()> may_run_;
  const std::function<void()> numbered_;
  const SequencerOptions options_;
  const std::string holder_;
  bool held_ = false;
  absl::Time renew_time_ = absl::InfinitePast();
  absl::Time upkeep_time_ = absl::InfinitePast();
  bool is_told_ = false;  // of a commit, since the last look
  absl::Mutex mutex_;
  bool woken_ ABSL_GUARDED_BY(mutex_) = false;
  bool ending_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace dukcapil::changes
