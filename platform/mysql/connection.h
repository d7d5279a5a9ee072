// One connection of Connector/C++, the only place that knows its types and catches its exceptions.
// Private to this library.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "platform/crypto/aead.h"
#include "platform/mysql/database.h"
#include "platform/mysql/errors.h"
#include "platform/mysql/row.h"

namespace sql {
class Connection;
class SQLException;
class Statement;
}  // namespace sql

namespace dukcapil::mysql {

// Used by one thread at a time. A transaction (READ COMMITTED) begins by itself with the first statement.
class Connection {
 public:
  // UNAVAILABLE where the server cannot be reached before `deadline` (5 s at most) or refuses.
  static absl::StatusOr<std::unique_ptr<Connection>> Open(const DatabaseOptions& options,
                                                          absl::Time deadline);
  ~Connection();

  // New work, also within an open transaction: statements are refused (DEADLINE_EXCEEDED) once `deadline` has
  // passed.
  void Start(absl::Time deadline);
  // Begins a snapshot (REPEATABLE READ) instead of a transaction; the server refuses writes in a read-only
  // one.
  absl::Status BeginSnapshot(bool read_only);

  absl::StatusOr<Rows> Query(absl::string_view sql, const std::vector<Param>& params);
  // The parameters of all `rows`, one after the other; the number of rows changed.
  absl::StatusOr<std::int64_t> Execute(absl::string_view sql, absl::Span<const std::vector<Param>> rows);

  // Marks the place to which Undo goes back.
  absl::Status Savepoint();
  bool has_savepoint() const { return has_savepoint_; }
  // Forgets that place. Where the transaction is gone, it is too: failure() says so.
  void ReleaseSavepoint();
  // Undoes what was done since Savepoint(), or since the beginning where there was none, and clears
  // failure(). A transaction that is gone cannot be undone: failure() says so.
  void Undo();

  absl::Status Commit();
  // Ends the transaction, if one is open; after it the connection is as new, or broken.
  void Rollback();

  // What has become of the transaction. Once it is not kNone, every further statement answers the same error.
  Failure failure() const { return failure_; }
  // The server's code of the last error, 0 if there was none since Start().
  int error_code() const { return error_code_; }
  // True where the connection must be thrown away.
  bool broken() const { return broken_; }

  // How a request's fingerprint is kept.
  const BlindIndex& request_index() const { return request_index_; }

 private:
  struct Prepared;

  Connection(std::unique_ptr<sql::Connection> connection, BlindIndex request_index);
  absl::Status Guard(absl::FunctionRef<void()> work);
  absl::Status Note(const Verdict& verdict, int code);
  Prepared& Prepare(absl::string_view sql);
  void ForgetLeastRecent();
  void AtSavepoint(const char* statement);

  std::unique_ptr<sql::Connection> connection_;
  std::unique_ptr<sql::Statement> text_;
  const BlindIndex request_index_;
  absl::flat_hash_map<std::string, std::unique_ptr<Prepared>> prepared_;
  std::int64_t uses_ = 0;  // of prepared statements
  absl::Time deadline_ = absl::InfiniteFuture();
  Failure failure_ = Failure::kNone;
  absl::Status failure_status_;
  int error_code_ = 0;
  bool open_ = false;  // a transaction may be
  bool has_savepoint_ = false;
  bool broken_ = false;
};

}  // namespace dukcapil::mysql
