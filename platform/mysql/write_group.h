// One transaction shared by several writes. Private to this library.
#pragma once

#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "platform/mysql/connection.h"
#include "platform/mysql/pending_write.h"

namespace dukcapil::mysql {

// Used by one thread. Nothing of it may be told to anybody before Commit() has said true: also an error may
// rest on what another write of the group has done.
class WriteGroup {
 public:
  explicit WriteGroup(Connection& connection) : connection_(connection) {}

  // Runs `write` after those that ran before, and undoes it alone where it fails. One that waited too long
  // for a row is undone too, and marked as left: its caller runs it alone.
  void Run(PendingWrite& write);

  // False where the transaction is lost (a deadlock, a broken connection): nothing of any write was kept.
  bool stands() const { return stands_; }
  // True where an equal request has run in this group: its reply is not kept yet.
  bool HasClaimed(const Call& call) const { return claimed_.contains(IdentityOf(call)); }

  // Records and commits. False where nothing was kept, or where that is not known.
  bool Commit();

 private:
  static std::string IdentityOf(const Call& call);

  Connection& connection_;
  bool stands_ = true;
  std::vector<PendingWrite*> kept_;
  absl::flat_hash_set<std::string> claimed_;
};

}  // namespace dukcapil::mysql
