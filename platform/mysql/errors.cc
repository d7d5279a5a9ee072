#include "platform/mysql/errors.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "platform/log/log.h"
#include "platform/status/error.h"

namespace dukcapil::mysql {
namespace {

absl::Status DuplicateKeyError() {
  return MakeError(absl::StatusCode::kAlreadyExists, "DUPLICATE_KEY", "a row with the same key exists");
}

absl::Status ConstraintError() {
  return MakeError(absl::StatusCode::kFailedPrecondition, "CONSTRAINT_VIOLATED",
                   "a constraint of the schema does not hold");
}

absl::Status SchemaChangeDoneError() {
  return MakeError(absl::StatusCode::kAlreadyExists, kSchemaChangeDone,
                   "the schema has been changed so already");
}

// A fault of the program or of the schema. The message is logged for class 42 only (syntax, unknown names):
// those name what our own constants say; others may quote values.
absl::Status StatementError(int code, absl::string_view sql_state, absl::string_view message) {
  Log(LogLevel::kError, "a statement failed",
      {{"code", absl::StrCat(code)},
       {"sql_state", std::string(sql_state)},
       {"server_message", absl::StartsWith(sql_state, "42") ? std::string(message) : ""}});
  return absl::InternalError(absl::StrCat("a statement failed with error ", code));
}

}  // namespace

Verdict Judge(int code, absl::string_view sql_state, absl::string_view message) {
  switch (code) {
    case 1062:  // duplicate key
      return {DuplicateKeyError(), Failure::kNone};
    case 1060:  // the column is there
    case 1061:  // the index is there
    case 1091:  // what is to be dropped is gone
      return {SchemaChangeDoneError(), Failure::kNone};
    case 4025:  // check constraint, MariaDB
    case 3819:  // check constraint, MySQL
    case 1451:  // foreign key: a child is there
    case 1452:  // foreign key: the parent is not
      return {ConstraintError(), Failure::kNone};
    case 1213:              // deadlock, or a conflict between Galera nodes
    case kLockWaitTimeout:  // only the statement was rolled back: the transaction must be
    case 1020:              // the row has changed since it was read
    case 3101:              // conflict in group replication
      return {BusyError(), Failure::kRunAgain};
    case 1040:  // too many connections
    case 1203:  // too many connections of this user
    case 1047:  // Galera: the node is not ready
    case 1290:  // the server is read-only
    case 1129:  // host blocked
    case 1130:  // host not allowed
      return {AwayError(), Failure::kAway};
    case 1044:  // access denied: a user not made yet, a password being changed, or a wrong flag
    case 1045:
    case 1049:  // unknown schema
      Log(LogLevel::kError, "the database refuses the connection", {{"code", absl::StrCat(code)}});
      return {AwayError(), Failure::kAway};
    case 2002:  // cannot connect
    case 2003:
    case 2005:
    case 2006:  // server gone
    case 2013:  // connection lost, or no answer in time
    case 2026:  // TLS
    case 2027:  // malformed packet
    case 2055:  // connection lost, with a cause
    case 1053:  // shutting down
    case 1158:  // network errors as the server saw them
    case 1159:
    case 1160:
    case 1161:
    case 1317:  // interrupted
    case 1927:  // connection killed
      return {AwayError(), Failure::kLost};
    default:
      return {StatementError(code, sql_state, message), Failure::kNone};
  }
}

Verdict JudgeCommit(int code, absl::string_view sql_state, absl::string_view message) {
  Verdict verdict = Judge(code, sql_state, message);
  if (verdict.failure != Failure::kRunAgain) verdict = {OutcomeUnknownError(), Failure::kOutcomeUnknown};
  return verdict;
}

absl::Status AwayError() {
  return MakeError(absl::StatusCode::kUnavailable, "DATABASE_UNAVAILABLE", "the database is away; try again");
}

absl::Status BusyError() {
  return MakeError(absl::StatusCode::kUnavailable, "DATABASE_BUSY", "the database is busy; try again");
}

absl::Status OutcomeUnknownError() {
  return MakeError(absl::StatusCode::kUnavailable, "OUTCOME_UNKNOWN",
                   "the connection broke at commit; ask again with the same request_id to learn the outcome");
}

absl::Status DeadlineError() {
  return MakeError(absl::StatusCode::kDeadlineExceeded, "DATABASE_DEADLINE",
                   "the deadline passed before the database had answered");
}

absl::Status RequestIdReusedError() {
  return InvalidField("request_id", "REQUEST_ID_REUSED", "was used with another request; make a new one");
}

absl::Status RequestInFlightError() {
  return MakeError(absl::StatusCode::kAborted, "REQUEST_IN_FLIGHT",
                   "a request with this request_id is running; try again");
}

}  // namespace dukcapil::mysql
