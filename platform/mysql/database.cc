#include "platform/mysql/database.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/hash/hash.h"
#include "absl/random/random.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/types/span.h"
#include "platform/crypto/uuid.h"
#include "platform/mysql/connection.h"
#include "platform/mysql/errors.h"
#include "platform/mysql/lane.h"
#include "platform/mysql/pending_write.h"
#include "platform/mysql/pool.h"
#include "platform/mysql/record_rows.h"
#include "platform/mysql/request_row.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"

namespace dukcapil::mysql {
namespace {

constexpr int kMaxRuns = 10;
constexpr char kSelectDurability[] = "SELECT @@innodb_flush_log_at_trx_commit, @@log_bin, @@sync_binlog";

// What to do when it is not known whether a transaction was committed.
enum class IfUnknown { kRunAgain, kReport };

// Waits before run `run + 1`, 2 ms and doubling, at random between half and all of it. False where the
// deadline would pass meanwhile.
bool BackOff(int run, absl::Time deadline) {
  thread_local absl::BitGen random;
  const absl::Duration full = std::min(absl::Milliseconds(2) * (1 << run), absl::Milliseconds(200));
  const absl::Duration wait = full * absl::Uniform(random, 0.5, 1.0);
  if (absl::Now() + wait >= deadline) return false;
  absl::SleepFor(wait);
  return true;
}

// Runs `attempt`, which commits or else is rolled back, until it has its answer.
absl::Status Run(Pool& pool, absl::Time deadline, IfUnknown if_unknown,
                 absl::FunctionRef<absl::Status(Connection&)> attempt) {
  for (int run = 1;; ++run) {
    absl::Status status;
    Failure failure = Failure::kNone;
    {
      ASSIGN_OR_RETURN(const Pool::Lease lease, pool.Acquire(deadline));
      lease->Start(deadline);
      status = attempt(*lease);
      failure = lease->failure();
      lease->Rollback();
    }
    switch (failure) {
      case Failure::kNone:
        return status;
      case Failure::kAway:
        return AwayError();
      case Failure::kOutcomeUnknown:
        if (if_unknown == IfUnknown::kReport) return OutcomeUnknownError();
        break;
      case Failure::kRunAgain:
      case Failure::kLost:
        break;
    }
    if (run == kMaxRuns) return failure == Failure::kRunAgain ? BusyError() : AwayError();
    if (!BackOff(run, deadline)) return DeadlineError();
  }
}

// A group waits for a row no longer than this: its other members wait too. Whoever needs longer runs alone.
constexpr absl::Duration kLaneLockWait = absl::Seconds(1);

DatabaseOptions LaneOptions(DatabaseOptions options) {
  options.lock_wait = std::min(options.lock_wait, kLaneLockWait);
  return options;
}

absl::Status RunAlone(Connection& connection, PendingWrite& write) {
  ASSIGN_OR_RETURN(std::optional<std::string> kept, ClaimRequest(connection, write.call));
  if (kept.has_value()) {
    write.reply = *std::move(kept);
    return absl::OkStatus();
  }
  Transaction transaction(connection);
  RETURN_IF_ERROR(RunBody(transaction, write));
  PendingWrite* const one = &write;
  RETURN_IF_ERROR(Record(connection, absl::MakeConstSpan(&one, 1), Requests::kClaimed));
  return connection.Commit();
}

}  // namespace

struct Database::Impl {
  explicit Impl(const DatabaseOptions& options)
      : pool(options, options.connections),
        checks(options, 1),
        lane_pool(LaneOptions(options), options.lanes) {
    for (int i = 0; i < options.lanes; ++i) lanes.emplace_back(lane_pool, [this] { Tell(); });
  }

  // In its lane's group, or else in a transaction of its own.
  absl::Status Settle(PendingWrite& write, Grouping grouping) {
    if (grouping == Grouping::kGrouped && !lanes.empty()) {
      // Rows that many writes change belong to a region: those writes never wait for each other's locks.
      const std::size_t lane = absl::HashOf(write.call.region) % lanes.size();
      if (lanes[lane].Settle(write)) return absl::OkStatus();
    }
    // An unknown outcome is settled by running again: if an earlier run was committed, its request row
    // answers.
    RETURN_IF_ERROR(Run(pool, write.call.deadline, IfUnknown::kRunAgain,
                        [&](Connection& connection) { return RunAlone(connection, write); }));
    if (write.reply.ok() && !write.changes.empty()) Tell();
    return absl::OkStatus();
  }

  // After a commit with changes: tells whoever asked.
  void Tell() {
    absl::ReaderMutexLock lock(&mutex);
    if (told != nullptr) told();
  }

  Pool pool;
  Pool checks;  // of its own, so that a busy service does not look like a sick one
  Pool lane_pool;
  absl::Mutex mutex;
  std::function<void()> told ABSL_GUARDED_BY(mutex);
  std::deque<Lane> lanes;  // the last, since their threads use the others
};

Database::Database(const DatabaseOptions& options) : impl_(std::make_unique<Impl>(options)) {}

Database::~Database() = default;

absl::Status Database::Read(const Call& call, absl::FunctionRef<absl::Status(Reader&)> body) {
  return Run(impl_->pool, call.deadline, IfUnknown::kRunAgain, [&](Connection& connection) -> absl::Status {
    RETURN_IF_ERROR(connection.BeginSnapshot(/*read_only=*/true));
    Reader reader(connection);
    return body(reader);
  });
}

absl::Status Database::ReadAudited(const Call& call, absl::FunctionRef<absl::Status(Reader&)> body) {
  return Run(impl_->pool, call.deadline, IfUnknown::kRunAgain, [&](Connection& connection) -> absl::Status {
    RETURN_IF_ERROR(connection.BeginSnapshot(/*read_only=*/false));
    Reader reader(connection);
    RETURN_IF_ERROR(body(reader));
    const Call* const one = &call;
    RETURN_IF_ERROR(InsertAudit(connection, absl::MakeConstSpan(&one, 1)));
    return connection.Commit();
  });
}

absl::StatusOr<std::string> Database::Write(const Call& call, WriteBody body, Grouping grouping,
                                            const std::any& subject) {
  if (!IsUuid(call.request_id)) return InvalidField("request_id", "REQUEST_ID_FORM", "must be a UUID");
  PendingWrite write(call, body, subject);
  RETURN_IF_ERROR(impl_->Settle(write, grouping));
  return write.reply;
}

absl::Status Database::WriteInternal(const Call& call, absl::FunctionRef<absl::Status(Transaction&)> body) {
  return Run(impl_->pool, call.deadline, IfUnknown::kReport, [&](Connection& connection) -> absl::Status {
    Transaction transaction(connection);
    RETURN_IF_ERROR(body(transaction));
    RETURN_IF_ERROR(CheckChanges(transaction));
    RETURN_IF_ERROR(InsertChanges(connection, transaction.changes()));
    RETURN_IF_ERROR(connection.Commit());
    if (!transaction.changes().empty()) impl_->Tell();
    return absl::OkStatus();
  });
}

void Database::OnChangesCommitted(std::function<void()> told) {
  absl::MutexLock lock(&impl_->mutex);
  impl_->told = std::move(told);
}

absl::Status Database::Check(absl::Time deadline) {
  return Run(impl_->checks, deadline, IfUnknown::kReport, [&](Connection& connection) -> absl::Status {
    ASSIGN_OR_RETURN(const Rows rows, connection.Query(kSelectDurability, {}));
    const bool flushes = rows[0].Int(0) == 1;
    const bool binary_log_synced = rows[0].Int(1) == 0 || rows[0].Int(2) != 0;
    if (flushes && binary_log_synced) return absl::OkStatus();
    return absl::FailedPreconditionError(
        "the database may lose acknowledged writes: set innodb_flush_log_at_trx_commit = 1 and, where the "
        "binary log is on, sync_binlog = 1");
  });
}

}  // namespace dukcapil::mysql
