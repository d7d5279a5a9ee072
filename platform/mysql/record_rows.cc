#include "platform/mysql/record_rows.h"

#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "platform/crypto/uuid.h"

namespace dukcapil::mysql {
namespace {

constexpr char kInsertAudit[] =
    "INSERT INTO audit (region, id, occurred_time, subject, roles, method, resource, purpose, request_id, "
    "trace_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr char kInsertChange[] =
    "INSERT INTO `change` (region, id, resource, kind, payload, create_time) VALUES";

}  // namespace

absl::Status WriteAudit(Connection& connection, const Call& call) {
  const std::vector<Param> row = {
      call.region, NewUuid(),     absl::Now(),  call.caller.subject, absl::StrJoin(call.caller.roles, ","),
      call.method, call.resource, call.purpose, call.request_id,     call.trace_id};
  return connection.Execute(kInsertAudit, absl::MakeConstSpan(&row, 1)).status();
}

absl::Status WriteChanges(Transaction& transaction) {
  const std::vector<Change>& changes = transaction.changes();
  if (changes.empty() && !transaction.no_change()) {
    return absl::InternalError("a write noted no change and did not say that there is none");
  }
  const absl::Time now = absl::Now();
  std::vector<std::vector<Param>> rows;
  rows.reserve(changes.size());
  for (const Change& change : changes) {
    rows.push_back({change.region, NewUuid(), change.resource, change.kind, change.payload, now});
  }
  return transaction.InsertRows(kInsertChange, rows);
}

}  // namespace dukcapil::mysql
