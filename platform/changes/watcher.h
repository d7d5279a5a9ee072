// One watcher of a feed: its cursor, and what comes next.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "platform/mysql/change_log.h"

namespace dukcapil::changes {

class Feed;

// What a watcher is told: a change, or where it stands. Whoever resumes after `sequence` misses nothing and
// hears nothing twice.
struct Told {
  std::int64_t sequence = 0;
  std::shared_ptr<const mysql::NumberedChange> change;  // none: a bookmark
};

// Which changes a watcher is told; the cursor passes over the others. None: all.
using Filter = std::function<bool(const mysql::Change&)>;

// Made by Feed::Watch. Used by one thread at a time.
class Watcher {
 public:
  Watcher(Feed& feed, std::string region, Filter filter, std::int64_t cursor);
  ~Watcher();
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  // `news` is called on the feed's thread whenever Take may have something again; it must not block, and may
  // come once more after the watcher is gone.
  void OnNews(std::function<void()> news);

  enum class Next {
    kTold,     // `told` is set
    kNothing,  // up to date: wait for news
    kBehind,   // fell out of the feed's window: CatchUp, then go on
  };
  // Never blocks. The first thing told is a bookmark; a later one says that up to seconds ago there was
  // nothing else to tell.
  Next Take(Told& told);

  // Reads a page from the table. OUT_OF_RANGE CURSOR_TOO_OLD where what comes next has been removed.
  absl::Status CatchUp();

  // The number up to which everything was told.
  std::int64_t cursor() const { return cursor_; }

 private:
  // Takes the change with the next number; true where it is of the region and wanted, and thus told.
  bool Pass(const std::shared_ptr<const mysql::NumberedChange>& change, Told& told);
  void TellBookmark(Told& told);

  Feed& feed_;
  const std::string region_;
  const Filter filter_;
  std::int64_t cursor_;
  std::deque<std::shared_ptr<const mysql::NumberedChange>> page_;  // read by CatchUp
  absl::Time bookmark_time_ = absl::InfinitePast();
};

// OUT_OF_RANGE CURSOR_TOO_OLD: list again, then watch from now on.
absl::Status CursorTooOldError();
// OUT_OF_RANGE CURSOR_AHEAD: no change has that number. What was told beyond the last one is not true any
// more: list again, then watch from now on.
absl::Status CursorAheadError();

}  // namespace dukcapil::changes
