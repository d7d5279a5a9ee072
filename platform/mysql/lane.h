// A lane of group commits: one transaction at a time, shared by the writes that wait. Private to this
// library.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "platform/mysql/pending_write.h"
#include "platform/mysql/pool.h"
#include "platform/mysql/write_group.h"

namespace dukcapil::mysql {

// Thread-safe. A thread of its own runs one group after the other: each has who waits when it begins, and is
// told once it is committed.
class Lane {
 public:
  static constexpr std::size_t kMost = 64;  // writes in a group
  // None is begun in a group where those after the first have taken this. Only what they take themselves
  // counts: where reads and COMMIT are slow, a group that took fewer would make them dearer for each. Long
  // enough for a slow COMMIT to be the smaller part, far below what others wait for a row.
  static constexpr absl::Duration kLongest = absl::Milliseconds(50);

  // `pool` has a connection for this lane; `changed` is called after each group that changed something.
  Lane(Pool& pool, std::function<void()> changed);
  // None may be in Settle() any more.
  ~Lane();

  // Runs `write` in a group. True: `write.reply` is settled, and durable where it is OK. False: it is not
  // known to be kept, and its caller runs it alone, where its request row tells.
  bool Settle(PendingWrite& write);

 private:
  enum class Stage { kQueued, kRunning, kSettled, kUnsettled };
  struct Member {
    explicit Member(PendingWrite& the_write) : write(the_write) {}
    PendingWrite& write;
    Stage stage = Stage::kQueued;
    absl::CondVar told;
  };

  // How a group ended: committed; lost, or not known; never begun, for want of a connection.
  enum class Ending { kKept, kLost, kAway };

  // Runs groups until this object ends.
  void RunAll();
  // Waits for somebody who waits, and takes the first; nothing where this object ends.
  Member* AwaitFirst();
  // Runs the first of `members` and those that wait, who are added.
  Ending RunGroup(std::vector<Member*>& members);
  // Adds those that wait to `members`, in their order, until the group is full or an equal request is in it.
  void Take(WriteGroup& group, std::vector<Member*>& members);
  Member* TakeFirst() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Lets those of `members` wait again that are beyond the first `begun`.
  void GiveBack(std::size_t begun, std::vector<Member*>& members);
  // Tells `members` how their group ended.
  void Tell(Ending ending, std::vector<Member*>& members);

  Pool& pool_;
  const std::function<void()> changed_;
  absl::Mutex mutex_;
  absl::CondVar woken_;  // the thread: somebody waits, or it is to end
  std::deque<Member*> queue_ ABSL_GUARDED_BY(mutex_);
  bool is_ending_ ABSL_GUARDED_BY(mutex_) = false;
  // Of a group: halved where one was lost (two services that lock the same rows), one more where one was
  // kept.
  std::size_t limit_ ABSL_GUARDED_BY(mutex_) = kMost;
  std::thread thread_;  // the last, since it uses the others
};

}  // namespace dukcapil::mysql
