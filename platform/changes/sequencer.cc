#include "platform/changes/sequencer.h"

#include <utility>

#include "absl/time/clock.h"
#include "platform/changes/own_call.h"
#include "platform/crypto/uuid.h"
#include "platform/log/log.h"
#include "platform/mysql/change_log.h"
#include "platform/mysql/lease.h"
#include "platform/mysql/purge.h"
#include "platform/status/status_macros.h"

namespace dukcapil::changes {
namespace {

constexpr char kLeaseName[] = "sequencer";
constexpr absl::Duration kPause = absl::Milliseconds(500);  // while the database is away

}  // namespace

Sequencer::Sequencer(mysql::Database& database, std::function<bool()> may_run, std::function<void()> numbered,
                     const SequencerOptions& options)
    : database_(database),
      may_run_(std::move(may_run)),
      numbered_(std::move(numbered)),
      options_(options),
      holder_(NewUuid()),
      thread_([this] { Run(); }) {
  database_.OnChangesCommitted([this] {
    absl::MutexLock lock(&mutex_);
    woken_ = true;
  });
}

Sequencer::~Sequencer() {
  database_.OnChangesCommitted(nullptr);
  {
    absl::MutexLock lock(&mutex_);
    ending_ = true;
  }
  thread_.join();
}

bool Sequencer::Wait(absl::Duration limit) {
  const auto called = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return woken_ || ending_; };
  absl::MutexLock lock(&mutex_);
  mutex_.AwaitWithTimeout(absl::Condition(&called), limit);
  is_told_ = std::exchange(woken_, false);
  return !ending_;
}

void Sequencer::Run() {
  bool was_ok = true;
  absl::Duration pause = options_.look;
  while (Wait(pause)) {
    if (!may_run_()) {
      pause = kPause;
      continue;
    }
    const absl::Status status = Work();
    if (status.ok() != was_ok) {
      Log(status.ok() ? LogLevel::kInfo : LogLevel::kWarning,
          status.ok() ? "changes are numbered again" : "changes cannot be numbered",
          {{"code", absl::StatusCodeToString(status.code())}});
    }
    was_ok = status.ok();
    pause = !was_ok ? kPause : held_ ? options_.look : options_.lease / 4;
  }
  // Where this fails, or the holder is killed, the lease runs out.
  if (held_) mysql::ReleaseLease(database_, OwnCall(), kLeaseName, holder_).IgnoreError();
}

absl::Status Sequencer::Work() {
  RETURN_IF_ERROR(TakeTurn());
  if (!held_) return absl::OkStatus();
  RETURN_IF_ERROR(NumberAll());
  return KeepUp();
}

absl::Status Sequencer::TakeTurn() {
  const absl::Time now = absl::Now();
  if (held_ && now < renew_time_) return absl::OkStatus();
  held_ = false;
  ASSIGN_OR_RETURN(held_, mysql::TakeLease(database_, OwnCall(), kLeaseName, holder_, options_.lease));
  renew_time_ = now + options_.lease / 3;
  return absl::OkStatus();
}

absl::Status Sequencer::NumberAll() {
  bool more = is_told_;
  if (!more) {
    ASSIGN_OR_RETURN(more, mysql::AnyUnnumberedChange(database_, OwnCall()));
  }
  while (more && held_) {
    ASSIGN_OR_RETURN(const int count, mysql::NumberChanges(database_, OwnCall()));
    if (count > 0) numbered_();
    more = count == mysql::kChangeBatch;
    if (more) RETURN_IF_ERROR(TakeTurn());
  }
  return absl::OkStatus();
}

absl::Status Sequencer::KeepUp() {
  const absl::Time now = absl::Now();
  if (now < upkeep_time_) return absl::OkStatus();
  ASSIGN_OR_RETURN(const int purged, mysql::PurgeChanges(database_, OwnCall(), now - options_.keep_changes));
  ASSIGN_OR_RETURN(const std::int64_t forgotten,
                   mysql::PurgeRequests(database_, now - options_.keep_requests));
  // A batch of each a look, so that changes are numbered in between; the next look goes on.
  if (purged == mysql::kChangeBatch || forgotten == mysql::kRequestBatch) return absl::OkStatus();
  upkeep_time_ = now + options_.upkeep;
  return absl::OkStatus();
}

}  // namespace dukcapil::changes
