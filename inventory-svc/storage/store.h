// The database of inventory-svc.
#pragma once

#include <any>
#include <type_traits>
#include <utility>

#include "absl/status/status.h"
#include "inventory-svc/storage/policy_cache.h"
#include "inventory-svc/storage/snapshot.h"
#include "inventory-svc/storage/tx.h"
#include "platform/access/call.h"
#include "platform/mysql/database.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {

// Thread-safe.
class Store {
 public:
  Store(const mysql::DatabaseOptions& options, WaitlistRules waitlist)
      : database_(options), waitlist_(std::move(waitlist)) {}

  // Brings the schema to this version; see mysql::Migrate.
  absl::Status Migrate();
  // See mysql::Database::Check.
  absl::Status Check(absl::Time deadline) { return database_.Check(deadline); }

  // A write of a caller: `body(Tx&)` returns absl::StatusOr of a message; see mysql::Database::Write. In the
  // same transaction the waitlist is served where cards became available; likewise in the other writes.
  template <class F>
  auto Write(const Call& call, F body) {
    return WriteIn(mysql::Grouping::kGrouped, call, body);
  }
  template <class F>
  auto Write(const Call& call, const Asking& asking, F body) {
    return WriteIn(mysql::Grouping::kGrouped, call, body, asking);
  }

  // The same where so many may be served that others must not wait for it: a transaction of its own.
  template <class F>
  auto WriteAlone(const Call& call, F body) {
    return WriteIn(mysql::Grouping::kAlone, call, body);
  }

  // A consistent read: `body(Snapshot&)` returns absl::StatusOr of a value.
  template <class F>
  auto Read(const Call& call, F body) {
    return mysql::ReadValue<mysql::Reader&>(database_, call, [&](mysql::Reader& reader) {
      Snapshot snapshot(reader, policies_);
      return body(snapshot);
    });
  }

  // The service's own work: `body(Tx&)` returns absl::Status.
  template <class F>
  absl::Status WriteInternal(const Call& call, F body) {
    return database_.WriteInternal(
        call, [&](mysql::Transaction& transaction) { return Within(transaction, body); });
  }

  // The same in a transaction that is under way: what a consumer of changes does.
  template <class F>
  absl::Status Within(mysql::Transaction& transaction, F body) {
    Tx tx(transaction, policies_);
    RETURN_IF_ERROR(body(tx));
    return tx.PromoteRaised(waitlist_);
  }

  // For the workers on changes.
  mysql::Database& database() { return database_; }

 private:
  template <class F>
  auto WriteIn(mysql::Grouping grouping, const Call& call, F& body, const std::any& subject = {}) {
    const auto run = [&](mysql::Transaction& transaction) -> std::invoke_result_t<F&, Tx&> {
      Tx tx(transaction, policies_);
      auto reply = body(tx);
      if (reply.ok()) RETURN_IF_ERROR(tx.PromoteRaised(waitlist_));
      return reply;
    };
    return mysql::WriteMessage<mysql::Transaction&>(database_, call, run, grouping, subject);
  }

  mysql::Database database_;
  PolicyCache policies_;
  const WaitlistRules waitlist_;
};

}  // namespace dukcapil::inventory
