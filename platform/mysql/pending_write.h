// One call of Database::Write on its way, and its part of a transaction. Private to this library.
#pragma once

#include <any>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "platform/access/call.h"
#include "platform/mysql/connection.h"
#include "platform/mysql/database.h"

namespace dukcapil::mysql {

// Lives on its caller's stack until it is settled. One thread at a time touches it.
struct PendingWrite {
  PendingWrite(const Call& the_call, WriteBody the_body, std::any the_subject = {})
      : call(the_call), body(the_body), subject(std::move(the_subject)) {}

  const Call& call;
  const WriteBody body;
  const std::any subject;  // see Reader::Subjects
  absl::StatusOr<std::string> reply = absl::UnknownError("not run");
  std::vector<Change> changes;
  bool is_left = false;  // by its group: it waited too long for a row
};

// Runs the body alone, in a transaction that others may share.
absl::Status RunBody(Transaction& transaction, PendingWrite& write);

// The rows that every write leaves: changes, audit and reply of all `writes`, with few statements. Whether
// their requests were claimed before.
enum class Requests { kClaimed, kNew };
absl::Status Record(Connection& connection, absl::Span<PendingWrite* const> writes, Requests requests);

}  // namespace dukcapil::mysql
