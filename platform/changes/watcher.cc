#include "platform/changes/watcher.h"

#include "absl/time/clock.h"
#include "platform/access/region_scope.h"
#include "platform/changes/feed.h"
#include "platform/changes/own_call.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"

namespace dukcapil::changes {
namespace {

constexpr int kPage = 32;  // small, since a thousand watchers may each hold one
// A bookmark says that there is nothing else to tell: not where the database is away, or changes have no
// number.
constexpr absl::Duration kLag = absl::Seconds(5);

}  // namespace

Watcher::Watcher(Feed& feed, std::string region, Filter filter, std::int64_t cursor)
    : feed_(feed), region_(std::move(region)), filter_(std::move(filter)), cursor_(cursor) {}

Watcher::~Watcher() {
  absl::MutexLock lock(&feed_.mutex_);
  feed_.news_.erase(this);
  --feed_.watchers_;
}

void Watcher::OnNews(std::function<void()> news) {
  auto shared = std::make_shared<std::function<void()>>(std::move(news));
  absl::MutexLock lock(&feed_.mutex_);
  feed_.news_[this] = std::move(shared);
}

bool Watcher::Pass(const std::shared_ptr<const mysql::NumberedChange>& change, Told& told) {
  cursor_ = change->sequence;
  if (!RegionWithin(change->change.region, region_)) return false;
  if (filter_ != nullptr && !filter_(change->change)) return false;
  told = {cursor_, change};
  bookmark_time_ = absl::Now() + feed_.options_.bookmark;
  return true;
}

void Watcher::TellBookmark(Told& told) {
  told = {cursor_, nullptr};
  bookmark_time_ = absl::Now() + feed_.options_.bookmark;
}

Watcher::Next Watcher::Take(Told& told) {
  if (bookmark_time_ == absl::InfinitePast()) {
    TellBookmark(told);
    return Next::kTold;
  }
  while (!page_.empty()) {
    const auto change = std::move(page_.front());
    page_.pop_front();
    if (Pass(change, told)) return Next::kTold;
  }
  const absl::Time now = absl::Now();
  {
    absl::ReaderMutexLock lock(&feed_.window_mutex_);
    if (cursor_ < feed_.first_ - 1) return Next::kBehind;
    const std::int64_t end = feed_.first_ + static_cast<std::int64_t>(feed_.window_.size());
    while (cursor_ + 1 < end) {
      if (Pass(feed_.window_[static_cast<std::size_t>(cursor_ + 1 - feed_.first_)], told)) return Next::kTold;
    }
    if (now < bookmark_time_ || feed_.complete_ < now - kLag) return Next::kNothing;
  }
  TellBookmark(told);
  return Next::kTold;
}

absl::Status Watcher::CatchUp() {
  return feed_.database_.Read(OwnCall(), [&](mysql::Reader& reader) -> absl::Status {
    page_.clear();
    ASSIGN_OR_RETURN(const mysql::ChangeBounds bounds, mysql::ReadChangeBounds(reader));
    if (cursor_ < bounds.purged) return CursorTooOldError();
    ASSIGN_OR_RETURN(auto changes, mysql::ReadChanges(reader, cursor_, kPage));
    for (mysql::NumberedChange& change : changes) {
      page_.push_back(std::make_shared<const mysql::NumberedChange>(std::move(change)));
    }
    return absl::OkStatus();
  });
}

absl::Status CursorTooOldError() {
  return MakeError(absl::StatusCode::kOutOfRange, "CURSOR_TOO_OLD",
                   "changes after this number have been removed: list again, then watch from now on");
}

absl::Status CursorAheadError() {
  return MakeError(absl::StatusCode::kOutOfRange, "CURSOR_AHEAD",
                   "no change has this number: list again, then watch from now on");
}

}  // namespace dukcapil::changes
