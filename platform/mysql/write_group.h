// One transaction shared by several writes. Private to this library.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "platform/mysql/backlog.h"
#include "platform/mysql/connection.h"
#include "platform/mysql/pending_write.h"
#include "platform/mysql/request_row.h"

namespace dukcapil::mysql {

// Used by one thread. Nothing of it may be told to anybody before Commit() has said true: also an error may
// rest on what another write of the group has done.
class WriteGroup {
 public:
  explicit WriteGroup(Connection& connection) : connection_(connection), backlog_(connection) {}

  // Takes a request in; false where an equal one is in it already, whose reply is not kept yet.
  bool Claim(const Call& call) { return claimed_.insert(IdentityOf(call)).second; }

  // Runs `writes` one after the other, and undoes alone each that fails, or gives it the reply kept before.
  // One that waited too long for a row is undone too, and marked as left: its caller runs it alone. None is
  // begun where those after the first to run have taken `longest`, nor where the group is lost; the first
  // counts as begun in any case. How many were. The first is not counted in `longest`: it reads for all.
  std::size_t Run(absl::Span<PendingWrite* const> writes, absl::Duration longest = absl::InfiniteDuration());
  void Run(PendingWrite& write) {
    PendingWrite* const one = &write;
    Run(absl::MakeConstSpan(&one, 1));
  }

  // False where the transaction is lost (a deadlock, a broken connection): nothing of any write was kept.
  bool stands() const { return stands_; }

  // True where writes of it noted changes.
  bool has_changes() const;

  // Looks whether those that failed were answered elsewhere; writes what waits, records and commits. False
  // where nothing was kept, or where that is not known.
  bool Commit();

 private:
  static std::string IdentityOf(const Call& call);
  void RunOne(PendingWrite& write);
  void Undo(bool has_waited);
  void LookUpFailed();
  // Gives `write` the reply kept before; false where there is none.
  static bool Answer(KeptReply& reply, PendingWrite& write);
  // The reply kept before of each; the group is lost where that cannot be read.
  std::vector<KeptReply> LookUp(absl::Span<PendingWrite* const> writes);

  Connection& connection_;
  Backlog backlog_;
  bool stands_ = true;
  std::vector<PendingWrite*> kept_;
  std::vector<PendingWrite*> failed_;  // and not left
  absl::flat_hash_set<std::string> claimed_;
};

}  // namespace dukcapil::mysql
