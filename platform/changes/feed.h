// Tells the changes of a service, in the order of their numbers, to many watchers.
//
// One thread reads what is new, once for all, into a window in memory that every watcher reads at its own
// pace. A watcher too slow for the window reads the table by itself: memory does not grow with slowness.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "platform/changes/watcher.h"
#include "platform/mysql/change_log.h"
#include "platform/mysql/database.h"

namespace dukcapil::changes {

struct FeedOptions {
  absl::Duration look = absl::Milliseconds(20);  // between looks for what another process has numbered
  absl::Duration bookmark = absl::Seconds(10);   // a watcher hears of its cursor at least this often, where
                                                 // all that was committed has a number
  std::size_t window_changes = 4096;             // in memory at most, and
  std::size_t window_bytes = 8 << 20;            // of payload
  std::size_t watchers = 2000;                   // at once
};

// Thread-safe. While the database is away it is silent, and goes on from where it was.
class Feed {
 public:
  // Starts the thread, which reads while `may_run` says so. `database` outlives the feed, the feed its
  // watchers.
  Feed(mysql::Database& database, std::function<bool()> may_run, const FeedOptions& options = {});
  ~Feed();

  // There are new numbers: look now.
  void Look();

  // A watcher of the changes of `region` (a regency, a province, or `-`) that `filter` lets through, after
  // number `after`; unset: from now on. Asks the database. Errors: OUT_OF_RANGE CURSOR_TOO_OLD where a change
  // after `after` has been removed, CURSOR_AHEAD where that number was never given: this database was
  // restored from a backup that knows less; INVALID_ARGUMENT naming `after_sequence` where it is negative, or
  // `parent` where the region is below a regency; RESOURCE_EXHAUSTED TOO_MANY_WATCHERS; UNAVAILABLE.
  absl::StatusOr<std::unique_ptr<Watcher>> Watch(const Call& call, absl::string_view region,
                                                 std::optional<std::int64_t> after, Filter filter = nullptr);

 private:
  friend class Watcher;

  void Run();
  bool Wait();
  absl::Status Start();
  absl::StatusOr<bool> ReadNews();
  void Append(std::vector<mysql::NumberedChange> changes);
  void WakeAll();

  mysql::Database& database_;
  const std::function<bool()> may_run_;
  const FeedOptions options_;

  absl::Mutex mutex_;
  bool ending_ ABSL_GUARDED_BY(mutex_) = false;
  bool asked_ ABSL_GUARDED_BY(mutex_) = false;
  absl::flat_hash_map<const Watcher*, std::shared_ptr<std::function<void()>>> news_ ABSL_GUARDED_BY(mutex_);
  std::size_t watchers_ ABSL_GUARDED_BY(mutex_) = 0;

  // Changes first_, first_ + 1, …: everything after a cursor of first_ − 1 that has been read.
  absl::Mutex window_mutex_;
  std::deque<std::shared_ptr<const mysql::NumberedChange>> window_ ABSL_GUARDED_BY(window_mutex_);
  std::int64_t first_ ABSL_GUARDED_BY(window_mutex_) = 1;
  std::size_t bytes_ ABSL_GUARDED_BY(window_mutex_) = 0;
  // What was committed up to this time is in the window or was.
  absl::Time complete_ ABSL_GUARDED_BY(window_mutex_) = absl::InfinitePast();

  bool started_ = false;  // the thread's own, like the next
  std::int64_t head_ = 0;
  absl::Time next_complete_ = absl::InfinitePast();  // when to look again whether all have a number
  std::thread thread_;
};

}  // namespace dukcapil::changes
