// Follows the changes of another service: each has its effect here once, also across crashes, since the
// cursor moves in the transaction of the effect.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "platform/mysql/database.h"

namespace dukcapil::changes {

// A change of another service, as far as it matters here.
struct Fact {
  std::int64_t sequence = 0;
  // Its effect; may run again, like the body of any write. None: it has none, or is a bookmark.
  std::function<absl::Status(mysql::Transaction&)> apply;
};

using TakeFact = absl::FunctionRef<absl::Status(const Fact&)>;

struct Source {
  std::string name;  // of the cursor, for example `population-svc`
  // Follows the changes after a number until the stream ends, and hands each to `take` in order. Returns what
  // `take` returned where that was not OK, UNIMPLEMENTED for a change that is not understood, or how the
  // stream ended; DEADLINE_EXCEEDED is an end like any other, OUT_OF_RANGE means that the cursor is too old.
  std::function<absl::Status(std::int64_t after, TakeFact take)> follow;
  // Ends `follow` for good, from another thread.
  std::function<void()> cancel;
  // Where the cursor was too old: brings everything here up to date from a listing. Returns the number from
  // which on to follow, known before the listing began.
  std::function<absl::StatusOr<std::int64_t>()> list_again;
};

struct ConsumerOptions {
  absl::Duration first_pause = absl::Milliseconds(100);  // after a failure, doubled with each further one
  absl::Duration longest_pause = absl::Seconds(5);
};

struct ConsumerHealth {
  absl::Status status;  // OK while it follows; else why not, UNIMPLEMENTED where a change is not understood
  std::int64_t cursor = 0;  // last number taken by this instance; 0 before the first
};

// Several instances may follow the same source: one of them has each effect, the others step back for a
// moment. An error of an effect is tried again from that change on: nothing is passed over.
class Consumer {
 public:
  // Starts a thread that follows while `may_run` says so. `database` outlives it.
  Consumer(mysql::Database& database, Source source, std::function<bool()> may_run,
           const ConsumerOptions& options = {});
  // Ends the thread after the effect that runs.
  ~Consumer();

  ConsumerHealth Health() const;

 private:
  void Run();
  absl::Status Follow();
  absl::Status Take(const Fact& fact, std::int64_t& cursor);
  absl::Status ListAgain(std::int64_t cursor);
  void Note(const absl::Status& status);
  // False where the worker is to end.
  bool Wait(absl::Duration pause);

  mysql::Database& database_;
  const Source source_;
  const std::function<bool()> may_run_;
  const ConsumerOptions options_;
  mutable absl::Mutex mutex_;
  ConsumerHealth health_ ABSL_GUARDED_BY(mutex_);
  bool ending_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace dukcapil::changes
