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
namespace {

constexpr absl::Duration kPrompt = absl::Seconds(2);

}  // namespace

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

void Horizon::Advance(absl::Time time) {
  if (time == absl::InfinitePast()) return;
  const bool is_late = absl::Now() - time > kPrompt;
  absl::MutexLock lock(&mutex_);
  time_ = is_late ? absl::InfinitePast() : std::max(time_, time);
}

absl::Time Horizon::Get() const {
  absl::MutexLock lock(&mutex_);
  return time_;
}

bool Consumer::IsEnding() const {
  absl::MutexLock lock(&mutex_);
  return ending_;
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
  std::optional<UnknownChange> unknown;
  {
    absl::MutexLock lock(&mutex_);
    if (ending_) return;
    turned = health_.status.code() != status.code();
    health_.status = status;
    cursor = health_.cursor;
    unknown = health_.stopped_at;
  }
  if (!turned) return;
  if (unknown.has_value()) {
    // Told loudly: only a newer version of this service goes on.
    Log(LogLevel::kError, "a change is not understood: following stops there",
        {{"source", source_.name}, {"sequence", absl::StrCat(unknown->sequence)}, {"kind", unknown->kind}});
    return;
  }
  Log(status.ok() ? LogLevel::kInfo : LogLevel::kWarning,
      status.ok() ? "changes are followed" : "changes cannot be followed for now",
      {{"source", source_.name},
       {"cursor", absl::StrCat(cursor)},
       {"code", absl::StatusCodeToString(status.code())},
       {"reason", GetErrorDetail(status).reason}});
}

absl::Status Consumer::Follow() {
  std::int64_t cursor = 0;
  std::optional<mysql::ChangeListing> listing;
  RETURN_IF_ERROR(database_.Read(OwnCall(), [&](mysql::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(cursor, mysql::ReadChangeCursor(reader, source_.name));
    ASSIGN_OR_RETURN(listing, mysql::ReadChangeListing(reader, source_.name));
    return absl::OkStatus();
  }));
  if (!listing.has_value()) {
    absl::Status taken;
    absl::Status ended = source_.follow(cursor, [&](const Fact& fact) { return taken = Take(fact, cursor); });
    if (!taken.ok()) return taken;  // an effect's own, whatever its code
    if (absl::IsDeadlineExceeded(ended)) return absl::OkStatus();
    if (!absl::IsOutOfRange(ended)) return ended;
    ASSIGN_OR_RETURN(listing, BeginListing(cursor, std::nullopt));
  }
  absl::Status status = List(*listing);
  if (!absl::IsOutOfRange(status)) return status;
  return BeginListing(cursor, *listing).status();  // gone on with by the next turn
}

// The effect and the cursor, in one transaction.
absl::Status Consumer::Have(const Fact& fact, std::int64_t cursor) {
  absl::Status status = database_.WriteInternal(OwnCall(), [&](mysql::Transaction& tx) -> absl::Status {
    tx.NoChange();  // unless the effect notes one
    RETURN_IF_ERROR(mysql::MoveChangeCursor(tx, source_.name, cursor, fact.sequence));
    return fact.apply == nullptr ? absl::OkStatus() : fact.apply(tx);
  });
  if (!absl::IsAborted(status)) return status;
  // Another instance was faster: what it has had is had.
  std::int64_t had = 0;
  RETURN_IF_ERROR(database_.Read(OwnCall(), [&](mysql::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(had, mysql::ReadChangeCursor(reader, source_.name));
    return absl::OkStatus();
  }));
  return had >= fact.sequence ? absl::OkStatus() : status;
}

absl::Status Consumer::Take(const Fact& fact, std::int64_t& cursor) {
  // A bookmark where the cursor stands already shows that the source is there, and no more.
  const bool moves = fact.sequence != cursor;
  if (moves) {
    const absl::Status status = Have(fact, cursor);
    if (absl::IsUnimplemented(status)) {
      absl::MutexLock lock(&mutex_);
      health_.stopped_at = UnknownChange{fact.sequence, fact.kind};
    }
    RETURN_IF_ERROR(status);
    cursor = fact.sequence;
  }
  if (options_.horizon != nullptr) options_.horizon->Advance(fact.time);
  if (moves || absl::IsUnavailable(Health().status)) Note(absl::OkStatus());
  absl::MutexLock lock(&mutex_);
  health_.cursor = cursor;
  if (moves) health_.stopped_at.reset();
  return ending_ ? absl::CancelledError("the consumer ends") : absl::OkStatus();
}

absl::StatusOr<mysql::ChangeListing> Consumer::BeginListing(
    std::int64_t cursor, const std::optional<mysql::ChangeListing>& instead_of) {
  Log(LogLevel::kWarning, "changes are not to be had from there on: listing again",
      {{"source", source_.name}, {"cursor", absl::StrCat(cursor)}});
  ASSIGN_OR_RETURN(const std::int64_t head, source_.head());
  RETURN_IF_ERROR(database_.WriteInternal(OwnCall(), [&](mysql::Transaction& tx) -> absl::Status {
    tx.NoChange();
    if (instead_of.has_value()) {
      return mysql::BeginChangeListingAnew(tx, source_.name, *instead_of, head);
    }
    return mysql::BeginChangeListing(tx, source_.name, cursor, head);
  }));
  return mysql::ChangeListing{head, ""};
}

absl::Status Consumer::List(mysql::ChangeListing& listing) {
  do {
    if (IsEnding()) return absl::CancelledError("the consumer ends");
    const absl::StatusOr<ListedPage> listed = source_.list(listing.after);
    if (absl::IsUnimplemented(listed.status())) {
      absl::MutexLock lock(&mutex_);
      health_.stopped_at = UnknownChange{listing.sequence, "LISTED"};
    }
    RETURN_IF_ERROR(listed.status());
    const ListedPage& page = *listed;
    RETURN_IF_ERROR(database_.WriteInternal(OwnCall(), [&](mysql::Transaction& tx) -> absl::Status {
      tx.NoChange();
      RETURN_IF_ERROR(mysql::MoveChangeListing(tx, source_.name, listing, page.next));
      return page.apply(tx);
    }));
    listing.after = page.next;
  } while (!listing.after.empty());
  absl::MutexLock lock(&mutex_);
  health_.cursor = listing.sequence;
  health_.stopped_at.reset();
  return absl::OkStatus();
}

}  // namespace dukcapil::changes
