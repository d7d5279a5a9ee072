#include "platform/changes/feed.h"

#include <memory>

#include <gmock/gmock.h>

#include "platform/changes/changes_test.h"
#include "platform/status/error.h"

namespace dukcapil::changes {
namespace {

using ::dukcapil::testing::ReadCall;
using ::testing::ElementsAre;

std::string Reason(const absl::Status& status) {
  const ErrorDetail detail = GetErrorDetail(status);
  return detail.violations.empty() ? detail.reason : detail.violations[0].field;
}

class FeedTest : public ChangesTest {
 protected:
  void StartFeed(const FeedOptions& options = {}) {
    feed_ = std::make_unique<Feed>(
        database_, [] { return true; }, options);
  }
  // Changes a thing and numbers it.
  void Tell(int thing, const std::string& region = "17.02") {
    Change(thing, region);
    NumberAll();
    feed_->Look();
  }
  std::unique_ptr<Watcher> Watch(std::optional<std::int64_t> after, absl::string_view region = "17.02") {
    auto watcher = feed_->Watch(ReadCall(), region, after);
    EXPECT_TRUE(watcher.ok()) << watcher.status();
    if (!watcher.ok()) return nullptr;
    (*watcher)->OnNews([this] { bell_.Ring(); });
    return *std::move(watcher);
  }
  // What is told next, catching up and waiting as needed.
  Told Next(Watcher& watcher) {
    Told told;
    bell_.Await([&] {
      Watcher::Next next = watcher.Take(told);
      while (next == Watcher::Next::kBehind) {
        ++caught_up_;
        Must(watcher.CatchUp());
        next = watcher.Take(told);
      }
      return next == Watcher::Next::kTold;
    });
    return told;
  }
  // The numbers of the next `count` changes; bookmarks between them are left out.
  std::vector<std::int64_t> NextChanges(Watcher& watcher, std::size_t count) {
    std::vector<std::int64_t> numbers;
    while (numbers.size() < count) {
      const Told told = Next(watcher);
      if (told.change != nullptr) numbers.push_back(told.sequence);
    }
    return numbers;
  }

  Bell bell_;
  int caught_up_ = 0;
  std::unique_ptr<Feed> feed_;
};

TEST_F(FeedTest, TellsWhereItBeginsAndThenEveryChangeOfTheRegion) {
  StartFeed();
  Tell(1);
  const auto watcher = Watch(std::nullopt);
  const Told begin = Next(*watcher);
  EXPECT_EQ(begin.change, nullptr);
  EXPECT_EQ(begin.sequence, 1);
  Tell(1, "17.03");
  Tell(1);
  const Told told = Next(*watcher);
  ASSERT_NE(told.change, nullptr);
  EXPECT_EQ(told.sequence, 3);
  EXPECT_EQ(told.change->change.resource, "regions/17.02/things/1");
  EXPECT_EQ(told.change->change.payload, "3");
}

TEST_F(FeedTest, ResumesFromTheTableAndGoesOnFromTheWindow) {
  for (int i = 0; i < 50; ++i) Change(i);
  NumberAll();
  StartFeed();
  const auto watcher = Watch(47, "17");
  Tell(1);
  Tell(1);
  EXPECT_THAT(NextChanges(*watcher, 5), ElementsAre(48, 49, 50, 51, 52));
}

TEST_F(FeedTest, AWatcherTooSlowForTheWindowReadsTheTable) {
  FeedOptions options;
  options.window_changes = 2;
  StartFeed(options);
  const auto slow = Watch(std::nullopt);
  const auto fast = Watch(std::nullopt, "-");
  std::vector<std::int64_t> expected;
  for (int i = 1; i <= 100; ++i) {
    Tell(i);
    expected.push_back(i);
    EXPECT_THAT(NextChanges(*fast, 1), ElementsAre(i));
  }
  const int before = caught_up_;
  EXPECT_EQ(NextChanges(*slow, 100), expected);
  EXPECT_GE(caught_up_ - before, 3) << "of pages of 32";
}

TEST_F(FeedTest, AnIdleWatcherLearnsHowFarItIs) {
  FeedOptions options;
  options.bookmark = absl::Milliseconds(10);
  StartFeed(options);
  const auto watcher = Watch(std::nullopt);
  EXPECT_EQ(Next(*watcher).sequence, 0);
  Tell(1, "17.03");
  Told told;
  while (told.sequence < 1) told = Next(*watcher);
  EXPECT_EQ(told.change, nullptr);
  EXPECT_EQ(told.sequence, 1) << "of a change elsewhere: the cursor moves all the same";
}

TEST_F(FeedTest, ManyWatchersHearAllInOrder) {
  StartFeed();
  std::vector<std::unique_ptr<Watcher>> watchers;
  for (int i = 0; i < 100; ++i) watchers.push_back(Watch(std::nullopt));
  for (int i = 0; i < 20; ++i) Tell(i % 3);
  std::vector<std::int64_t> expected;
  for (int i = 1; i <= 20; ++i) expected.push_back(i);
  for (const auto& watcher : watchers) EXPECT_EQ(NextChanges(*watcher, 20), expected);
}

TEST_F(FeedTest, RefusesACursorThatIsTooOldOrWasNeverTold) {
  for (int i = 0; i < 3; ++i) Change(i);
  NumberAll();
  Statement("UPDATE `change` SET create_time = create_time - INTERVAL 8 DAY WHERE sequence < 3");
  ASSERT_EQ(*mysql::PurgeChanges(database_, ReadCall(), absl::Now() - absl::Hours(24)), 2);
  StartFeed();
  const absl::Status old = feed_->Watch(ReadCall(), "17.02", 1).status();
  EXPECT_EQ(old.code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(Reason(old), "CURSOR_TOO_OLD");
  EXPECT_TRUE(feed_->Watch(ReadCall(), "17.02", 2).ok());
  EXPECT_TRUE(feed_->Watch(ReadCall(), "17.02", 3).ok());
  const absl::Status ahead = feed_->Watch(ReadCall(), "17.02", 4).status();
  EXPECT_TRUE(absl::IsOutOfRange(ahead)) << ahead;
  EXPECT_EQ(Reason(ahead), "CURSOR_AHEAD");
  EXPECT_EQ(Reason(feed_->Watch(ReadCall(), "17.02", -1).status()), "after_sequence");
  EXPECT_EQ(Reason(feed_->Watch(ReadCall(), "17.02.09", 3).status()), "parent");
}

TEST_F(FeedTest, TellsASlowWatcherThatWhatComesNextWasRemoved) {
  FeedOptions options;
  options.window_changes = 1;
  StartFeed(options);
  const auto watcher = Watch(std::nullopt);
  const auto fast = Watch(std::nullopt);
  for (int i = 0; i < 3; ++i) Tell(i);
  NextChanges(*fast, 3);
  Statement("UPDATE `change` SET create_time = create_time - INTERVAL 8 DAY");
  ASSERT_EQ(*mysql::PurgeChanges(database_, ReadCall(), absl::Now() - absl::Hours(24)), 3);
  EXPECT_EQ(Next(*watcher).change, nullptr);
  Told told;
  ASSERT_EQ(watcher->Take(told), Watcher::Next::kBehind);
  EXPECT_EQ(Reason(watcher->CatchUp()), "CURSOR_TOO_OLD");
}

TEST_F(FeedTest, BoundsItsWatchers) {
  FeedOptions options;
  options.watchers = 1;
  StartFeed(options);
  auto first = Watch(std::nullopt);
  EXPECT_EQ(Reason(feed_->Watch(ReadCall(), "17.02", std::nullopt).status()), "TOO_MANY_WATCHERS");
  first.reset();
  EXPECT_NE(Watch(std::nullopt), nullptr);
}

}  // namespace
}  // namespace dukcapil::changes
