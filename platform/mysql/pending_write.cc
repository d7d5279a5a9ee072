#include "platform/mysql/pending_write.h"

#include "platform/mysql/record_rows.h"
#include "platform/mysql/request_row.h"
#include "platform/status/status_macros.h"

namespace dukcapil::mysql {

absl::Status RunBody(Transaction& transaction, PendingWrite& write) {
  write.reply = write.body(transaction);
  RETURN_IF_ERROR(write.reply.status());
  RETURN_IF_ERROR(CheckChanges(transaction));
  write.changes = transaction.changes();
  return absl::OkStatus();
}

absl::Status Record(Connection& connection, absl::Span<PendingWrite* const> writes, Requests requests) {
  std::vector<Change> changes;
  std::vector<const Call*> calls;
  std::vector<AnsweredRequest> answered;
  for (const PendingWrite* write : writes) {
    changes.insert(changes.end(), write->changes.begin(), write->changes.end());
    calls.push_back(&write->call);
    answered.push_back({&write->call, *write->reply});
  }
  RETURN_IF_ERROR(InsertChanges(connection, changes));
  RETURN_IF_ERROR(InsertAudit(connection, calls));
  return requests == Requests::kNew ? InsertReplies(connection, answered) : KeepReplies(connection, answered);
}

}  // namespace dukcapil::mysql
