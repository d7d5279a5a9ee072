#include "platform/mysql/lane.h"

#include <algorithm>

#include "absl/time/clock.h"
#include "platform/mysql/errors.h"

namespace dukcapil::mysql {

bool Lane::Settle(PendingWrite& write) {
  Member self(write);
  {
    absl::MutexLock lock(&mutex_);
    if (!has_leader_) {
      has_leader_ = true;
      self.stage = Stage::kLeading;
    } else {
      queue_.push_back(&self);
    }
    while (self.stage == Stage::kQueued) {
      if (self.changed.WaitWithDeadline(&mutex_, write.call.deadline) && self.stage == Stage::kQueued) {
        queue_.erase(std::find(queue_.begin(), queue_.end(), &self));
        write.reply = DeadlineError();
        return true;
      }
    }
    while (self.stage == Stage::kRunning) self.changed.Wait(&mutex_);
  }
  if (self.stage == Stage::kLeading) Lead(self);
  return self.stage == Stage::kSettled;
}

void Lane::Lead(Member& first) {
  std::vector<Member*> members = {&first};
  const Ending ending = RunGroup(members);
  const absl::MutexLock lock(&mutex_);
  if (ending == Ending::kKept) {
    limit_ = std::min(limit_ + 1, kMost);
  } else if (members.size() > 1) {
    limit_ = members.size() / 2;
  }
  if (ending == Ending::kAway) {
    members.insert(members.end(), queue_.begin(), queue_.end());
    queue_.clear();
  }
  has_leader_ = !queue_.empty();
  if (has_leader_) {
    Move(*queue_.front(), Stage::kLeading);
    queue_.pop_front();
  }
  for (Member* member : members) {
    const bool is_settled = ending == Ending::kKept && !member->write.is_left;
    Move(*member, is_settled ? Stage::kSettled : Stage::kUnsettled);
  }
}

Lane::Ending Lane::RunGroup(std::vector<Member*>& members) {
  const absl::StatusOr<Pool::Lease> lease = pool_.Acquire(members.front()->write.call.deadline);
  if (!lease.ok()) return Ending::kAway;
  const absl::Time end = absl::Now() + kLongest;
  WriteGroup group(**lease);
  group.Run(members.front()->write);
  while (Member* next = Next(group, members.size(), end)) {
    members.push_back(next);
    group.Run(next->write);
  }
  const bool is_kept = group.Commit();
  (*lease)->Rollback();
  return is_kept ? Ending::kKept : Ending::kLost;
}

Lane::Member* Lane::Next(const WriteGroup& group, std::size_t size, absl::Time end) {
  const absl::MutexLock lock(&mutex_);
  if (queue_.empty() || !group.stands() || size >= limit_ || absl::Now() >= end) return nullptr;
  Member* const next = queue_.front();
  if (group.HasClaimed(next->write.call)) return nullptr;
  queue_.pop_front();
  Move(*next, Stage::kRunning);
  return next;
}

void Lane::Move(Member& member, Stage stage) {
  member.stage = stage;
  member.changed.Signal();
}

}  // namespace dukcapil::mysql
