#include "platform/mysql/record_rows.h"

#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "platform/crypto/uuid.h"

namespace dukcapil::mysql {
namespace {

constexpr char kInsertAudit[] =
    "INSERT INTO audit (region, id, occurred_time, subject, roles, method, resource, purpose, request_id, "
    "trace_id) VALUES";
constexpr char kInsertChange[] =
    "INSERT INTO `change` (region, id, resource, kind, payload, create_time) VALUES";

}  // namespace

absl::Status InsertAudit(Connection& connection, absl::Span<const Call* const> calls) {
  const absl::Time now = absl::Now();
  std::vector<std::vector<Param>> rows;
  rows.reserve(calls.size());
  for (const Call* call : calls) {
    rows.push_back({call->region, NewUuid(), now, call->caller.subject,
                    absl::StrJoin(call->caller.roles, ","), call->method, call->resource, call->purpose,
                    call->request_id, call->trace_id});
  }
  return Transaction(connection).InsertRows(kInsertAudit, rows);
}

absl::Status CheckChanges(const Transaction& transaction) {
  if (!transaction.changes().empty() || transaction.no_change()) return absl::OkStatus();
  return absl::InternalError("a write noted no change and did not say that there is none");
}

absl::Status InsertChanges(Connection& connection, const std::vector<Change>& changes) {
  const absl::Time now = absl::Now();
  std::vector<std::vector<Param>> rows;
  rows.reserve(changes.size());
  for (const Change& change : changes) {
    rows.push_back({change.region, NewUuid(), change.resource, change.kind, change.payload, now});
  }
  return Transaction(connection).InsertRows(kInsertChange, rows);
}

}  // namespace dukcapil::mysql
