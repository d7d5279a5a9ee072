#include "platform/changes/consumer.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "platform/changes/own_call.h"
#include "platform/log/log.h"
#include "platform/mysql/change_log.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"

namespace dukcapil::changes {

Consumer::Consumer(mysql::Database& database, Source source, std::function<bool()> may_run,
                   const ConsumerOptions& options)
    : database_(database),
      source_(std::move(source)),
      may_run_(std::move(may_run)),
      options_(options),
      thread_([this] { Run(); }) {}

Consumer::~Consumer() {
  {
    absl::MutexLock lock(&mutex_);
    ending_ = true;
  }
  source_.cancel();
  thread_.join();
}

ConsumerHealth Consumer::Health() const {
  absl::MutexLock lock(&mutex_);
  return health_;
}

bool Consumer::Wait(absl::Duration pause) {
  absl::MutexLock lock(&mutex_);
  mutex_.AwaitWithTimeout(absl::Condition(&ending_), pause);
  return !ending_;
}

void Consumer::Run() {
  absl::Duration pause = options_.first_pause;
  std::int64_t before = 0;
  while (Wait(pause)) {
    const absl::Status status = may_run_() ? Follow() : absl::OkStatus();
    Note(status);
    const std::int64_t cursor = Health().cursor;
    const bool moved = cursor != before;
    before = cursor;
    // Another instance has the effects, or nothing got further: give it time.
    const bool step_back = absl::IsAborted(status) || (!status.ok() && !moved);
    pause = step_back ? std::min(pause * 2, options_.longest_pause) : options_.first_pause;
  }
}

void Consumer::Note(const absl::Status& status) {
  bool turned = false;
  std::int64_t cursor = 0;
  {
    absl::MutexLock lock(&mutex_);
    if (ending_) return;
    turned = health_.status.code() != status.code();
    health_.status = status;
    cursor = health_.cursor;
  }
  if (!turned) return;
  // Of a change that is not understood the log tells loudly: only a newer version of this service goes on.
  const bool stuck = absl::IsUnimplemented(status);
  Log(status.ok() ? LogLevel::kInfo
      : stuck     ? LogLevel::kError
                  : LogLevel::kWarning,
      status.ok() ? "changes are followed"
      : stuck     ? "a change is not understood: following stops there"
                  : "changes cannot be followed for now",
      {{"source", source_.name},
       {"cursor", absl::StrCat(cursor)},
       {"code", absl::StatusCodeToString(status.code())},
       {"reason", GetErrorDetail(status).reason}});
}

absl::Status Consumer::Follow() {
  std::int64_t cursor = 0;
  RETURN_IF_ERROR(database_.Read(OwnCall(), [&](mysql::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(cursor, mysql::ReadChangeCursor(reader, source_.name));
    return absl::OkStatus();
  }));
  const absl::Status status = source_.follow(cursor, [&](const Fact& fact) { return Take(fact, cursor); });
  if (absl::IsDeadlineExceeded(status)) return absl::OkStatus();
  if (absl::IsOutOfRange(status)) return ListAgain(cursor);
  return status;
}

absl::Status Consumer::Take(const Fact& fact, std::int64_t& cursor) {
  // A bookmark where the cursor stands already shows that the source is there, and no more.
  const bool moves = fact.sequence != cursor;
  if (moves) {
    RETURN_IF_ERROR(database_.WriteInternal(OwnCall(), [&](mysql::Transaction& tx) -> absl::Status {
      tx.NoChange();  // unless the effect notes one
      RETURN_IF_ERROR(mysql::MoveChangeCursor(tx, source_.name, cursor, fact.sequence));
      return fact.apply == nullptr ? absl::OkStatus() : fact.apply(tx);
    }));
    cursor = fact.sequence;
  }
  if (moves || absl::IsUnavailable(Health().status)) Note(absl::OkStatus());
  absl::MutexLock lock(&mutex_);
  health_.cursor = cursor;
  return ending_ ? absl::CancelledError("the consumer ends") : absl::OkStatus();
}

absl::Status Consumer::ListAgain(std::int64_t cursor) {
  Log(LogLevel::kWarning, "changes were removed before they were followed: listing again",
      {{"source", source_.name}, {"cursor", absl::StrCat(cursor)}});
  ASSIGN_OR_RETURN(const std::int64_t from, source_.list_again());
  return Take({from, nullptr}, cursor);
}

}  // namespace dukcapil::changes
