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
#include "platform/mysql/change_log.h"
#include "platform/mysql/database.h"

namespace dukcapil::changes {

// Up to which real time the facts of another service are known here. Thread-safe.
class Horizon {
 public:
  // All is known up to `time`, which is about now. What comes more than two seconds late tells that more may
  // be waiting: then nothing is known for sure until something comes in time again. InfinitePast is ignored.
  void Advance(absl::Time time);
  // InfinitePast: nothing is known for sure.
  absl::Time Get() const;

 private:
  mutable absl::Mutex mutex_;
  absl::Time time_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
};

// A change of another service, as far as it matters here.
struct Fact {
  std::int64_t sequence = 0;
  // Its effect; may run again, like the body of any write. UNIMPLEMENTED where the change is not understood.
  // None: it has none, or is a bookmark.
  std::function<absl::Status(mysql::Transaction&)> apply = nullptr;
  std::string kind = {};  // UPPER_SNAKE; empty for a bookmark
  // Real time up to which all is known with it: of a change when it happened; of a bookmark now, unless it
  // only says where the stream begins.
  absl::Time time = absl::InfinitePast();
};

using TakeFact = absl::FunctionRef<absl::Status(const Fact&)>;

// A part of all that the source has.
struct ListedPage {
  std::string next;                                        // to list after this; empty: the last page
  std::function<absl::Status(mysql::Transaction&)> apply;  // brings what is kept here up to date
};

struct Source {
  std::string name;  // of the cursor, for example `population-svc`
  // Follows the changes after a number until the stream ends, and hands each to `take` in order. Returns what
  // `take` returned where that was not OK, or how the stream ended; DEADLINE_EXCEEDED is an end like any
  // other, OUT_OF_RANGE means that the changes after the number are not to be had.
  std::function<absl::Status(std::int64_t after, TakeFact take)> follow;
  // Ends `follow` for good, from another thread.
  std::function<void()> cancel;
  // The last number told, before a listing begins.
  std::function<absl::StatusOr<std::int64_t>()> head;
  // Lists what comes after a page's `next` (empty: from the first); at most 1,000 characters of it are kept
  // between the pages. OUT_OF_RANGE where the source cannot go on from there: the listing begins anew.
  std::function<absl::StatusOr<ListedPage>(const std::string& after)> list;
};

struct ConsumerOptions {
  absl::Duration first_pause = absl::Milliseconds(100);  // after a failure, doubled with each further one
  absl::Duration longest_pause = absl::Seconds(5);
  Horizon* horizon = nullptr;  // advanced with what is known; outlives the consumer
};

// A change that is not understood.
struct UnknownChange {
  std::int64_t sequence = 0;
  std::string kind;  // LISTED: not a change, but what a listing from that number tells
};

struct ConsumerHealth {
  absl::Status status;      // OK while it follows; else why not
  std::int64_t cursor = 0;  // last number taken by this instance; 0 before the first
  // Where it has stopped, until a newer version of this service goes on.
  std::optional<UnknownChange> stopped_at;
};

// Several instances may follow the same source: one of them has each effect, the others pass over what was
// had. An error of an effect is tried again from that change on: nothing is lost. Where changes cannot be
// followed (OUT_OF_RANGE) all is listed, page by page, each with its effect in one transaction: whoever comes
// after a crash goes on with the next page.
class Consumer {
 public:
  // Starts a thread that follows while `may_run` says so. `database` outlives it.
  Consumer(mysql::Database& database, Source source, std::function<bool()> may_run,
           const ConsumerOptions& options = {});
  // Ends the thread after the effect that runs.
  ~Consumer();

  ConsumerHealth Health() const;
  // False where it has stopped at a change that is not understood.
  bool Understands() const { return !Health().stopped_at.has_value(); }

 private:
  void Run();
  absl::Status Follow();
  absl::Status Take(const Fact& fact, std::int64_t& cursor);
  absl::Status Have(const Fact& fact, std::int64_t cursor);
  absl::StatusOr<mysql::ChangeListing> BeginListing(std::int64_t cursor,
                                                    const std::optional<mysql::ChangeListing>& instead_of);
  // Moves `listing` on with each page that is kept.
  absl::Status List(mysql::ChangeListing& listing);
  bool IsEnding() const;
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
