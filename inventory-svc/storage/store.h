// The database of inventory-svc.
#pragma once

#include <utility>

#include "absl/status/status.h"
#include "inventory-svc/storage/snapshot.h"
#include "inventory-svc/storage/tx.h"
#include "platform/access/call.h"
#include "platform/mysql/database.h"

namespace dukcapil::inventory {

// Thread-safe.
class Store {
 public:
  explicit Store(mysql::DatabaseOptions options) : database_(std::move(options)) {}

  // Brings the schema to this version; see mysql::Migrate.
  absl::Status Migrate();
  // See mysql::Database::Check.
  absl::Status Check(absl::Time deadline) { return database_.Check(deadline); }

  // A write of a caller: `body(Tx&)` returns absl::StatusOr of a message; see mysql::Database::Write.
  template <class F>
  auto Write(const Call& call, F body) {
    return mysql::WriteMessage<Tx>(database_, call, std::move(body));
  }

  // A consistent read: `body(Snapshot&)` returns absl::StatusOr of a value.
  template <class F>
  auto Read(const Call& call, F body) {
    return mysql::ReadValue<Snapshot>(database_, call, std::move(body));
  }

  // The service's own work: `body(Tx&)` returns absl::Status.
  template <class F>
  absl::Status WriteInternal(const Call& call, F body) {
    return database_.WriteInternal(call, [&](mysql::Transaction& transaction) {
      Tx tx(transaction);
      return body(tx);
    });
  }

  // For the workers on changes.
  mysql::Database& database() { return database_; }

 private:
  mysql::Database database_;
};

}  // namespace dukcapil::inventory
