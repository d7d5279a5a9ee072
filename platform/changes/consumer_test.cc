#include "platform/changes/consumer.h"

#include <atomic>
#include <map>
#include <memory>
#include <random>
#include <thread>

#include <gmock/gmock.h>

#include "platform/changes/changes_test.h"
#include "platform/changes/feed.h"
#include "platform/changes/sequencer.h"
#include "platform/status/error.h"

namespace dukcapil::changes {
namespace {

using ::dukcapil::testing::ReadCall;

// The source's feed, without a network between.
class Line {
 public:
  Line(Feed& feed, Bell& bell) : feed_(feed), bell_(bell) {}

  absl::Status Follow(std::int64_t after, TakeFact take, const std::function<Fact(const Told&)>& convert) {
    ASSIGN_OR_RETURN(const auto watcher, feed_.Watch(ReadCall(), "-", after));
    watcher->OnNews([this] { Ring(); });
    Told told;
    while (true) {
      switch (watcher->Take(told)) {
        case Watcher::Next::kTold: {
          RETURN_IF_ERROR(take(convert(told)));
          bell_.Ring();
          break;
        }
        case Watcher::Next::kBehind:
          RETURN_IF_ERROR(watcher->CatchUp());
          break;
        case Watcher::Next::kNothing:
          if (!AwaitNews()) return absl::CancelledError("cancelled");
          break;
      }
    }
  }
  void Cancel() {
    absl::MutexLock lock(&mutex_);
    cancelled_ = true;
  }

 private:
  void Ring() {
    absl::MutexLock lock(&mutex_);
    rung_ = true;
  }
  bool AwaitNews() {
    const auto called = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return rung_ || cancelled_; };
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(&called));
    rung_ = false;
    return !cancelled_;
  }

  Feed& feed_;
  Bell& bell_;
  absl::Mutex mutex_;
  bool rung_ ABSL_GUARDED_BY(mutex_) = false;
  bool cancelled_ ABSL_GUARDED_BY(mutex_) = false;
};

// The source is the fixture's schema; the follower has a schema of its own, where `seen` keeps the sum and
// the count of what was told of each thing, so that an effect had twice or not at all shows.
class ConsumerTest : public ChangesTest {
 protected:
  ConsumerTest() : follower_options_(testing::NewSchema()), follower_(follower_options_) {
    Must(mysql::Migrate(follower_, {{1,
                                     "create_seen",
                                     {"CREATE TABLE IF NOT EXISTS seen (resource VARCHAR(100) NOT NULL "
                                      "PRIMARY KEY, last BIGINT NOT NULL, told BIGINT NOT NULL) "
                                      "ENGINE = InnoDB"}}}));
    StartSource();
  }

  void StartSource() {
    feed_ = std::make_unique<Feed>(database_, [] { return true; });
    sequencer_ = std::make_unique<Sequencer>(
        database_, [] { return true; }, [this] { feed_->Look(); });
  }
  void StopSource() {
    sequencer_.reset();
    feed_.reset();
  }

  Fact ToFact(const Told& told) {
    if (told.change == nullptr) return {told.sequence, nullptr};
    return {told.sequence, [change = told.change->change](mysql::Transaction& tx) -> absl::Status {
              return tx
                  .Execute(
                      "INSERT INTO seen VALUES (?, ?, 1) ON DUPLICATE KEY UPDATE last = VALUES(last), "
                      "told = told + 1",
                      {change.resource, change.payload})
                  .status();
            }};
  }
  std::unique_ptr<Consumer> Start(std::function<Fact(const Told&)> convert, mysql::Database& database) {
    const auto line = std::make_shared<Line>(*feed_, bell_);
    ConsumerOptions options;
    options.first_pause = absl::Milliseconds(1);
    options.longest_pause = absl::Milliseconds(20);
    options.horizon = &horizon_;
    return std::make_unique<Consumer>(
        database,
        Source{"source",
               [line, convert = std::move(convert)](std::int64_t after, TakeFact take) {
                 return line->Follow(after, take, convert);
               },
               [line] { line->Cancel(); },
               [this]() -> absl::StatusOr<std::int64_t> {
                 ++listed_;
                 return Bounds().highest;
               },
               [this](const std::string& after) { return List(after); }},
        [] { return true; }, options);
  }
  std::unique_ptr<Consumer> Start() {
    return Start([this](const Told& told) { return ToFact(told); }, follower_);
  }
  // The things one by one: `after` is the last one's id.
  absl::StatusOr<ListedPage> List(const std::string& after) {
    if (fail_list_ != nullptr) RETURN_IF_ERROR(fail_list_(after));
    pages_asked_.push_back(after);
    bell_.Ring();
    ListedPage page;
    std::string resource;
    std::string value;
    RETURN_IF_ERROR(database_.Read(ReadCall(), [&](mysql::Reader& reader) -> absl::Status {
      ASSIGN_OR_RETURN(const mysql::Rows rows,
                       reader.Query("SELECT id, value FROM thing WHERE id > ? ORDER BY id LIMIT 2",
                                    {after.empty() ? "-1" : after}));
      if (rows.size() == 2) page.next = rows[0].String(0);
      if (rows.empty()) return absl::OkStatus();
      resource = absl::StrCat("regions/17.02/things/", rows[0].String(0));
      value = rows[0].String(1);
      return absl::OkStatus();
    }));
    page.apply = [resource, value](mysql::Transaction& tx) -> absl::Status {
      return tx.Execute("REPLACE INTO seen VALUES (?, ?, ?)", {resource, value, value}).status();
    };
    return page;
  }
  // Forgets the changes noted so far, as age does.
  void PurgeAll() {
    NumberAll();
    Statement("UPDATE `change` SET create_time = create_time - INTERVAL 8 DAY");
    while (*mysql::PurgeChanges(database_, ReadCall(), absl::Now() - absl::Hours(24)) > 0) {
    }
  }
  std::int64_t Cursor() {
    std::int64_t cursor = -1;
    Must(follower_.Read(ReadCall(), [&](mysql::Reader& reader) -> absl::Status {
      ASSIGN_OR_RETURN(cursor, mysql::ReadChangeCursor(reader, "source"));
      return absl::OkStatus();
    }));
    return cursor;
  }
  // Of each thing the last value told and how many were, from either side.
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> Table(mysql::Database& database,
                                                                     absl::string_view sql) {
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> table;
    Must(database.Read(ReadCall(), [&](mysql::Reader& reader) -> absl::Status {
      ASSIGN_OR_RETURN(const mysql::Rows rows, reader.Query(sql));
      for (const mysql::Row& row : rows) table[row.String(0)] = {row.Int(1), row.Int(2)};
      return absl::OkStatus();
    }));
    return table;
  }
  void ExpectSameState() {
    EXPECT_EQ(Table(follower_, "SELECT resource, last, told FROM seen"),
              Table(database_, "SELECT CONCAT('regions/17.02/things/', id), value, value FROM thing"));
  }

  Bell bell_;
  std::atomic<int> listed_ = 0;           // listings begun
  std::vector<std::string> pages_asked_;  // by one consumer at a time
  std::function<absl::Status(const std::string& after)> fail_list_;
  Horizon horizon_;
  mysql::DatabaseOptions follower_options_;
  mysql::Database follower_;
  std::unique_ptr<Feed> feed_;
  std::unique_ptr<Sequencer> sequencer_;
};

TEST_F(ConsumerTest, StoppedAndRestartedAtRandomUnderLoadItEndsInTheStateOfTheSource) {
  constexpr int kRestarts = 20;
  constexpr int kWriters = 4;
  constexpr int kWrites = 150;
  mysql::Database other(follower_options_);
  const auto second =
      Start([this](const Told& told) { return ToFact(told); }, other);  // a second instance all the while
  std::vector<std::thread> writers;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&] {
      for (int i = 0; i < kWrites; ++i) Change(i % 7);
    });
  }
  std::mt19937 random(20231014);
  for (int i = 0; i < kRestarts; ++i) {
    const std::int64_t until = Cursor() + static_cast<std::int64_t>(random() % 40);
    const auto first = Start();
    bell_.Await([&] { return Cursor() >= std::min<std::int64_t>(until, kWriters * kWrites); });
  }
  for (std::thread& writer : writers) writer.join();
  bell_.Await([&] { return Cursor() == kWriters * kWrites; });
  ExpectSameState();
}

TEST_F(ConsumerTest, StopsAtAChangeItDoesNotUnderstandSaysSoAndLosesNothing) {
  {
    const auto old_version = Start(
        [this](const Told& told) -> Fact {
          if (told.sequence != 3) return ToFact(told);
          return {3, [](mysql::Transaction&) { return absl::UnimplementedError("a new kind"); }, "MERGED"};
        },
        follower_);
    for (int i = 0; i < 5; ++i) Change(1);
    bell_.Await([&] { return Cursor() == 2; });
    while (old_version->Health().status.ok()) std::this_thread::yield();
    EXPECT_TRUE(absl::IsUnimplemented(old_version->Health().status));
    EXPECT_EQ(old_version->Health().cursor, 2);
    ASSERT_TRUE(old_version->Health().stopped_at.has_value());
    EXPECT_EQ(old_version->Health().stopped_at->sequence, 3);
    EXPECT_EQ(old_version->Health().stopped_at->kind, "MERGED");
  }
  EXPECT_EQ(Cursor(), 2);
  const auto new_version = Start();
  bell_.Await([&] { return Cursor() == 5; });
  EXPECT_FALSE(new_version->Health().stopped_at.has_value());
  ExpectSameState();
}

TEST_F(ConsumerTest, TriesAnEffectThatFailedAgain) {
  // Of the effect, not of the stream: OUT_OF_RANGE is no reason to list again.
  std::vector<absl::Status> failures = {absl::OutOfRangeError("b"), absl::DeadlineExceededError("a"),
                                        absl::UnavailableError("a sister is away")};
  const auto consumer = Start(
      [&](const Told& told) -> Fact {
        if (told.change == nullptr || failures.empty()) return ToFact(told);
        const absl::Status failure = failures.back();
        failures.pop_back();
        return {told.sequence, [failure](mysql::Transaction&) { return failure; }};
      },
      follower_);
  Change(1);
  bell_.Await([&] { return Cursor() == 1; });
  EXPECT_EQ(listed_, 0);
  ExpectSameState();
}

TEST_F(ConsumerTest, SaysThatAnEffectCannotBeHadInTime) {
  const auto consumer = Start(
      [&](const Told& told) -> Fact {
        if (told.change == nullptr) return ToFact(told);
        bell_.Ring();
        return {told.sequence, [](mysql::Transaction&) { return absl::DeadlineExceededError("a lock"); }};
      },
      follower_);
  Change(1);
  bell_.Await([&] { return consumer->Health().status.code() == absl::StatusCode::kDeadlineExceeded; });
  EXPECT_EQ(Cursor(), 0);
}

TEST_F(ConsumerTest, OneInstanceListsAndNobodyMovesTheCursorMeanwhile) {
  const auto write = [&](absl::FunctionRef<absl::Status(mysql::Transaction&)> body) {
    return follower_
        .WriteInternal(ReadCall(),
                       [&](mysql::Transaction& tx) {
                         tx.NoChange();
                         return body(tx);
                       })
        .code();
  };
  const auto begin = [&](std::int64_t refused, std::int64_t sequence) {
    return write(
        [&](mysql::Transaction& tx) { return mysql::BeginChangeListing(tx, "source", refused, sequence); });
  };
  const auto move = [&](const mysql::ChangeListing& listing, absl::string_view next) {
    return write(
        [&](mysql::Transaction& tx) { return mysql::MoveChangeListing(tx, "source", listing, next); });
  };
  EXPECT_EQ(begin(7, 9), absl::StatusCode::kAborted);  // it does not stand there
  EXPECT_EQ(begin(0, 9), absl::StatusCode::kOk);
  EXPECT_EQ(begin(0, 12), absl::StatusCode::kAborted);  // another has begun
  EXPECT_EQ(write([](mysql::Transaction& tx) { return mysql::MoveChangeCursor(tx, "source", 0, 1); }),
            absl::StatusCode::kAborted);
  EXPECT_EQ(move({9, ""}, "a"), absl::StatusCode::kOk);
  EXPECT_EQ(write([](mysql::Transaction& tx) {
              return mysql::BeginChangeListingAnew(tx, "source", {9, ""}, 12);
            }),
            absl::StatusCode::kAborted);  // it has got further
  EXPECT_EQ(move({9, "a"}, ""), absl::StatusCode::kOk);
  EXPECT_EQ(Cursor(), 9);
  EXPECT_EQ(begin(0, 12), absl::StatusCode::kAborted);  // who was refused long ago
  EXPECT_EQ(write([](mysql::Transaction& tx) { return mysql::MoveChangeCursor(tx, "source", 9, 10); }),
            absl::StatusCode::kOk);
}

TEST_F(ConsumerTest, ListsAgainWhereItsCursorIsTooOld) {
  for (int i = 0; i < 3; ++i) Change(i);
  PurgeAll();
  const auto consumer = Start();
  bell_.Await([&] { return Cursor() == 3; });
  Change(7);
  bell_.Await([&] { return Cursor() == 4; });
  EXPECT_EQ(listed_, 1);
  ExpectSameState();
  EXPECT_TRUE(consumer->Health().status.ok());
}

TEST_F(ConsumerTest, ListsAgainWhereTheSourceWasRestoredFromABackup) {
  for (int i = 0; i < 3; ++i) Change(i);
  {
    const auto consumer = Start();
    bell_.Await([&] { return Cursor() == 3; });
  }
  // The backup knows of one change, and of one thing; nobody remembers the others.
  StopSource();
  Statement("DELETE FROM `change` WHERE sequence > 1");
  Statement("UPDATE change_counter SET highest = 1");
  Statement("UPDATE thing SET value = 5 WHERE id = 0");
  Statement("DELETE FROM thing WHERE id > 0");
  StartSource();
  const auto consumer = Start();
  bell_.Await([&] { return Cursor() == 1; });
  EXPECT_EQ(listed_, 1);
  EXPECT_EQ(Table(follower_, "SELECT resource, last, told FROM seen").at("regions/17.02/things/0").first, 5);
}

TEST_F(ConsumerTest, GoesOnWithTheNextPageOfAListingAfterAnErrorAndARestart) {
  for (int i = 0; i < 5; ++i) Change(i);
  PurgeAll();
  absl::Mutex mutex;
  bool is_away = true;
  int refused = 0;
  fail_list_ = [&](const std::string& after) -> absl::Status {
    absl::MutexLock lock(&mutex);
    if (!is_away || after != "1") return absl::OkStatus();
    ++refused;
    bell_.Ring();
    return absl::UnavailableError("a sister is away");
  };
  {
    const auto killed = Start();
    bell_.Await([&] {
      absl::MutexLock lock(&mutex);
      return refused >= 2;
    });
  }
  EXPECT_EQ(pages_asked_, std::vector<std::string>({"", "0"}));
  {
    absl::MutexLock lock(&mutex);
    is_away = false;
  }
  const auto next = Start();
  bell_.Await([&] { return Cursor() == 5; });
  EXPECT_EQ(pages_asked_, std::vector<std::string>({"", "0", "1", "2", "3"}));
  EXPECT_EQ(listed_, 1);
  ExpectSameState();
}

TEST_F(ConsumerTest, BeginsAListingAnewWhereTheSourceCannotGoOn) {
  for (int i = 0; i < 3; ++i) Change(i);
  PurgeAll();
  std::atomic<int> refusals = 1;
  fail_list_ = [&](const std::string& after) -> absl::Status {
    if (after != "1" || refusals-- <= 0) return absl::OkStatus();
    return absl::OutOfRangeError("no such page");
  };
  const auto consumer = Start();
  bell_.Await([&] { return Cursor() == 3; });
  EXPECT_EQ(listed_, 2);
  ExpectSameState();
}

TEST_F(ConsumerTest, KnowsUpToWhichTimeItFollowsUnlessItIsLate) {
  EXPECT_EQ(horizon_.Get(), absl::InfinitePast());
  const absl::Time change_time = absl::Now() + absl::Minutes(1);  // in time, however slow this is
  const auto consumer = Start(
      [&](const Told& told) {
        Fact fact = ToFact(told);
        if (told.change != nullptr) fact.time = told.sequence == 2 ? absl::UnixEpoch() : change_time;
        return fact;
      },
      follower_);
  Change(1);
  bell_.Await([&] { return Cursor() == 1 && horizon_.Get() == change_time; });
  Change(1);  // late: more may be waiting
  bell_.Await([&] { return Cursor() == 2 && horizon_.Get() == absl::InfinitePast(); });
  Change(1);
  bell_.Await([&] { return Cursor() == 3 && horizon_.Get() == change_time; });
}

}  // namespace
}  // namespace dukcapil::changes
