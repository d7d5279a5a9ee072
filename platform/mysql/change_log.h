// The `change` table as a log: numbered after commit, read by number, shortened by age.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "platform/mysql/database.h"

namespace dukcapil::mysql {

// At most this many changes are numbered, or removed, in one transaction.
inline constexpr int kChangeBatch = 1000;

struct NumberedChange {
  std::int64_t sequence = 0;  // from 1, without gaps
  Change change;
  absl::Time create_time;  // real time, shortly before commit
};

struct ChangeBounds {
  std::int64_t highest = 0;  // the last number given; 0: none yet
  std::int64_t purged = 0;   // the last number removed by age; 0: none
};

// True where a committed change has no number yet.
absl::StatusOr<bool> AnyUnnumberedChange(Database& database, const Call& call);

// Numbers the oldest committed changes without a number and returns how many there were, at most
// kChangeBatch. Safe from any number of processes at once: the counter's row is locked first. Changes of one
// resource are numbered in the order in which they were committed. UNAVAILABLE when the database is away.
absl::StatusOr<int> NumberChanges(Database& database, const Call& call);

// Removes the changes with the lowest numbers as long as they are older than `before`; how many, at most
// kChangeBatch. Their numbers are never given again.
absl::StatusOr<int> PurgeChanges(Database& database, const Call& call, absl::Time before);

absl::StatusOr<ChangeBounds> ReadChangeBounds(Reader& reader);

// When the first of the committed changes without a number was made; none: all have one.
absl::StatusOr<std::optional<absl::Time>> OldestUnnumberedChange(Reader& reader);

// The changes numbered after `after`, in order, at most `limit`.
absl::StatusOr<std::vector<NumberedChange>> ReadChanges(Reader& reader, std::int64_t after, int limit);

// The cursor on the changes of `source`, 0 before the first.
absl::StatusOr<std::int64_t> ReadChangeCursor(Reader& reader, absl::string_view source);

// A listing of all that `source` has, made where its changes can no longer be followed: how far it got.
struct ChangeListing {
  std::int64_t sequence = 0;  // from which changes are followed when it is done
  std::string after;          // what was listed last, in the words of who lists; empty: nothing yet
};
absl::StatusOr<std::optional<ChangeListing>> ReadChangeListing(Reader& reader, absl::string_view source);

// Begins a listing of `source`, whose changes after the cursor at `refused` are not to be had: until it is
// done the cursor does not move. ABORTED (CURSOR_MOVED) where the cursor stands elsewhere or a listing is
// under way.
absl::Status BeginChangeListing(Transaction& transaction, absl::string_view source, std::int64_t refused,
                                std::int64_t sequence);

// Begins anew instead of going on from `listing`. ABORTED (CURSOR_MOVED) where another instance was faster.
absl::Status BeginChangeListingAnew(Transaction& transaction, absl::string_view source,
                                    const ChangeListing& listing, std::int64_t sequence);

// In the transaction that has the effect of a page: the listing got from `listing` to `next`; where that is
// empty it is done, and the cursor stands at its sequence. ABORTED (CURSOR_MOVED) where another instance was
// faster.
absl::Status MoveChangeListing(Transaction& transaction, absl::string_view source,
                               const ChangeListing& listing, absl::string_view next);

// Moves the cursor on `source` from `from` to `to` in the transaction that has the effect. ABORTED
// (CURSOR_MOVED) where it does not stand at `from`, or a listing is under way: another instance was faster.
absl::Status MoveChangeCursor(Transaction& transaction, absl::string_view source, std::int64_t from,
                              std::int64_t to);

}  // namespace dukcapil::mysql
