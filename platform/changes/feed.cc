#include "platform/changes/feed.h"

#include <algorithm>

#include "absl/time/clock.h"
#include "platform/access/region_scope.h"
#include "platform/changes/own_call.h"
#include "platform/log/log.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"

namespace dukcapil::changes {
namespace {

constexpr int kRead = 1000;                                 // changes in one look
constexpr absl::Duration kTick = absl::Seconds(1);          // between looks of watchers for a due bookmark
constexpr absl::Duration kPause = absl::Milliseconds(500);  // while the database is away

}  // namespace

Feed::Feed(mysql::Database& database, std::function<bool()> may_run, const FeedOptions& options)
    : database_(database), may_run_(std::move(may_run)), options_(options), thread_([this] { Run(); }) {}

Feed::~Feed() {
  {
    absl::MutexLock lock(&mutex_);
    ending_ = true;
  }
  thread_.join();
}

void Feed::Look() {
  absl::MutexLock lock(&mutex_);
  asked_ = true;
}

bool Feed::Wait() {
  const auto called = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return asked_ || ending_; };
  absl::MutexLock lock(&mutex_);
  mutex_.AwaitWithTimeout(absl::Condition(&called), started_ ? options_.look : kPause);
  asked_ = false;
  return !ending_;
}

void Feed::Run() {
  bool was_ok = true;
  const absl::Duration tick = std::min(kTick, options_.bookmark / 2);
  absl::Time next_tick = absl::Now() + tick;
  for (bool first = true; first || Wait(); first = false) {
    if (!may_run_()) continue;
    const absl::StatusOr<bool> news = ReadNews();
    if (news.ok() != was_ok) {
      Log(news.ok() ? LogLevel::kInfo : LogLevel::kWarning,
          news.ok() ? "changes are told again" : "changes cannot be read",
          {{"code", absl::StatusCodeToString(news.status().code())}});
    }
    was_ok = news.ok();
    const bool due = absl::Now() >= next_tick;
    if (due) next_tick = absl::Now() + tick;
    if (due || (news.ok() && *news)) WakeAll();
  }
}

absl::Status Feed::Start() {
  mysql::ChangeBounds bounds;
  RETURN_IF_ERROR(database_.Read(OwnCall(), [&](mysql::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(bounds, mysql::ReadChangeBounds(reader));
    return absl::OkStatus();
  }));
  absl::MutexLock lock(&window_mutex_);
  head_ = bounds.highest;
  first_ = head_ + 1;
  started_ = true;
  return absl::OkStatus();
}

absl::StatusOr<bool> Feed::ReadNews() {
  if (!started_) RETURN_IF_ERROR(Start());
  bool any = false;
  for (bool more = true; more;) {
    const absl::Time now = absl::Now();
    std::vector<mysql::NumberedChange> changes;
    const bool is_due = now >= next_complete_;
    std::optional<absl::Time> oldest;
    RETURN_IF_ERROR(database_.Read(OwnCall(), [&](mysql::Reader& reader) -> absl::Status {
      if (is_due) {
        ASSIGN_OR_RETURN(oldest, mysql::OldestUnnumberedChange(reader));
      }
      ASSIGN_OR_RETURN(changes, mysql::ReadChanges(reader, head_, kRead));
      return absl::OkStatus();
    }));
    more = changes.size() == kRead;
    if (!changes.empty()) {
      any = true;
      head_ = changes.back().sequence;
      Append(std::move(changes));
    }
    if (more) {
      WakeAll();
    } else if (is_due) {
      absl::MutexLock lock(&window_mutex_);
      complete_ = oldest.value_or(now);
      next_complete_ = now + kTick;
    }
  }
  return any;
}

void Feed::Append(std::vector<mysql::NumberedChange> changes) {
  absl::MutexLock lock(&window_mutex_);
  if (changes.front().sequence != first_ + static_cast<std::int64_t>(window_.size())) {
    // What lies between was removed before it could be read.
    window_.clear();
    bytes_ = 0;
    first_ = changes.front().sequence;
  }
  for (mysql::NumberedChange& change : changes) {
    bytes_ += change.change.payload.size();
    window_.push_back(std::make_shared<const mysql::NumberedChange>(std::move(change)));
  }
  while (window_.size() > options_.window_changes || bytes_ > options_.window_bytes) {
    bytes_ -= window_.front()->change.payload.size();
    window_.pop_front();
    ++first_;
  }
}

void Feed::WakeAll() {
  std::vector<std::shared_ptr<std::function<void()>>> news;
  {
    absl::MutexLock lock(&mutex_);
    news.reserve(news_.size());
    for (const auto& [watcher, function] : news_) news.push_back(function);
  }
  for (const auto& function : news) (*function)();
}

absl::StatusOr<std::unique_ptr<Watcher>> Feed::Watch(const Call& call, absl::string_view region,
                                                     std::optional<std::int64_t> after, Filter filter) {
  if (RegencyOf(region) != region) {
    return InvalidField("parent", "REGENCY_OR_WIDER", "must be a regency, a province or `regions/-`");
  }
  mysql::ChangeBounds bounds;
  RETURN_IF_ERROR(database_.Read(call, [&](mysql::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(bounds, mysql::ReadChangeBounds(reader));
    return absl::OkStatus();
  }));
  const std::int64_t cursor = after.value_or(bounds.highest);
  if (cursor < 0) return InvalidField("after_sequence", "NEGATIVE", "must not be negative");
  if (cursor > bounds.highest) return CursorAheadError();
  if (cursor < bounds.purged) return CursorTooOldError();
  absl::MutexLock lock(&mutex_);
  if (watchers_ >= options_.watchers) {
    return MakeError(absl::StatusCode::kResourceExhausted, "TOO_MANY_WATCHERS",
                     "too many watch already; try again later");
  }
  ++watchers_;
  return std::make_unique<Watcher>(*this, std::string(region), std::move(filter), cursor);
}

}  // namespace dukcapil::changes
