// The one table of what the server's error codes mean for a transaction.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace dukcapil::mysql {

// What has become of the transaction in which a statement failed.
enum class Failure {
  kNone,            // it stands: the statement alone failed, and its caller decides
  kRunAgain,        // it is rolled back, or must be; another run may succeed
  kAway,            // this server cannot serve now; the connection is of no use
  kLost,            // the connection broke before COMMIT: nothing was kept
  kOutcomeUnknown,  // the connection broke at COMMIT: it was kept, or not
};

struct Verdict {
  absl::Status status;
  Failure failure = Failure::kNone;
};

// What error `code` with `sql_state` means for a statement. `message` is the server's; it goes to the log
// only where it cannot hold values.
Verdict Judge(int code, absl::string_view sql_state, absl::string_view message);

// The same for COMMIT, where whatever is not surely a rollback leaves the outcome unknown.
Verdict JudgeCommit(int code, absl::string_view sql_state, absl::string_view message);

// Reason of the ALREADY_EXISTS for an ALTER TABLE whose column or index is there, or gone, already.
inline constexpr char kSchemaChangeDone[] = "SCHEMA_CHANGE_DONE";

// Waiting longer than innodb_lock_wait_timeout for a row.
inline constexpr int kLockWaitTimeout = 1205;

// UNAVAILABLE, DATABASE_UNAVAILABLE: the server is away or does not accept work.
absl::Status AwayError();
// UNAVAILABLE, DATABASE_BUSY: other transactions were in the way each time.
absl::Status BusyError();
// UNAVAILABLE, OUTCOME_UNKNOWN: the connection broke at COMMIT.
absl::Status OutcomeUnknownError();
// DEADLINE_EXCEEDED: the call's deadline passed before the database had answered.
absl::Status DeadlineError();
// INVALID_ARGUMENT, field `request_id`: it was used with another request.
absl::Status RequestIdReusedError();
// ABORTED, REQUEST_IN_FLIGHT: an equal request is running; ask again.
absl::Status RequestInFlightError();

}  // namespace dukcapil::mysql
