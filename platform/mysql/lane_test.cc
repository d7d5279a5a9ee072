// Writes that come at the same time, through Database: whatever becomes of their groups, each has one effect
// and its own answer.
#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "platform/crypto/uuid.h"
#include "platform/mysql/database_fixture.h"
#include "platform/testing/test_call.h"

namespace dukcapil::mysql {
namespace {

using ::dukcapil::testing::ReadCall;
using ::dukcapil::testing::WriteCall;

// Writes entry `amount` of account 1 and answers with it.
struct Enter {
  int amount;
  absl::StatusOr<std::string> operator()(Transaction& tx) const {
    tx.NoteChange({"17.02", "regions/17.02", "ENTERED", ""});
    RETURN_IF_ERROR(tx.Execute("INSERT INTO entry (account, amount) VALUES (1, ?)", {amount}).status());
    RETURN_IF_ERROR(tx.Execute("UPDATE account SET balance = balance + 1 WHERE id = 1").status());
    return absl::StrCat(amount);
  }
};

// The same, by rows and sums that wait for those of the others, for every second amount.
struct EnterEither {
  int amount;
  absl::StatusOr<std::string> operator()(Transaction& tx) const {
    if (amount % 2 == 0) return Enter{amount}(tx);
    tx.NoteChange({"17.02", "regions/17.02", "ENTERED", ""});
    RETURN_IF_ERROR(tx.InsertLater("INSERT INTO entry (account, amount) VALUES", {1, amount},
                                   absl::StrCat("entry/", amount)));
    RETURN_IF_ERROR(tx.AddLater("account", "1", 1, [](Transaction& transaction, const Sums& sums) {
      return transaction.Execute("UPDATE account SET balance = balance + ? WHERE id = 1", {sums.at("1")})
          .status();
    }));
    return absl::StrCat(amount);
  }
};

class LaneTest : public DatabaseTest {
 protected:
  static constexpr int kCallers = 64;
  using Replies = std::vector<absl::StatusOr<std::string>>;

  LaneTest() { EXPECT_TRUE(Statement("INSERT INTO account VALUES (1, 0), (2, 0)").ok()); }

  // Occupies the lane of 17.02 until `callers` threads are about to write, so that they wait for it together;
  // `write(i)` is what thread `i` does.
  template <class Write>
  Replies Together(int callers, Write write) {
    Replies replies(static_cast<std::size_t>(callers), absl::UnknownError("not run"));
    absl::Mutex mutex;
    int ready = 0;
    absl::Notification occupied;
    std::thread occupier([&] {
      const auto reply = database_.Write(WriteCall(), [&](Transaction& tx) -> absl::StatusOr<std::string> {
        tx.NoChange();
        occupied.Notify();
        const auto all = [&] { return ready == callers; };
        const absl::MutexLock lock(&mutex);
        mutex.Await(absl::Condition(&all));
        return "";
      });
      EXPECT_TRUE(reply.ok()) << reply.status();
    });
    occupied.WaitForNotification();
    std::vector<std::thread> threads;
    for (int i = 0; i < callers; ++i) {
      threads.emplace_back([&, i] {
        {
          const absl::MutexLock lock(&mutex);
          ++ready;
        }
        replies[static_cast<std::size_t>(i)] = write(i);
      });
    }
    occupier.join();
    for (std::thread& thread : threads) thread.join();
    return replies;
  }

  void ExpectEachOnce(const Replies& replies) {
    for (std::size_t i = 0; i < replies.size(); ++i) {
      ASSERT_TRUE(replies[i].ok()) << replies[i].status();
      EXPECT_EQ(*replies[i], absl::StrCat(i));
    }
    const auto count = static_cast<std::int64_t>(replies.size());
    EXPECT_EQ(Number("SELECT COUNT(*) FROM entry WHERE account = 1"), count);
    EXPECT_EQ(Number("SELECT COUNT(DISTINCT amount) FROM entry WHERE account = 1"), count);
    EXPECT_EQ(Number("SELECT balance FROM account WHERE id = 1"), count);
    EXPECT_EQ(Number("SELECT COUNT(*) FROM `change` WHERE kind = 'ENTERED'"), count);
    EXPECT_EQ(Number("SELECT COUNT(*) FROM request WHERE reply <> ''"), count);
  }
};

TEST_F(LaneTest, EachOfSixtyFourGetsItsOwnAnswer) {
  ExpectEachOnce(Together(kCallers, [&](int i) { return database_.Write(WriteCall(), EnterEither{i}); }));
}

TEST_F(LaneTest, WithoutLanesTooEachGetsItsOwnAnswer) {
  DatabaseOptions options = options_;
  options.lanes = 0;
  Database alone(options);
  ExpectEachOnce(Together(kCallers, [&](int i) { return alone.Write(WriteCall(), EnterEither{i}); }));
}

TEST_F(LaneTest, AFailingWriteDoesNotHurtTheOthers) {
  const auto replies = Together(kCallers, [&](int i) {
    return database_.Write(WriteCall(), [i](Transaction& tx) -> absl::StatusOr<std::string> {
      ASSIGN_OR_RETURN(const std::string reply, EnterEither{i}(tx));
      if (i % 3 == 0) return absl::FailedPreconditionError(reply);
      return reply;
    });
  });
  int kept = 0;
  for (int i = 0; i < kCallers; ++i) {
    const auto& reply = replies[static_cast<std::size_t>(i)];
    kept += reply.ok() ? 1 : 0;
    EXPECT_EQ(reply.ok(), i % 3 != 0);
    EXPECT_EQ(reply.ok() ? *reply : std::string(reply.status().message()), absl::StrCat(i));
  }
  EXPECT_EQ(Number("SELECT balance FROM account WHERE id = 1"), kept);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM entry WHERE amount % 3 = 0"), 0);
}

TEST_F(LaneTest, CopiesOfRequestsHaveOneEffectAndEqualAnswers) {
  const std::vector<Call> calls = {WriteCall(), WriteCall(), WriteCall(), WriteCall()};
  const auto replies = Together(kCallers, [&](int i) {
    return database_.Write(calls[static_cast<std::size_t>(i) % calls.size()], EnterEither{i});
  });
  std::set<std::string> distinct;
  for (std::size_t i = 0; i < replies.size(); ++i) {
    ASSERT_TRUE(replies[i].ok()) << replies[i].status();
    EXPECT_EQ(*replies[i], *replies[i % calls.size()]);
    distinct.insert(*replies[i]);
  }
  EXPECT_EQ(distinct.size(), calls.size());
  EXPECT_EQ(Number("SELECT COUNT(*) FROM entry"), static_cast<std::int64_t>(calls.size()));
}

// Refused when their rows are written with those of the others, or at once where the key waits already.
TEST_F(LaneTest, EachOfThoseThatAreRefusedLearnsItAlone) {
  constexpr int kAccounts = 16;  // 1 and 2 are there
  const auto replies = Together(kCallers, [&](int i) {
    return database_.Write(
        WriteCall(), [id = 1 + i % kAccounts](Transaction& tx) -> absl::StatusOr<std::string> {
          tx.NoChange();
          RETURN_IF_ERROR(
              tx.InsertLater("INSERT INTO account (id, balance) VALUES", {id, 0}, absl::StrCat(id)));
          return "opened";
        });
  });
  int opened = 0;
  for (const auto& reply : replies) {
    EXPECT_TRUE(reply.ok() || absl::IsAlreadyExists(reply.status())) << reply.status();
    opened += reply.ok() ? 1 : 0;
  }
  EXPECT_EQ(opened, kAccounts - 2);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM account"), kAccounts);
}

TEST_F(LaneTest, TwoServicesInDeadlockRunAgainWithOneEffectEach) {
  Database replica(options_);
  // Half lock account 1 first, half account 2, in both services.
  const auto replies = Together(kCallers, [&](int i) {
    Database& database = i % 2 == 0 ? database_ : replica;
    return database.Write(WriteCall(), [i](Transaction& tx) -> absl::StatusOr<std::string> {
      const auto touch = [&] {
        return tx.Execute("UPDATE account SET balance = balance + 1 WHERE id = 2").status();
      };
      if (i % 4 < 2) RETURN_IF_ERROR(touch());
      ASSIGN_OR_RETURN(const std::string reply, Enter{i}(tx));
      if (i % 4 >= 2) RETURN_IF_ERROR(touch());
      return reply;
    });
  });
  ExpectEachOnce(replies);
  EXPECT_EQ(Number("SELECT balance FROM account WHERE id = 2"), kCallers);
}

TEST_F(LaneTest, AWaitingWriteEndsAtItsDeadline) {
  const auto reply = database_.Write(WriteCall(), [&](Transaction& tx) -> absl::StatusOr<std::string> {
    tx.NoChange();
    std::thread waiting([&] {
      Call late = WriteCall();
      late.deadline = absl::Now() + absl::Milliseconds(20);
      EXPECT_EQ(database_.Write(late, Enter{1}).status().code(), absl::StatusCode::kDeadlineExceeded);
    });
    waiting.join();  // while this one still occupies the lane
    return "";
  });
  EXPECT_TRUE(reply.ok()) << reply.status();
  EXPECT_EQ(Number("SELECT COUNT(*) FROM entry"), 0);
}

TEST_F(LaneTest, OneThatWaitsForARowRunsAloneInTheEnd) {
  absl::Notification held;
  absl::Notification let_go;
  std::thread holder([&] {
    const absl::Status status = database_.WriteInternal(ReadCall(), [&](Transaction& tx) -> absl::Status {
      tx.NoChange();
      RETURN_IF_ERROR(tx.Execute("UPDATE account SET balance = 0 WHERE id = 2").status());
      held.Notify();
      let_go.WaitForNotification();
      return absl::OkStatus();
    });
    EXPECT_TRUE(status.ok()) << status;
  });
  held.WaitForNotification();
  std::atomic<int> runs{0};
  std::thread waiter([&] {
    const auto reply = database_.Write(WriteCall(), [&](Transaction& tx) -> absl::StatusOr<std::string> {
      if (++runs == 2) let_go.Notify();  // its group has given up
      RETURN_IF_ERROR(tx.Execute("UPDATE account SET balance = 5 WHERE id = 2").status());
      return Enter{0}(tx);
    });
    EXPECT_TRUE(reply.ok()) << reply.status();
  });
  waiter.join();
  holder.join();
  EXPECT_EQ(Number("SELECT SUM(balance) FROM account"), 6);
}

TEST_F(LaneTest, KilledServersLoseNoAcknowledgedWriteAndKeepNoneTwice) {
  constexpr int kEach = 20;
  constexpr int kWriters = 16;
  constexpr int kKills = 3;
  absl::Mutex mutex;
  int acknowledged = 0;
  std::vector<std::thread> writers;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&, writer] {
      for (int i = 0; i < kEach; ++i) {
        Call call = WriteCall();
        absl::StatusOr<std::string> reply = absl::UnknownError("not run");
        while (!reply.ok()) {
          call.deadline = absl::Now() + absl::Minutes(1);
          reply = database_.Write(call, EnterEither{writer * kEach + i});
          ASSERT_TRUE(reply.ok() || absl::IsUnavailable(reply.status())) << reply.status();
        }
        EXPECT_EQ(*reply, absl::StrCat(writer * kEach + i));
        const absl::MutexLock lock(&mutex);
        ++acknowledged;
      }
    });
  }
  for (int kill = 1; kill <= kKills; ++kill) {
    const auto enough = [&] { return acknowledged >= kill * kEach * kWriters / (kKills + 1); };
    {
      const absl::MutexLock lock(&mutex);
      mutex.Await(absl::Condition(&enough));
    }
    testing::KillServer();
    testing::RestartServer();
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(Number("SELECT COUNT(*) FROM entry"), kEach * kWriters);
  EXPECT_EQ(Number("SELECT COUNT(DISTINCT amount) FROM entry"), kEach * kWriters);
  EXPECT_EQ(Number("SELECT balance FROM account WHERE id = 1"), kEach * kWriters);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM audit"), kEach * kWriters);
}

}  // namespace
}  // namespace dukcapil::mysql
