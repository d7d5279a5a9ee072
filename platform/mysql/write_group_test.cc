#include "platform/mysql/write_group.h"

#include <gtest/gtest.h>

#include <thread>

#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "platform/mysql/database_fixture.h"
#include "platform/mysql/pool.h"
#include "platform/testing/test_call.h"

namespace dukcapil::mysql {
namespace {

using ::dukcapil::testing::ReadCall;
using ::dukcapil::testing::WriteCall;

// Adds `amount` to account `id`; refuses what would leave it below zero.
struct Add {
  int id;
  int amount;
  absl::StatusOr<std::string> operator()(Transaction& tx) const {
    tx.NoteChange({"17.02", "regions/17.02", "ADDED", ""});
    RETURN_IF_ERROR(tx.Execute("INSERT INTO entry (account, amount) VALUES (?, ?)", {id, amount}).status());
    RETURN_IF_ERROR(
        tx.Execute("UPDATE account SET balance = balance + ? WHERE id = ?", {amount, id}).status());
    ASSIGN_OR_RETURN(const Rows rows, tx.Query("SELECT balance FROM account WHERE id = ?", {id}));
    return rows.at(0).String(0);
  }
};

class WriteGroupTest : public DatabaseTest {
 protected:
  WriteGroupTest() : pool_(Impatient(options_), 1), lease_(*pool_.Acquire(absl::InfiniteFuture())) {
    EXPECT_TRUE(Statement("INSERT INTO account VALUES (1, 0), (2, 0)").ok());
  }

  static DatabaseOptions Impatient(DatabaseOptions options) {
    options.lock_wait = absl::Seconds(1);
    return options;
  }

  // Runs `work` while another transaction has set the balance of account 1 to 1 and not ended yet.
  template <class F>
  void WhileAnotherHoldsTheFirst(F work) {
    const absl::Status holder = database_.WriteInternal(ReadCall(), [&](Transaction& tx) -> absl::Status {
      tx.NoChange();
      RETURN_IF_ERROR(tx.Execute("UPDATE account SET balance = 1 WHERE id = 1").status());
      work();
      return absl::OkStatus();
    });
    EXPECT_TRUE(holder.ok()) << holder;
  }

  Pool pool_;
  Pool::Lease lease_;
};

TEST_F(WriteGroupTest, OneCommitKeepsAll) {
  const Add five{1, 5};
  const Add six{1, 6};
  const Call first_call = WriteCall();
  const Call second_call = WriteCall();
  PendingWrite first(first_call, five);
  PendingWrite second(second_call, six);
  WriteGroup group(*lease_);
  group.Run(first);
  group.Run(second);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM entry"), 0);
  ASSERT_TRUE(group.Commit());
  EXPECT_EQ(*first.reply, "5");
  EXPECT_EQ(*second.reply, "11");
  EXPECT_EQ(Number("SELECT balance FROM account WHERE id = 1"), 11);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM request WHERE reply IN ('5', '11')"), 2);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM audit"), 2);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM `change`"), 2);
}

class WriteGroupOfThree : public WriteGroupTest {
 protected:
  static constexpr absl::Duration kLongest = absl::Milliseconds(500);

  // Three writes in a group, of which number `slow` takes longer than the others may; how many were begun.
  std::size_t RunWithSlow(int slow) {
    const std::vector<Call> calls = {WriteCall(), WriteCall(), WriteCall()};
    const auto body = [&](Transaction& tx) -> absl::StatusOr<std::string> {
      if (run_++ == slow) absl::SleepFor(1.1 * kLongest);
      return Add{1, 5}(tx);
    };
    PendingWrite first(calls[0], body);
    PendingWrite second(calls[1], body);
    PendingWrite third(calls[2], body);
    WriteGroup group(*lease_);
    const std::size_t begun = group.Run({&first, &second, &third}, kLongest);
    EXPECT_TRUE(group.Commit());
    return begun;
  }

  int run_ = 0;
};

TEST_F(WriteGroupOfThree, ASlowFirstLeavesNobodyOut) {
  EXPECT_EQ(RunWithSlow(0), 3u);
  EXPECT_EQ(Number("SELECT balance FROM account WHERE id = 1"), 15);
}

TEST_F(WriteGroupOfThree, AfterASlowOneNoneIsBegun) {
  EXPECT_EQ(RunWithSlow(1), 2u);
  EXPECT_EQ(Number("SELECT balance FROM account WHERE id = 1"), 10);
}

TEST_F(WriteGroupTest, AFailingWriteIsUndoneAlone) {
  const Add takes_three{1, -3};  // fails: there is nothing
  const Add adds_two{1, 2};
  const std::vector<Call> calls = {WriteCall(), WriteCall(), WriteCall(), WriteCall()};
  PendingWrite before(calls[0], takes_three);
  PendingWrite kept(calls[1], adds_two);
  PendingWrite between(calls[2], takes_three);
  PendingWrite also_kept(calls[3], adds_two);
  WriteGroup group(*lease_);
  for (PendingWrite* write : {&before, &kept, &between, &also_kept}) group.Run(*write);
  ASSERT_TRUE(group.Commit());
  EXPECT_EQ(before.reply.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(*kept.reply, "2");
  EXPECT_EQ(between.reply.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(*also_kept.reply, "4");
  EXPECT_EQ(Number("SELECT COUNT(*) FROM entry"), 2);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM request"), 2);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM audit"), 2);
}

TEST_F(WriteGroupTest, AWriteThatForgetsItsChangeFailsAlone) {
  const auto silent = [](Transaction& tx) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(tx.Execute("UPDATE account SET balance = 7 WHERE id = 2").status());
    return "done";
  };
  const Add five{1, 5};
  const Call first_call = WriteCall();
  const Call second_call = WriteCall();
  PendingWrite first(first_call, five);
  PendingWrite second(second_call, silent);
  WriteGroup group(*lease_);
  group.Run(first);
  group.Run(second);
  ASSERT_TRUE(group.Commit());
  EXPECT_EQ(second.reply.status().code(), absl::StatusCode::kInternal);
  EXPECT_EQ(Number("SELECT SUM(balance) FROM account"), 5);
}

TEST_F(WriteGroupTest, AWriteOutOfTimeIsNotBegun) {
  const Add five{1, 5};
  const auto needs_no_statement = [](Transaction& tx) -> absl::StatusOr<std::string> {
    tx.NoChange();
    return "done";
  };
  const Call first_call = WriteCall();
  Call late_call = WriteCall();
  late_call.deadline = absl::InfinitePast();
  PendingWrite first(first_call, five);
  PendingWrite late(late_call, needs_no_statement);
  WriteGroup group(*lease_);
  group.Run(first);
  group.Run(late);
  ASSERT_TRUE(group.Commit());
  EXPECT_EQ(late.reply.status().code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM request"), 1);
}

TEST_F(WriteGroupTest, AWriteThatRunsOutOfTimeIsUndoneAlone) {
  const Add five{1, 5};
  const Call first_call = WriteCall();
  Call late_call = WriteCall();
  late_call.deadline = absl::Now() + absl::Milliseconds(500);
  const auto adds_too_slowly = [&](Transaction& tx) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(five(tx).status());
    absl::SleepFor(late_call.deadline - absl::Now());
    return five(tx);
  };
  PendingWrite first(first_call, five);
  PendingWrite late(late_call, adds_too_slowly);
  WriteGroup group(*lease_);
  group.Run(first);
  group.Run(late);
  ASSERT_TRUE(group.Commit());
  EXPECT_EQ(late.reply.status().code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(*first.reply, "5");
  EXPECT_EQ(Number("SELECT balance FROM account WHERE id = 1"), 5);
}

TEST_F(WriteGroupTest, KnowsItsOwnRequests) {
  const Add five{1, 5};
  const Call call = WriteCall();
  Call other_caller = call;
  other_caller.caller.subject = "another-clerk";
  PendingWrite write(call, five);
  WriteGroup group(*lease_);
  EXPECT_TRUE(group.Claim(call));
  EXPECT_FALSE(group.Claim(call));
  EXPECT_TRUE(group.Claim(other_caller));
  group.Run(write);
  ASSERT_TRUE(group.Commit());
  // Later the kept reply answers, and there is nothing to wait for.
  PendingWrite again(call, five);
  WriteGroup next(*lease_);
  EXPECT_TRUE(next.Claim(call));
  next.Run(again);
  ASSERT_TRUE(next.Commit());
  EXPECT_EQ(*again.reply, "5");
  EXPECT_EQ(Number("SELECT COUNT(*) FROM entry"), 1);
}

TEST_F(WriteGroupTest, OneThatWaitsTooLongForARowIsLeftBehind) {
  const Add to_free{2, 5};
  const Add to_locked{1, 5};
  const Call first_call = WriteCall();
  const Call second_call = WriteCall();
  PendingWrite first(first_call, to_free);
  PendingWrite second(second_call, to_locked);
  WhileAnotherHoldsTheFirst([&] {
    WriteGroup group(*lease_);
    group.Run(first);
    group.Run(second);
    EXPECT_TRUE(group.stands());
    EXPECT_TRUE(group.Commit());
  });
  EXPECT_FALSE(first.is_left);
  EXPECT_EQ(*first.reply, "5");
  EXPECT_TRUE(second.is_left);
  EXPECT_EQ(Number("SELECT SUM(balance) FROM account"), 6);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM request"), 1);
}

// It has changed nothing, so that nothing of it is to be undone; the others' transaction still is the same.
TEST_F(WriteGroupTest, OneThatWaitsTooLongToReadARowIsLeftBehind) {
  const Add to_free{2, 5};
  const auto reads_locked = [](Transaction& tx) -> absl::StatusOr<std::string> {
    tx.Known<int>() = 7;  // of a read that breaks off
    return tx.QueryApart("SELECT balance FROM account WHERE id = 1 FOR UPDATE").status();
  };
  const auto adds_knowing_nothing = [&](Transaction& tx) -> absl::StatusOr<std::string> {
    EXPECT_EQ(tx.Known<int>(), 0);
    return to_free(tx);
  };
  const std::vector<Call> calls = {WriteCall(), WriteCall(), WriteCall()};
  PendingWrite first(calls[0], to_free);
  PendingWrite second(calls[1], reads_locked);
  PendingWrite third(calls[2], adds_knowing_nothing);
  WhileAnotherHoldsTheFirst([&] {
    WriteGroup group(*lease_);
    for (PendingWrite* write : {&first, &second, &third}) group.Run(*write);
    EXPECT_TRUE(group.stands());
    EXPECT_TRUE(group.Commit());
  });
  EXPECT_TRUE(second.is_left);
  EXPECT_EQ(*third.reply, "10");
  EXPECT_EQ(Number("SELECT SUM(balance) FROM account"), 11);
}

// A server may be set to undo the transaction where a row was waited for too long.
TEST_F(WriteGroupTest, ATransactionThatIsGoneAfterAWaitIsNotCommitted) {
  const Add to_free{2, 5};
  const auto waits_and_is_undone = [&](Transaction& tx) -> absl::StatusOr<std::string> {
    lease_->Rollback();
    return tx.QueryApart("SELECT balance FROM account WHERE id = 1 FOR UPDATE").status();
  };
  const Call first_call = WriteCall();
  const Call second_call = WriteCall();
  PendingWrite first(first_call, to_free);
  PendingWrite second(second_call, waits_and_is_undone);
  WhileAnotherHoldsTheFirst([&] {
    WriteGroup group(*lease_);
    group.Run(first);
    group.Run(second);
    EXPECT_FALSE(group.stands());
  });
  EXPECT_EQ(Number("SELECT COUNT(*) FROM request"), 0);
}

TEST_F(WriteGroupTest, ADeadlockLosesTheWholeGroup) {
  absl::Notification group_holds;
  absl::Notification other_holds;
  // The other has changed more rows, so that the server gives up the group.
  std::thread other([&] {
    const absl::Status status = database_.WriteInternal(ReadCall(), [&](Transaction& tx) -> absl::Status {
      tx.NoChange();
      RETURN_IF_ERROR(tx.InsertRows("INSERT INTO entry (account, amount) VALUES",
                                    std::vector<std::vector<Param>>(100, {2, 0})));
      RETURN_IF_ERROR(tx.Execute("UPDATE account SET balance = balance + 1 WHERE id = 2").status());
      other_holds.Notify();
      group_holds.WaitForNotification();
      return tx.Execute("UPDATE account SET balance = balance + 1 WHERE id = 1").status();
    });
    EXPECT_TRUE(status.ok()) << status;
  });
  const Add five{1, 5};
  const auto crossing = [&](Transaction& tx) -> absl::StatusOr<std::string> {
    other_holds.WaitForNotification();
    group_holds.Notify();
    return Add{2, 5}(tx);
  };
  const Call first_call = WriteCall();
  const Call second_call = WriteCall();
  PendingWrite first(first_call, five);
  PendingWrite second(second_call, crossing);
  WriteGroup group(*lease_);
  group.Run(first);
  group.Run(second);
  EXPECT_FALSE(group.stands());
  EXPECT_FALSE(group.Commit());
  lease_->Rollback();
  other.join();
  EXPECT_EQ(Number("SELECT SUM(balance) FROM account"), 2);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM request"), 0);
}

TEST_F(WriteGroupTest, ATransactionThatEndedUnseenIsNotCommitted) {
  const Add five{1, 5};
  const auto ends_it = [](Transaction& tx) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(tx.Execute("ROLLBACK").status());
    return absl::FailedPreconditionError("no");
  };
  const Call first_call = WriteCall();
  const Call second_call = WriteCall();
  PendingWrite first(first_call, five);
  PendingWrite second(second_call, ends_it);
  WriteGroup group(*lease_);
  group.Run(first);
  group.Run(second);
  EXPECT_FALSE(group.stands());
  EXPECT_FALSE(group.Commit());
}

TEST_F(WriteGroupTest, AServerThatDiesLosesTheGroup) {
  const Add five{1, 5};
  const auto dies = [](Transaction& tx) -> absl::StatusOr<std::string> {
    testing::KillServer();
    testing::RestartServer();
    return Add{1, 6}(tx);
  };
  const Call first_call = WriteCall();
  const Call second_call = WriteCall();
  PendingWrite first(first_call, five);
  PendingWrite second(second_call, dies);
  WriteGroup group(*lease_);
  group.Run(first);
  group.Run(second);
  EXPECT_FALSE(group.stands());
  EXPECT_FALSE(group.Commit());
  EXPECT_EQ(Number("SELECT COUNT(*) FROM entry"), 0);
}

}  // namespace
}  // namespace dukcapil::mysql
