#include "platform/changes/sequencer.h"

#include <algorithm>
#include <map>
#include <thread>

#include "absl/strings/numbers.h"
#include "absl/synchronization/notification.h"
#include "platform/changes/changes_test.h"
#include "platform/mysql/lease.h"

namespace dukcapil::changes {
namespace {

using ::dukcapil::testing::ReadCall;

class SequencerTest : public ChangesTest {
 protected:
  std::unique_ptr<Sequencer> Start(mysql::Database& database, const SequencerOptions& options = {}) {
    return std::make_unique<Sequencer>(
        database, [] { return true; }, [this] { bell_.Ring(); }, options);
  }
  void AwaitHighest(std::int64_t number) {
    bell_.Await([&] { return Bounds().highest >= number; });
  }
  std::int64_t CountRequests() {
    std::int64_t count = -1;
    Must(database_.Read(ReadCall(), [&](mysql::Reader& reader) -> absl::Status {
      ASSIGN_OR_RETURN(const mysql::Rows rows, reader.Query("SELECT COUNT(*) FROM request"));
      count = rows[0].Int(0);
      return absl::OkStatus();
    }));
    return count;
  }
  // Numbers 1 to `count` in order, and the values of each thing rising by one.
  void ExpectInOrder(std::int64_t count) {
    std::int64_t expected = 0;
    std::map<std::string, std::int64_t> values;
    for (const mysql::NumberedChange& change : Changes()) {
      ASSERT_EQ(change.sequence, ++expected);
      std::int64_t value = 0;
      ASSERT_TRUE(absl::SimpleAtoi(change.change.payload, &value));
      ASSERT_EQ(value, ++values[change.change.resource]) << change.change.resource;
    }
    EXPECT_EQ(expected, count);
  }

  Bell bell_;
};

TEST_F(SequencerTest, NumbersConcurrentWritesWithoutGapOrRepeatInTheOrderOfEachResource) {
  constexpr int kWriters = 8;
  constexpr int kWrites = 100;
  mysql::Database other(options_);
  const auto one = Start(database_);
  const auto two = Start(other);
  std::vector<std::thread> threads;
  for (int writer = 0; writer < kWriters; ++writer) {
    threads.emplace_back([&] {
      for (int i = 0; i < kWrites; ++i) Change(i % 5);
    });
  }
  // Without the lease, as a holder would that does not know yet that it lost it.
  threads.emplace_back([&] {
    for (int i = 0; i < kWrites; ++i) EXPECT_TRUE(mysql::NumberChanges(other, ReadCall()).ok());
  });
  for (std::thread& thread : threads) thread.join();
  Change(0);  // one commit after the last numbering by hand, so that the bell rings
  AwaitHighest(kWriters * kWrites + 1);
  ExpectInOrder(kWriters * kWrites + 1);
}

TEST_F(SequencerTest, NumbersWhatWasInsertedEarlyAndCommittedLate) {
  absl::Notification inserted;
  absl::Notification release;
  std::thread late([&] {
    Must(database_.WriteInternal(ReadCall(), [&](mysql::Transaction& tx) -> absl::Status {
      tx.NoChange();
      RETURN_IF_ERROR(tx.Execute("INSERT INTO `change` (region, id, resource, kind, payload, create_time) "
                                 "VALUES ('17.02', 'late', 'late', 'LATE', '', UTC_TIMESTAMP(6))")
                          .status());
      inserted.Notify();
      release.WaitForNotification();
      return absl::OkStatus();
    }));
  });
  inserted.WaitForNotification();
  Change(1);
  NumberAll();
  EXPECT_EQ(Bounds().highest, 1);
  release.Notify();
  late.join();
  NumberAll();
  const auto changes = Changes();
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[0].change.kind, "CHANGED");
  EXPECT_EQ(changes[1].change.kind, "LATE");
  EXPECT_EQ(changes[1].sequence, 2);
}

TEST_F(SequencerTest, FollowsAHolderThatDied) {
  Change(1);
  ASSERT_TRUE(*mysql::TakeLease(database_, ReadCall(), "sequencer", "dead", absl::Milliseconds(200)));
  SequencerOptions options;
  options.lease = absl::Milliseconds(200);
  const auto follower = Start(database_, options);
  AwaitHighest(1);
  ExpectInOrder(1);
}

TEST_F(SequencerTest, HandsOverWhenItEnds) {
  mysql::Database other(options_);
  auto first = Start(database_);
  Change(1);
  AwaitHighest(1);
  const auto second = Start(other);
  first.reset();
  Change(1);
  AwaitHighest(2);
  ExpectInOrder(2);
}

TEST_F(SequencerTest, DoesNothingBeforeItMay) {
  bool asked = false;
  absl::Notification second_question;
  {
    const Sequencer waiting(
        database_,
        [&] {
          if (asked && !second_question.HasBeenNotified()) second_question.Notify();
          asked = true;
          return false;
        },
        [] {});
    Change(1);
    second_question.WaitForNotification();
  }
  EXPECT_EQ(Bounds().highest, 0);
}

TEST_F(SequencerTest, RemovesWhatIsOldAndKeepsCounting) {
  for (int i = 0; i < 3; ++i) Change(i);
  Must(database_
           .Write(testing::WriteCall(),
                  [](mysql::Transaction& tx) -> absl::StatusOr<std::string> {
                    tx.NoChange();
                    return "";
                  })
           .status());
  NumberAll();
  // The third is young: what stands behind it stays, whatever its age.
  ASSERT_EQ(Statement("UPDATE `change` SET create_time = create_time - INTERVAL 8 DAY WHERE sequence < 3"),
            2);
  ASSERT_EQ(Statement("UPDATE request SET create_time = create_time - INTERVAL 8 DAY"), 1);
  SequencerOptions options;
  options.upkeep = absl::ZeroDuration();
  {
    const auto sequencer = Start(database_, options);
    Change(3);
    AwaitHighest(4);
    Change(3);  // numbered in a look after the one that removed
    AwaitHighest(5);
  }
  EXPECT_EQ(Bounds().purged, 2);
  const auto changes = Changes();
  ASSERT_EQ(changes.size(), 3u);
  EXPECT_EQ(changes[0].sequence, 3);
  EXPECT_EQ(Statement("DELETE FROM request"), 0);
}

TEST_F(SequencerTest, ForgetsABatchOfRequestsALookAndTheNextSoon) {
  ASSERT_EQ(Statement("INSERT INTO request SELECT '17.02', 'c', 'm', CONCAT(LPAD(seq, 8, '0'), "
                      "'-0000-7000-8000-000000000000'), '', '', '2023-10-01' FROM seq_1_to_2500"),
            2500);
  constexpr std::size_t kLooks = 50;  // far fewer than until the next upkeep
  std::vector<std::int64_t> left;     // before each look
  absl::Notification enough;
  {
    const Sequencer sequencer(
        database_,
        [&] {
          if (enough.HasBeenNotified()) return false;
          left.push_back(CountRequests());
          if (left.back() == 0 || left.size() == kLooks) enough.Notify();
          return true;
        },
        [] {});
    enough.WaitForNotification();
  }
  left.erase(std::unique(left.begin(), left.end()), left.end());
  EXPECT_EQ(left, (std::vector<std::int64_t>{2500, 1500, 500, 0}));
}

TEST_F(SequencerTest, RemovesNothingBehindAYoungChange) {
  for (int i = 0; i < 2; ++i) Change(i);
  NumberAll();
  Statement("UPDATE `change` SET create_time = create_time - INTERVAL 8 DAY WHERE sequence = 2");
  EXPECT_EQ(*mysql::PurgeChanges(database_, ReadCall(), absl::Now() - absl::Hours(24)), 0);
  EXPECT_EQ(Bounds().purged, 0);
}

}  // namespace
}  // namespace dukcapil::changes
