#include "platform/mysql/write_group.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace dukcapil::mysql {

// Region and method are left out: calls that are equal but for them merely come into different groups.
std::string WriteGroup::IdentityOf(const Call& call) {
  return absl::StrCat(absl::AsciiStrToLower(call.request_id), call.caller.subject);
}

void WriteGroup::Run(PendingWrite& write) {
  connection_.Start(absl::InfiniteFuture());  // the savepoint must be this write's own, also when it is late
  if (!kept_.empty() && !connection_.Savepoint().ok()) {
    stands_ = false;
    return;
  }
  connection_.Start(write.call.deadline);
  const absl::StatusOr<bool> ran = Perform(connection_, write);
  if (ran.ok() && connection_.failure() == Failure::kNone) {
    if (!*ran) return;
    kept_.push_back(&write);
    claimed_.insert(IdentityOf(write.call));
    return;
  }
  // A lock wait that timed out has undone its statement only; after anything else the transaction is gone.
  const bool waited = connection_.error_code() == kLockWaitTimeout;
  if (connection_.failure() != Failure::kNone && !waited) {
    stands_ = false;
    return;
  }
  write.is_left = waited;
  write.reply = ran.status();
  connection_.Undo();
  stands_ = connection_.failure() == Failure::kNone;
}

bool WriteGroup::Commit() {
  if (!stands_) return false;
  if (kept_.empty()) return true;
  connection_.Start(absl::InfiniteFuture());
  return Record(connection_, kept_).ok() && connection_.Commit().ok();
}

}  // namespace dukcapil::mysql
