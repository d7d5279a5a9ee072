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
    while (self.stage == Stage::kQueued || self.stage == Stage::kRunning) {
      if (self.stage == Stage::kRunning && write.call.deadline <= absl::Now()) {
        self.changed.Wait(&mutex_);
      } else if (self.changed.WaitWithDeadline(&mutex_, write.call.deadline) &&
                 self.stage == Stage::kQueued) {
        queue_.erase(std::find(queue_.begin(), queue_.end(), &self));
        write.reply = DeadlineError();
        return true;
      }
    }
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
  WriteGroup group(**lease);
  Take(group, members);
  std::vector<PendingWrite*> writes;
  writes.reserve(members.size());
  for (const Member* member : members) writes.push_back(&member->write);
  const std::size_t begun = group.Run(writes, kLongest);
  if (begun < members.size()) GiveBack(begun, members);
  const bool is_kept = group.Commit();
  (*lease)->Rollback();
  if (is_kept && group.has_changes()) changed_();
  return is_kept ? Ending::kKept : Ending::kLost;
}

void Lane::Take(WriteGroup& group, std::vector<Member*>& members) {
  group.Claim(members.front()->write.call);
  const absl::MutexLock lock(&mutex_);
  while (!queue_.empty() && members.size() < limit_ && group.Claim(queue_.front()->write.call)) {
    members.push_back(queue_.front());
    queue_.pop_front();
    members.back()->stage = Stage::kRunning;  // it sleeps on
  }
}

void Lane::GiveBack(std::size_t begun, std::vector<Member*>& members) {
  const auto first = members.begin() + static_cast<std::ptrdiff_t>(begun);
  const absl::MutexLock lock(&mutex_);
  std::for_each(first, members.end(), [](Member* member) { Move(*member, Stage::kQueued); });
  queue_.insert(queue_.begin(), first, members.end());
  members.erase(first, members.end());
}

void Lane::Move(Member& member, Stage stage) {
  member.stage = stage;
  member.changed.Signal();
}

}  // namespace dukcapil::mysql
