#include "platform/mysql/request_row.h"

#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/time/clock.h"
#include "platform/mysql/errors.h"
#include "platform/status/status_macros.h"

namespace dukcapil::mysql {
namespace {

constexpr char kClaim[] =
    "INSERT INTO request (region, caller, method, request_id, fingerprint, create_time) "
    "VALUES (?, ?, ?, ?, ?, ?)";
constexpr char kSelectKept[] =
    "SELECT fingerprint, reply FROM request "
    "WHERE region = ? AND caller = ? AND method = ? AND request_id = ?";
// Every row exists, claimed before.
constexpr char kKeepReplies[] =
    "INSERT INTO request (region, caller, method, request_id, fingerprint, create_time, reply) VALUES";
constexpr char kOntoClaimed[] = "ON DUPLICATE KEY UPDATE reply = VALUES(reply)";

std::vector<Param> KeyOf(const Call& call) {
  return {call.region, call.caller.subject, call.method, absl::AsciiStrToLower(call.request_id)};
}

}  // namespace

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
  ASSIGN_OR_RETURN(const Rows kept, connection.Query(kSelectKept, KeyOf(call)));
  if (kept.empty()) return RequestInFlightError();  // purged in between
  if (!absl::c_linear_search(connection.request_index().UnderAnyKey(call.fingerprint), kept[0].String(0))) {
    return RequestIdReusedError();
  }
  return kept[0].String(1);
}

absl::Status KeepReplies(Connection& connection, absl::Span<const AnsweredRequest> answered) {
  const absl::Time now = absl::Now();
  std::vector<std::vector<Param>> rows;
  rows.reserve(answered.size());
  for (const AnsweredRequest& request : answered) {
    std::vector<Param>& row = rows.emplace_back(KeyOf(*request.call));
    row.insert(row.end(), {Param(connection.request_index().Of(request.call->fingerprint)), Param(now),
                           Param(request.reply)});
  }
  return Transaction(connection).InsertRows(kKeepReplies, rows, kOntoClaimed);
}

}  // namespace dukcapil::mysql
