#include "platform/mysql/lane.h"

#include <algorithm>
#include <utility>

#include "absl/time/clock.h"
#include "platform/mysql/errors.h"

namespace dukcapil::mysql {

Lane::Lane(Pool& pool, std::function<void()> changed)
    : pool_(pool), changed_(std::move(changed)), thread_([this] { RunAll(); }) {}

Lane::~Lane() {
  {
    const absl::MutexLock lock(&mutex_);
    is_ending_ = true;
    woken_.Signal();
  }
  thread_.join();
}

bool Lane::Settle(PendingWrite& write) {
  Member self(write);
  const absl::MutexLock lock(&mutex_);
  queue_.push_back(&self);
  if (queue_.size() == 1) woken_.Signal();
  while (self.stage == Stage::kQueued || self.stage == Stage::kRunning) {
    if (self.stage == Stage::kRunning && write.call.deadline <= absl::Now()) {
      self.told.Wait(&mutex_);
    } else if (self.told.WaitWithDeadline(&mutex_, write.call.deadline) && self.stage == Stage::kQueued) {
      queue_.erase(std::find(queue_.begin(), queue_.end(), &self));
      write.reply = DeadlineError();
      return true;
    }
  }
  return self.stage == Stage::kSettled;
}

void Lane::RunAll() {
  while (Member* const first = AwaitFirst()) {
    std::vector<Member*> members = {first};
    const Ending ending = RunGroup(members);
    Tell(ending, members);
  }
}

Lane::Member* Lane::AwaitFirst() {
  const absl::MutexLock lock(&mutex_);
  while (queue_.empty()) {
    if (is_ending_) return nullptr;
    woken_.Wait(&mutex_);
  }
  return TakeFirst();
}

Lane::Member* Lane::TakeFirst() {
  Member* const first = queue_.front();
  queue_.pop_front();
  first->stage = Stage::kRunning;  // it sleeps on
  return first;
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
    members.push_back(TakeFirst());
  }
}

void Lane::GiveBack(std::size_t begun, std::vector<Member*>& members) {
  const auto first = members.begin() + static_cast<std::ptrdiff_t>(begun);
  const absl::MutexLock lock(&mutex_);
  std::for_each(first, members.end(), [](Member* member) {
    member->stage = Stage::kQueued;
    member->told.Signal();  // its deadline counts again
  });
  queue_.insert(queue_.begin(), first, members.end());
  members.erase(first, members.end());
}

void Lane::Tell(Ending ending, std::vector<Member*>& members) {
  const absl::MutexLock lock(&mutex_);
  if (ending == Ending::kKept) {
    limit_ = std::min(limit_ + 1, kMost);
  } else if (members.size() > 1) {
    limit_ = members.size() / 2;
  }
  if (ending == Ending::kAway) {  // nor would the others find one
    members.insert(members.end(), queue_.begin(), queue_.end());
    queue_.clear();
  }
  for (Member* member : members) {
    const bool is_settled = ending == Ending::kKept && !member->write.is_left;
    member->stage = is_settled ? Stage::kSettled : Stage::kUnsettled;
    member->told.Signal();
  }
}

}  // namespace dukcapil::mysql
