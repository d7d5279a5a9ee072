// What the writes of a group leave to be written together.
#include "platform/mysql/backlog.h"

#include <gtest/gtest.h>

#include <deque>
#include <functional>
#include <string>

#include "absl/strings/str_cat.h"
#include "platform/mysql/database_fixture.h"
#include "platform/mysql/pool.h"
#include "platform/mysql/write_group.h"
#include "platform/testing/test_call.h"

namespace dukcapil::mysql {
namespace {

using ::dukcapil::testing::ReadCall;
using ::dukcapil::testing::WriteCall;

constexpr char kInsertAccounts[] = "INSERT INTO account (id, balance) VALUES";
constexpr char kCountAccounts[] = "SELECT COUNT(*) FROM account";

// Opens account `id` with nothing, later.
absl::Status OpenLater(Transaction& tx, int id) {
  tx.NoteChange({"17.02", "regions/17.02", "OPENED", ""});
  return tx.InsertLater(kInsertAccounts, {id, 0}, absl::StrCat("account/", id));
}

class BacklogTest : public DatabaseTest {
 protected:
  using Body = std::function<absl::StatusOr<std::string>(Transaction&)>;

  BacklogTest() : pool_(options_, 1), lease_(*pool_.Acquire(absl::InfiniteFuture())), group_(*lease_) {
    EXPECT_TRUE(Statement("INSERT INTO account VALUES (1, 10)").ok());
  }

  // Runs `body` in the group; what it is told in the end.
  absl::StatusOr<std::string>& Run(const Body& body, const Call& call = WriteCall()) {
    Kept& kept = writes_.emplace_back(call, body);
    group_.Run(kept.write);
    return kept.write.reply;
  }

  absl::StatusOr<std::string>& RunOpening(int id) {
    return Run([id](Transaction& tx) -> absl::StatusOr<std::string> {
      RETURN_IF_ERROR(OpenLater(tx, id));
      return "opened";
    });
  }

  // Adds to the balance of account 1; how many times that was written is counted.
  absl::Status AddToFirst(Transaction& tx, int amount) {
    tx.NoteChange({"17.02", "regions/17.02", "ADDED", ""});
    return tx.AddLater("account", "1", amount, [this](Transaction& transaction, const Sums& sums) {
      ++sums_written_;
      return transaction.Execute("UPDATE account SET balance = balance + ? WHERE id = 1", {sums.at("1")})
          .status();
    });
  }

  struct Kept {
    Kept(const Call& the_call, const Body& the_body) : call(the_call), body(the_body), write(call, body) {}
    const Call call;
    const Body body;
    PendingWrite write;
  };

  Pool pool_;
  Pool::Lease lease_;
  WriteGroup group_;
  std::deque<Kept> writes_;
  int sums_written_ = 0;
};

TEST_F(BacklogTest, RowsAndSumsOfAllAreWrittenOnceAtTheEnd) {
  for (int id = 2; id <= 6; ++id) {
    Run([&, id](Transaction& tx) -> absl::StatusOr<std::string> {
      RETURN_IF_ERROR(OpenLater(tx, id));
      RETURN_IF_ERROR(AddToFirst(tx, id));
      return absl::StrCat(tx.Waiting("account", "1"));
    });
  }
  EXPECT_EQ(*writes_.back().write.reply, "20");  // what waits is known
  EXPECT_EQ(sums_written_, 0);
  ASSERT_TRUE(group_.Commit());
  EXPECT_EQ(sums_written_, 1);
  EXPECT_EQ(Number("SELECT balance FROM account WHERE id = 1"), 30);
  EXPECT_EQ(Number(kCountAccounts), 6);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM request"), 5);
}

TEST_F(BacklogTest, AFailingWriteTakesItsRowsAndSumsAlong) {
  RunOpening(2);
  const auto& failed = Run([&](Transaction& tx) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(OpenLater(tx, 3));
    RETURN_IF_ERROR(AddToFirst(tx, 5));
    return absl::FailedPreconditionError("no");
  });
  RunOpening(4);
  ASSERT_TRUE(group_.Commit());
  EXPECT_EQ(failed.status(), absl::FailedPreconditionError("no"));
  EXPECT_EQ(Number("SELECT SUM(id) FROM account"), 1 + 2 + 4);
  EXPECT_EQ(Number("SELECT SUM(balance) FROM account"), 10);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM request"), 2);
}

TEST_F(BacklogTest, AStatementSeesWhatWaits) {
  RunOpening(2);
  const auto& counted = Run([&](Transaction& tx) -> absl::StatusOr<std::string> {
    ASSIGN_OR_RETURN(const Rows apart, tx.QueryApart(kCountAccounts));
    RETURN_IF_ERROR(OpenLater(tx, 3));
    ASSIGN_OR_RETURN(const Rows all, tx.Query(kCountAccounts));
    return absl::StrCat(apart[0].Int(0), " ", all[0].Int(0));
  });
  ASSERT_TRUE(group_.Commit());
  EXPECT_EQ(*counted, "1 3");
}

TEST_F(BacklogTest, AFailingWriteAfterAStatementIsUndoneAlone) {
  RunOpening(2);
  Run([&](Transaction& tx) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(OpenLater(tx, 3));
    RETURN_IF_ERROR(tx.Execute("UPDATE account SET balance = 0").status());
    RETURN_IF_ERROR(OpenLater(tx, 4));
    return absl::FailedPreconditionError("no");
  });
  ASSERT_TRUE(group_.Commit());
  EXPECT_EQ(Number("SELECT SUM(id) FROM account"), 1 + 2);
  EXPECT_EQ(Number("SELECT balance FROM account WHERE id = 1"), 10);
}

// The rows of others are written after the place to which this one is undone: they are written again.
TEST_F(BacklogTest, AFailingWriteApartLosesNoRowsOfOthers) {
  RunOpening(2);
  Run([&](Transaction& tx) -> absl::StatusOr<std::string> { return AddToFirst(tx, 7).ok() ? "added" : ""; });
  Run([&](Transaction& tx) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(tx.ExecuteApart("INSERT INTO entry (account, amount) VALUES (1, 1)").status());
    RETURN_IF_ERROR(tx.Query(kCountAccounts).status());
    return absl::FailedPreconditionError("no");
  });
  EXPECT_EQ(sums_written_, 1);
  ASSERT_TRUE(group_.Commit());
  EXPECT_EQ(sums_written_, 2);
  EXPECT_EQ(Number(kCountAccounts), 2);
  EXPECT_EQ(Number("SELECT balance FROM account WHERE id = 1"), 17);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM entry"), 0);
}

TEST_F(BacklogTest, TheSecondOfAKeyIsRefusedAlone) {
  const auto& first = RunOpening(2);
  const auto& second = RunOpening(2);
  const auto& third = RunOpening(3);
  ASSERT_TRUE(group_.Commit());
  EXPECT_TRUE(first.ok());
  EXPECT_TRUE(absl::IsAlreadyExists(second.status())) << second.status();
  EXPECT_TRUE(third.ok());
  EXPECT_EQ(Number(kCountAccounts), 3);
}

TEST_F(BacklogTest, ARowRefusedAtTheEndUndoesTheGroup) {
  RunOpening(2);
  RunOpening(1);  // is there
  EXPECT_FALSE(group_.Commit());
  lease_->Rollback();
  EXPECT_EQ(Number(kCountAccounts), 1);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM request"), 0);
}

TEST_F(BacklogTest, ASumRefusedAtTheEndUndoesTheGroup) {
  RunOpening(2);
  Run([&](Transaction& tx) -> absl::StatusOr<std::string> {
    return AddToFirst(tx, -11).ok() ? "taken" : "";
  });
  EXPECT_FALSE(group_.Commit());
  lease_->Rollback();
  EXPECT_EQ(Number(kCountAccounts), 1);
}

TEST_F(BacklogTest, RowsOfOthersRefusedBeforeAStatementUndoTheGroup) {
  RunOpening(1);  // is there
  Run([&](Transaction& tx) -> absl::StatusOr<std::string> {
    tx.NoChange();
    RETURN_IF_ERROR(tx.Query(kCountAccounts).status());
    return "counted";
  });
  EXPECT_FALSE(group_.stands());
  EXPECT_FALSE(group_.Commit());
}

TEST_F(BacklogTest, OneWhoseOwnRowsAreRefusedIsLeftBehind) {
  RunOpening(2);
  Run([&](Transaction& tx) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(OpenLater(tx, 1));  // is there
    RETURN_IF_ERROR(tx.Query(kCountAccounts).status());
    return "opened";
  });
  ASSERT_TRUE(group_.Commit());
  EXPECT_FALSE(writes_[0].write.is_left);
  EXPECT_TRUE(writes_[1].write.is_left);
  EXPECT_EQ(Number(kCountAccounts), 2);
}

TEST_F(BacklogTest, WhatIsKnownHoldsUntilSomethingIsWritten) {
  const auto look = [](Transaction& tx) -> absl::StatusOr<std::string> {
    tx.NoChange();
    return absl::StrCat(tx.Known<int>()++);
  };
  const auto write = [&](Transaction& tx) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(tx.Execute("UPDATE account SET balance = 7").status());
    return look(tx);
  };
  const auto write_apart = [&](Transaction& tx) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(tx.ExecuteApart("INSERT INTO entry (account, amount) VALUES (1, 1)").status());
    return look(tx);
  };
  EXPECT_EQ(*Run(look), "0");
  EXPECT_EQ(*Run(look), "1");
  EXPECT_EQ(*Run(write_apart), "2");
  EXPECT_EQ(*Run(write), "0");
  EXPECT_EQ(*Run(look), "1");
  RunOpening(2);
  EXPECT_EQ(*Run(look), "2");
  ASSERT_TRUE(group_.Commit());
}

TEST_F(BacklogTest, WhatIsKnownOutlivesOneThatFailsWithoutHavingWritten) {
  const auto look = [](Transaction& tx) -> absl::StatusOr<std::string> {
    tx.NoChange();
    return absl::StrCat(tx.Known<int>()++);
  };
  const auto refuse = [&](Transaction& tx) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(OpenLater(tx, 2));
    RETURN_IF_ERROR(tx.QueryApart("SELECT balance FROM account WHERE id = 1 FOR UPDATE").status());
    ASSIGN_OR_RETURN(const std::string seen, look(tx));
    return absl::FailedPreconditionError(seen);
  };
  const auto refuse_written = [&](Transaction& tx) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(tx.ExecuteApart("INSERT INTO entry (account, amount) VALUES (1, 1)").status());
    return refuse(tx);
  };
  const auto lock_elsewhere = [&] {
    return database_.WriteInternal(ReadCall(), [&](Transaction& tx) {
      tx.NoChange();
      return tx.Query("SELECT balance FROM account WHERE id = 1 FOR UPDATE NOWAIT").status();
    });
  };
  EXPECT_TRUE(lock_elsewhere().ok());
  EXPECT_EQ(Run(refuse).status().message(), "0");
  EXPECT_FALSE(lock_elsewhere().ok());  // its locks stay too, on which what is known may rest
  EXPECT_EQ(*Run(look), "1");
  EXPECT_EQ(Run(refuse).status().message(), "2");
  EXPECT_EQ(*Run(look), "3");
  EXPECT_EQ(Run(refuse_written).status().message(), "4");
  EXPECT_EQ(*Run(look), "0");
  ASSERT_TRUE(group_.Commit());
  EXPECT_EQ(Number(kCountAccounts), 1);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM request"), 3);
}

TEST_F(BacklogTest, AloneEverythingIsWrittenAtOnce) {
  const auto reply = database_.Write(
      WriteCall(),
      [&](Transaction& tx) -> absl::StatusOr<std::string> {
        RETURN_IF_ERROR(OpenLater(tx, 2));
        RETURN_IF_ERROR(AddToFirst(tx, 5));
        EXPECT_EQ(tx.Waiting("account", "1"), 0);
        ASSIGN_OR_RETURN(const Rows rows, tx.QueryApart("SELECT COUNT(*), SUM(balance) FROM account"));
        EXPECT_TRUE(absl::IsAlreadyExists(OpenLater(tx, 2)));
        return absl::StrCat(rows[0].Int(0), " ", rows[0].String(1));
      },
      Grouping::kAlone);
  EXPECT_EQ(*reply, "2 15");
}

TEST_F(BacklogTest, EachKnowsWhatAllAreAbout) {
  const auto names = [](Transaction& tx) -> absl::StatusOr<std::string> {
    tx.NoChange();
    std::string all;
    for (const std::string* name : tx.Subjects<std::string>()) all += *name;
    return absl::StrCat(all, tx.Subjects<int>().size());
  };
  const std::vector<Call> calls = {WriteCall(), WriteCall(), WriteCall(), WriteCall()};
  PendingWrite first(calls[0], names, std::string("a"));
  PendingWrite second(calls[1], names);
  PendingWrite third(calls[2], names, std::string("b"));
  PendingWrite fourth(calls[3], names, 7);
  EXPECT_EQ(group_.Run({&first, &second, &third, &fourth}), 4u);
  ASSERT_TRUE(group_.Commit());
  for (const PendingWrite* write : {&first, &second, &third, &fourth}) EXPECT_EQ(*write->reply, "ab1");
}

// Elsewhere, for example in another instance of the service.
TEST_F(BacklogTest, AnEqualRequestAnsweredElsewhereMeanwhileIsTheAnswer) {
  const Call call = WriteCall();
  const auto fails_after_it = [&](Transaction&) -> absl::StatusOr<std::string> {
    EXPECT_TRUE(database_.Write(call, AddOne).ok());
    return absl::FailedPreconditionError("there is one already");
  };
  const auto fails = [](Transaction&) -> absl::StatusOr<std::string> {
    return absl::FailedPreconditionError("no");
  };
  const auto& answer = Run(fails_after_it, call);
  const auto& refused = Run(fails);
  ASSERT_TRUE(group_.Commit());
  EXPECT_EQ(*answer, "entry 1");
  EXPECT_EQ(refused.status(), absl::FailedPreconditionError("no"));
  EXPECT_EQ(Number("SELECT COUNT(*) FROM entry"), 1);
}

TEST_F(BacklogTest, AnEqualRequestAnsweredElsewhereMeanwhileUndoesTheGroup) {
  const Call call = WriteCall();
  const auto opens_after_it = [&](Transaction& tx) -> absl::StatusOr<std::string> {
    EXPECT_TRUE(database_.Write(call, AddOne).ok());
    RETURN_IF_ERROR(OpenLater(tx, 2));
    return "opened";
  };
  Run(opens_after_it, call);
  EXPECT_FALSE(group_.Commit());  // alone it will find the reply
  lease_->Rollback();
  EXPECT_EQ(Number(kCountAccounts), 1);
}

}  // namespace
}  // namespace dukcapil::mysql
