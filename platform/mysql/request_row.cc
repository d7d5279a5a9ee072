#include "platform/mysql/request_row.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "platform/mysql/errors.h"
#include "platform/mysql/in_list.h"
#include "platform/status/status_macros.h"

namespace dukcapil::mysql {
namespace {

constexpr char kClaim[] =
    "INSERT INTO request (region, caller, method, request_id, fingerprint, create_time) "
    "VALUES (?, ?, ?, ?, ?, ?)";
// Followed by a key for each request.
constexpr char kSelectKept[] =
    "SELECT fingerprint, reply, region, caller, method, request_id FROM request"
    " WHERE (region, caller, method, request_id) IN (";
constexpr char kOneKept[] = "(?, ?, ?, ?)";
constexpr char kInsertReplies[] =
    "INSERT INTO request (region, caller, method, request_id, fingerprint, create_time, reply) VALUES";
// Every row exists, claimed before.
constexpr char kOntoClaimed[] = "ON DUPLICATE KEY UPDATE reply = VALUES(reply)";

std::vector<Param> KeyOf(const Call& call) {
  return {call.region, call.caller.subject, call.method, absl::AsciiStrToLower(call.request_id)};
}

// What the row `fingerprint, reply, …` says of `call`.
KeptReply ReplyIn(const Row& row, const Connection& connection, const Call& call) {
  if (!absl::c_linear_search(connection.request_index().UnderAnyKey(call.fingerprint), row.String(0))) {
    return RequestIdReusedError();
  }
  return row.String(1);
}

bool IsOf(const Row& row, const Call& call) {
  return row.String(2) == call.region && row.String(3) == call.caller.subject &&
         row.String(4) == call.method && row.String(5) == absl::AsciiStrToLower(call.request_id);
}

std::vector<std::vector<Param>> RowsOf(Connection& connection, absl::Span<const AnsweredRequest> answered) {
  const absl::Time now = absl::Now();
  std::vector<std::vector<Param>> rows;
  rows.reserve(answered.size());
  for (const AnsweredRequest& request : answered) {
    std::vector<Param>& row = rows.emplace_back(KeyOf(*request.call));
    row.insert(row.end(), {Param(connection.request_index().Of(request.call->fingerprint)), Param(now),
                           Param(request.reply)});
  }
  return rows;
}

}  // namespace

absl::StatusOr<std::vector<KeptReply>> FindReplies(Connection& connection,
                                                   absl::Span<const Call* const> calls) {
  const std::size_t places = Places(calls.size());
  std::vector<Param> keys;
  std::string sql = kSelectKept;
  for (std::size_t i = 0; i < places; ++i) {
    const std::vector<Param> key = KeyOf(*calls[std::min(i, calls.size() - 1)]);
    keys.insert(keys.end(), key.begin(), key.end());
    absl::StrAppend(&sql, i == 0 ? "" : ", ", kOneKept);
  }
  sql += ")";
  ASSIGN_OR_RETURN(const Rows rows, connection.Query(sql, keys));
  std::vector<KeptReply> replies(calls.size(), std::nullopt);
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < calls.size(); ++i) {
      if (IsOf(row, *calls[i])) replies[i] = ReplyIn(row, connection, *calls[i]);
    }
  }
  return replies;
}

absl::StatusOr<std::optional<std::string>> ClaimRequest(Connection& connection, const Call& call) {
  std::vector<Param> row = KeyOf(call);
  row.insert(row.end(), {Param(connection.request_index().Of(call.fingerprint)), Param(absl::Now())});
  const absl::Status claimed = connection.Execute(kClaim, absl::MakeConstSpan(&row, 1)).status();
  if (claimed.ok()) return std::nullopt;
  if (connection.error_code() == kLockWaitTimeout) {
    connection.Undo();  // settled here: running again would only wait again
    return RequestInFlightError();
  }
  if (!absl::IsAlreadyExists(claimed)) return claimed;
  const Call* const one = &call;
  ASSIGN_OR_RETURN(std::vector<KeptReply> kept, FindReplies(connection, absl::MakeConstSpan(&one, 1)));
  if (kept[0].ok() && !kept[0]->has_value()) return RequestInFlightError();  // purged in between
  return std::move(kept[0]);
}

absl::Status InsertReplies(Connection& connection, absl::Span<const AnsweredRequest> answered) {
  return Transaction(connection).InsertRows(kInsertReplies, RowsOf(connection, answered));
}

absl::Status KeepReplies(Connection& connection, absl::Span<const AnsweredRequest> answered) {
  return Transaction(connection).InsertRows(kInsertReplies, RowsOf(connection, answered), kOntoClaimed);
}

}  // namespace dukcapil::mysql
