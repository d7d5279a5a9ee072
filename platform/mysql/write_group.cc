#include "platform/mysql/write_group.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "platform/mysql/errors.h"

namespace dukcapil::mysql {

// Region and method are left out: calls that are equal but for them merely come into different groups.
std::string WriteGroup::IdentityOf(const Call& call) {
  return absl::StrCat(absl::AsciiStrToLower(call.request_id), call.caller.subject);
}

std::size_t WriteGroup::Run(absl::Span<PendingWrite* const> writes, absl::Duration longest) {
  std::vector<const std::any*> subjects;
  for (const PendingWrite* write : writes) {
    if (write->subject.has_value()) subjects.push_back(&write->subject);
  }
  backlog_.SetSubjects(std::move(subjects));
  std::vector<KeptReply> replies = LookUp(writes);
  std::size_t begun = 0;
  absl::Time end = absl::InfiniteFuture();
  while (stands_ && begun < writes.size() && absl::Now() < end) {
    PendingWrite& write = *writes[begun];
    if (Answer(replies[begun++], write)) continue;
    // Its statements would be refused, but with what is known already it may need none.
    if (write.call.deadline <= absl::Now()) {
      write.reply = DeadlineError();
      continue;
    }
    RunOne(write);
    if (end == absl::InfiniteFuture()) end = absl::Now() + longest;
  }
  return std::max<std::size_t>(begun, 1);
}

bool WriteGroup::Answer(KeptReply& reply, PendingWrite& write) {
  if (reply.ok() && !reply->has_value()) return false;
  write.reply = reply.ok() ? absl::StatusOr<std::string>(**std::move(reply)) : reply.status();
  return true;
}

std::vector<KeptReply> WriteGroup::LookUp(absl::Span<PendingWrite* const> writes) {
  std::vector<const Call*> calls;
  calls.reserve(writes.size());
  for (const PendingWrite* write : writes) calls.push_back(&write->call);
  connection_.Start(absl::InfiniteFuture());
  absl::StatusOr<std::vector<KeptReply>> replies = FindReplies(connection_, calls);
  stands_ = stands_ && replies.ok();
  return replies.ok() ? *std::move(replies) : std::vector<KeptReply>();
}

void WriteGroup::RunOne(PendingWrite& write) {
  const bool others_stand = !kept_.empty();
  // By its first savepoint a group learns later whether its transaction is still the same.
  connection_.Start(absl::InfiniteFuture());
  if (others_stand && !connection_.has_savepoint() && !connection_.Savepoint().ok()) {
    stands_ = false;
    return;
  }
  connection_.Start(write.call.deadline);
  backlog_.Begin(others_stand, write.call.deadline);
  Transaction transaction(connection_, backlog_);
  const absl::Status ran = RunBody(transaction, write);
  // A lock wait that timed out has undone its statement only; after anything else the transaction is gone.
  const bool has_waited = connection_.error_code() == kLockWaitTimeout;
  if (backlog_.is_lost() || (connection_.failure() != Failure::kNone && !has_waited)) {
    stands_ = false;
    return;
  }
  if (ran.ok() && !has_waited && !backlog_.is_refused()) {
    backlog_.Keep();
    kept_.push_back(&write);
    return;
  }
  if (has_waited) {  // maybe for a row of another
    backlog_.SetSubjects({});
    backlog_.ForgetKnown();
  }
  write.is_left = has_waited || backlog_.is_refused();
  write.reply = ran;
  if (!write.is_left) failed_.push_back(&write);
  Undo(has_waited);
}

// Where it has changed no rows the transaction goes on with all its locks, so that the others need not read
// again what it read for them.
void WriteGroup::Undo(bool has_waited) {
  backlog_.Drop();
  if (!backlog_.has_written() && !has_waited) return;
  if (kept_.empty()) {
    connection_.Rollback();
  } else if (backlog_.has_written()) {
    connection_.Undo();
  } else {
    connection_.ReleaseSavepoint();
  }
  stands_ = connection_.failure() == Failure::kNone;
}

bool WriteGroup::has_changes() const {
  return std::any_of(kept_.begin(), kept_.end(),
                     [](const PendingWrite* one) { return !one->changes.empty(); });
}

// An error may rest on what an equal request did elsewhere, which has its reply then.
void WriteGroup::LookUpFailed() {
  if (!stands_ || failed_.empty()) return;
  std::vector<KeptReply> replies = LookUp(failed_);
  for (std::size_t i = 0; i < replies.size(); ++i) Answer(replies[i], *failed_[i]);
}

bool WriteGroup::Commit() {
  LookUpFailed();
  if (!stands_) return false;
  if (kept_.empty()) return true;
  connection_.Start(absl::InfiniteFuture());
  return backlog_.WriteAll().ok() && Record(connection_, kept_, Requests::kNew).ok() &&
         connection_.Commit().ok();
}

}  // namespace dukcapil::mysql
