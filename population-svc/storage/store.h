// The one store of population-svc.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "platform/mysql/database.h"
#include "platform/mysql/migrations.h"
#include "population-svc/storage/snapshot.h"
#include "population-svc/storage/tx.h"

namespace dukcapil::population::storage {

// The migrations in storage/migrations, compiled in.
std::vector<mysql::Migration> Migrations();

// Thread-safe.
class Store {
 public:
  explicit Store(const mysql::DatabaseOptions& options) : database_(options) {}

  // Brings the schema to the newest version: see mysql::Migrate.
  absl::Status Migrate() { return mysql::Migrate(database_, Migrations()); }
  absl::Status Check(absl::Time deadline) { return database_.Check(deadline); }

  // `body(Snapshot&)` returns absl::StatusOr of anything. See mysql::Database::Read.
  template <class F>
  auto Read(const Call& call, F body) {
    return mysql::ReadValue<Snapshot>(database_, call, std::move(body));
  }

  // `body(Tx&)` returns absl::StatusOr of a message. See mysql::Database::Write.
  template <class F>
  auto Write(const Call& call, F body) {
    return mysql::WriteMessage<Tx>(database_, call, std::move(body));
  }

  // The same for a large body, which others must not wait for: a transaction of its own.
  template <class F>
  auto WriteAlone(const Call& call, F body) {
    return mysql::WriteMessage<Tx>(database_, call, std::move(body), mysql::Grouping::kAlone);
  }

  // A Read of personal data in full: leaves an audit row with `call.purpose`. See
  // mysql::Database::ReadAudited.
  template <class F>
  auto ReadAudited(const Call& call, F body) {
    return mysql::ReadValue<Snapshot>(database_, call, std::move(body), mysql::Audit::kAudited);
  }

  // In a transaction that is under way: what a consumer of changes does. `body(Tx&)` returns absl::Status.
  template <class F>
  absl::Status Within(mysql::Transaction& transaction, F body) {
    Tx tx(transaction);
    return body(tx);
  }

  // The service's own work: no audit, may run again at will.
  absl::Status WriteInternal(const Call& call, absl::FunctionRef<absl::Status(Tx&)> body);

  // For the workers on changes.
  mysql::Database& database() { return database_; }

 private:
  mysql::Database database_;
};

}  // namespace dukcapil::population::storage
