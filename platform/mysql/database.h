// The database: a pool of connections with deadlines, reads that cannot write, and writes that forget
// nothing.
#pragma once

#include <any>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "platform/access/call.h"
#include "platform/crypto/key_ring.h"
#include "platform/mysql/row.h"

namespace dukcapil::mysql {

struct DatabaseOptions {
  std::string socket;  // path of a unix socket; where empty
  std::string host;    // host and
  int port = 0;        // port
  std::string user;
  std::string password;
  std::string schema;
  KeyRing request_keys{{}};  // at least one; they key the fingerprints of the requests that are kept
  int connections = 16;      // at most this many
  absl::Duration read_timeout = absl::Seconds(20);  // of one statement: a server that hangs counts as away
  absl::Duration lock_wait = absl::Seconds(5);      // for another transaction's row, whole seconds
  int lanes = 2;  // group commits that run side by side, a connection and a thread each; 0: every write
                  // commits by itself
};

class Connection;  // platform/mysql/connection.h and backlog.h, private to this library
class Backlog;

// A consistent read (REPEATABLE READ snapshot). It has no way to write.
class Reader {
 public:
  explicit Reader(Connection& connection) : Reader(connection, nullptr) {}
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  // Runs a SELECT with bound parameters. `sql` must be a constant: its prepared form is cached by text.
  absl::StatusOr<Rows> Query(absl::string_view sql, const std::vector<Param>& params = {});
  // The same where it does not matter that rows of Transaction::InsertLater and AddLater may wait to be
  // written: Query has them written before.
  absl::StatusOr<Rows> QueryApart(absl::string_view sql, const std::vector<Param>& params = {});

  // What AddLater has added to `key` of `kind` and is not written yet; 0: nothing.
  std::int64_t Waiting(const std::string& kind, const std::string& key) const;

  // What the writes of the group are about, as far as they said it to Database::Write as a `T`: what one of
  // them is to read, it may read for all. Empty outside of a group.
  template <class T>
  std::vector<const T*> Subjects() const {
    std::vector<const T*> subjects;
    for (const std::any* subject : SubjectSlots()) {
      if (const T* const one = std::any_cast<T>(subject)) subjects.push_back(one);
    }
    return subjects;
  }

  // What was read and need not be read again, of the one type in which a service keeps it: empty at the
  // beginning and after each Execute and InsertRows. The writes of a group share it. All of them had come
  // before the group began, so that what it holds is as new as if each had read it.
  template <class T>
  T& Known() {
    std::any& known = KnownSlot();
    if (!known.has_value()) known.emplace<T>();
    return *std::any_cast<T>(&known);
  }

 protected:
  Reader(Connection& connection, Backlog* backlog) : connection_(connection), backlog_(backlog) {}
  std::any& KnownSlot();
  absl::Span<const std::any* const> SubjectSlots() const;

  Connection& connection_;
  Backlog* const backlog_;  // of the group; null outside of one
  std::any known_;          // outside of a group
};

// A change, as other services will see it: written in the transaction that makes it true.
struct Change {
  std::string region;    // regency code
  std::string resource;  // resource name, or the parent for a batch
  std::string kind;      // UPPER_SNAKE, for example `CARD_PRINTED`
  std::string payload;   // opaque bytes of the owner
};

class Transaction;
// Brings amounts that were added up, by key, into the database.
using Sums = std::map<std::string, std::int64_t>;
using ApplySums = std::function<absl::Status(Transaction&, const Sums& sums)>;

// A write transaction (READ COMMITTED). It may run again: the callback that gets it keeps no state between
// runs.
class Transaction : public Reader {
 public:
  explicit Transaction(Connection& connection) : Reader(connection) {}
  Transaction(Connection& connection, Backlog& group) : Reader(connection, &group) {}

  // Runs a statement; the number of rows it changed (for an UPDATE: matched and really changed).
  // ALREADY_EXISTS on a duplicate key and FAILED_PRECONDITION where a constraint does not hold: the statement
  // did nothing and the transaction goes on.
  absl::StatusOr<std::int64_t> Execute(absl::string_view sql, const std::vector<Param>& params = {});
  // The same of rows of which nothing waits to be written, nor is Known().
  absl::StatusOr<std::int64_t> ExecuteApart(absl::string_view sql, const std::vector<Param>& params = {});

  // Inserts `rows` in chunks: `head` is `INSERT INTO t (a, b) VALUES`, `tail` for example an
  // `ON DUPLICATE KEY UPDATE …` or empty; every row has as many parameters as the first.
  absl::Status InsertRows(absl::string_view head, const std::vector<std::vector<Param>>& rows,
                          absl::string_view tail = "");

  // Inserts a row; in a group together with those of the others, at the end or before something is done that
  // is not apart. `head` and `tail` must be constants. `key` is what no two of the rows that wait may have in
  // common: the second is written at once. Where a row is refused only when it is written, the group is
  // undone and its writes run alone: there each gets its own error.
  absl::Status InsertLater(absl::string_view head, std::vector<Param> row, const std::string& key,
                           absl::string_view tail = "");
  // Adds `amount` to what `key` names, by `apply`, which is the same for all of a `kind`; in a group,
  // likewise, once for all that was added up.
  absl::Status AddLater(const std::string& kind, const std::string& key, std::int64_t amount,
                        const ApplySums& apply);

  // Notes a change. A write that commits without one, and without NoChange(), fails: no handler may forget.
  void NoteChange(Change change) { changes_.push_back(std::move(change)); }
  // Says that nothing changed that others could care about.
  void NoChange() { no_change_ = true; }

  const std::vector<Change>& changes() const { return changes_; }
  bool no_change() const { return no_change_; }

 private:
  absl::Status BeforeWrite();

  std::vector<Change> changes_;
  bool no_change_ = false;
};

// The work of a write: it returns the reply's bytes, may run again, and keeps no state between runs. It runs
// on another caller's thread where writes are grouped; it must not call Write itself.
using WriteBody = absl::FunctionRef<absl::StatusOr<std::string>(Transaction&)>;

// Whether a write may share its transaction with others that wait. kAlone is for large bodies (batches,
// plans): the others of a group would wait for them.
enum class Grouping { kGrouped, kAlone };

// Thread-safe.
class Database {
 public:
  // Does not connect: a database that is away makes calls UNAVAILABLE until it is back.
  explicit Database(const DatabaseOptions& options);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // Runs `body` on a consistent snapshot; again where the connection broke, so it keeps no state between
  // runs. Errors: UNAVAILABLE when the database is away; DEADLINE_EXCEEDED; whatever `body` returns.
  absl::Status Read(const Call& call, absl::FunctionRef<absl::Status(Reader&)> body);

  // A Read that leaves an audit row: for personal data read in full, with `call.purpose`. Where the row
  // cannot be written nothing has been read.
  absl::Status ReadAudited(const Call& call, absl::FunctionRef<absl::Status(Reader&)> body);

  // Runs `body` in a write transaction, again after a deadlock, and commits. In the same transaction it keeps
  // the request (`request_id`, fingerprint, reply), the audit row and the change rows. Writes of a region
  // that wait at the same time share a transaction and its COMMIT, each undone by itself where it fails;
  // every answer, errors too, is told after the COMMIT (docs/adr/0006-group-commit.md and
  // 0018-what-a-group-shares.md).
  //
  // A repeated request gets the first reply's bytes and no second effect.
  // Errors: INVALID_ARGUMENT where request_id is no UUID (field `request_id`) or was used with another
  // request (REQUEST_ID_REUSED); ABORTED (REQUEST_IN_FLIGHT) where an equal one runs too long;
  // UNAVAILABLE; DEADLINE_EXCEEDED; and whatever `body` returns, which undoes everything.
  // `subject`, for Reader::Subjects, may be left out.
  absl::StatusOr<std::string> Write(const Call& call, WriteBody body, Grouping grouping = Grouping::kGrouped,
                                    const std::any& subject = {});

  // The same without idempotency and audit, for the service's own work (projections, workers). UNAVAILABLE
  // (OUTCOME_UNKNOWN) where the connection broke at COMMIT: do it again, if that is harmless.
  absl::Status WriteInternal(const Call& call, absl::FunctionRef<absl::Status(Transaction&)> body);

  // `told` is called after each commit of this process that noted changes, on the thread that committed: it
  // must not block. Replaces the one before; nothing: nobody is told, and when this returns no call runs.
  void OnChangesCommitted(std::function<void()> told);

  // OK where a connection can be had and the server would not lose an acknowledged write
  // (innodb_flush_log_at_trx_commit = 1; sync_binlog ≠ 0 where the binary log is on): FAILED_PRECONDITION if
  // not.
  absl::Status Check(absl::Time deadline);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// A Write whose reply is a message with SerializeAsString and ParseFromString. `Tx` is the store's own
// transaction type, made from a Transaction&.
template <class Tx, class F>
auto WriteMessage(Database& database, const Call& call, F body, Grouping grouping = Grouping::kGrouped,
                  const std::any& subject = {}) -> std::invoke_result_t<F, Tx&> {
  using Reply = typename std::invoke_result_t<F, Tx&>::value_type;
  const auto run = [&](Transaction& transaction) -> absl::StatusOr<std::string> {
    Tx tx(transaction);
    absl::StatusOr<Reply> reply = body(tx);
    if (!reply.ok()) return reply.status();
    return reply->SerializeAsString();
  };
  absl::StatusOr<std::string> bytes = database.Write(call, run, grouping, subject);
  if (!bytes.ok()) return bytes.status();
  Reply reply;
  if (!reply.ParseFromString(*bytes)) return absl::InternalError("a kept reply cannot be read");
  return reply;
}

// A Read, or with kAudited a ReadAudited, that returns a value. `Snapshot` is the store's own reader type,
// made from a Reader&.
enum class Audit { kPlain, kAudited };
template <class Snapshot, class F>
auto ReadValue(Database& database, const Call& call, F body, Audit audit = Audit::kPlain)
    -> std::invoke_result_t<F, Snapshot&> {
  using Result = std::invoke_result_t<F, Snapshot&>;  // absl::StatusOr<T>
  Result result = absl::InternalError("not run");
  const auto run = [&](Reader& reader) -> absl::Status {
    Snapshot snapshot(reader);
    result = body(snapshot);
    return result.status();
  };
  const absl::Status status =
      audit == Audit::kAudited ? database.ReadAudited(call, run) : database.Read(call, run);
  if (!status.ok()) return status;
  return result;
}

}  // namespace dukcapil::mysql
