#include "platform/mysql/database.h"

#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "platform/crypto/uuid.h"
#include "platform/mysql/migrations.h"
#include "platform/mysql/purge.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"
#include "platform/testing/private_mariadb.h"
#include "platform/testing/test_call.h"

namespace dukcapil::mysql {
namespace {

using ::dukcapil::testing::ReadCall;
using ::dukcapil::testing::WriteCall;

std::vector<Migration> TestTables() {
  return {{1,
           "create_account",
           {"CREATE TABLE IF NOT EXISTS account (id INT NOT NULL PRIMARY KEY, balance BIGINT NOT NULL, "
            "CHECK (balance >= 0)) ENGINE = InnoDB",
            "CREATE TABLE IF NOT EXISTS entry (id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, "
            "account INT NOT NULL, amount BIGINT NOT NULL) ENGINE = InnoDB"}}};
}

class DatabaseTest : public ::testing::Test {
 protected:
  DatabaseTest() : options_(testing::NewSchema()), database_(options_) {
    const absl::Status status = Migrate(database_, TestTables());
    EXPECT_TRUE(status.ok()) << status;
  }

  std::int64_t Number(absl::string_view sql) {
    std::int64_t number = -1;
    const absl::Status status = database_.Read(ReadCall(), [&](Reader& reader) -> absl::Status {
      ASSIGN_OR_RETURN(const Rows rows, reader.Query(sql));
      number = rows.at(0).Int(0);
      return absl::OkStatus();
    });
    EXPECT_TRUE(status.ok()) << status;
    return number;
  }

  absl::Status Statement(absl::string_view sql, const std::vector<Param>& params = {}) {
    return database_.WriteInternal(ReadCall(), [&](Transaction& tx) {
      tx.NoChange();
      return tx.Execute(sql, params).status();
    });
  }

  DatabaseOptions options_;
  Database database_;
};

// Adds 1 to account 1 and answers with the entry's number.
absl::StatusOr<std::string> AddOne(Transaction& tx) {
  RETURN_IF_ERROR(tx.Execute("UPDATE account SET balance = balance + 1 WHERE id = 1").status());
  RETURN_IF_ERROR(tx.Execute("INSERT INTO entry (account, amount) VALUES (1, 1)").status());
  ASSIGN_OR_RETURN(const Rows rows, tx.Query("SELECT LAST_INSERT_ID()"));
  tx.NoteChange({"17.02", "regions/17.02/entries/1", "ENTRY_ADDED", "payload"});
  return "entry " + rows[0].String(0);
}

TEST_F(DatabaseTest, AWriteKeepsEffectReplyAuditAndChange) {
  ASSERT_TRUE(Statement("INSERT INTO account VALUES (1, 0)").ok());
  Call call = WriteCall("test.Add");
  call.purpose = "counter";
  const auto reply = database_.Write(call, AddOne);
  ASSERT_TRUE(reply.ok()) << reply.status();
  EXPECT_EQ(*reply, "entry 1");
  EXPECT_EQ(Number("SELECT balance FROM account WHERE id = 1"), 1);
  const absl::Status status = database_.Read(ReadCall(), [&](Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(const Rows audit,
                     reader.Query("SELECT region, subject, roles, method, resource, purpose, request_id, "
                                  "occurred_time FROM audit"));
    EXPECT_EQ(audit.size(), 1u);
    EXPECT_EQ(audit.at(0).String(0), "17.02");
    EXPECT_EQ(audit.at(0).String(1), "test-clerk");
    EXPECT_EQ(audit.at(0).String(2), "clerk");
    EXPECT_EQ(audit.at(0).String(3), "test.Add");
    EXPECT_EQ(audit.at(0).String(4), "regions/17.02");
    EXPECT_EQ(audit.at(0).String(5), "counter");
    EXPECT_EQ(audit.at(0).String(6), call.request_id);
    EXPECT_LE(audit.at(0).Time(7), absl::Now());
    ASSIGN_OR_RETURN(const Rows change,
                     reader.Query("SELECT region, resource, kind, payload, sequence FROM `change`"));
    EXPECT_EQ(change.size(), 1u);
    EXPECT_EQ(change.at(0).String(1), "regions/17.02/entries/1");
    EXPECT_EQ(change.at(0).String(2), "ENTRY_ADDED");
    EXPECT_EQ(change.at(0).String(3), "payload");
    EXPECT_TRUE(change.at(0).IsNull(4));
    return absl::OkStatus();
  });
  EXPECT_TRUE(status.ok()) << status;
}

TEST_F(DatabaseTest, SixtyFourCopiesHaveOneEffectAndEqualAnswers) {
  ASSERT_TRUE(Statement("INSERT INTO account VALUES (1, 0)").ok());
  const Call call = WriteCall();
  constexpr size_t kCopies = 64;
  std::vector<absl::StatusOr<std::string>> replies(kCopies, absl::UnknownError("not run"));
  absl::Notification go;
  std::vector<std::thread> threads;
  for (auto& reply : replies) {
    threads.emplace_back([&] {
      go.WaitForNotification();
      reply = database_.Write(call, AddOne);
    });
  }
  go.Notify();
  for (auto& thread : threads) thread.join();
  for (const auto& reply : replies) {
    ASSERT_TRUE(reply.ok()) << reply.status();
    EXPECT_EQ(*reply, *replies[0]);
  }
  EXPECT_EQ(Number("SELECT balance FROM account WHERE id = 1"), 1);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM entry"), 1);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM audit"), 1);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM `change`"), 1);
}

TEST_F(DatabaseTest, ARequestIdIsForOneRequest) {
  ASSERT_TRUE(Statement("INSERT INTO account VALUES (1, 0)").ok());
  Call call = WriteCall();
  ASSERT_TRUE(database_.Write(call, AddOne).ok());
  call.fingerprint[0] = static_cast<char>(call.fingerprint[0] ^ 1);
  const auto other = database_.Write(call, AddOne);
  EXPECT_EQ(other.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(GetErrorDetail(other.status()).violations.at(0).field, "request_id");
  EXPECT_EQ(GetErrorDetail(other.status()).violations.at(0).reason, "REQUEST_ID_REUSED");
  EXPECT_EQ(Number("SELECT COUNT(*) FROM entry"), 1);
  // Another caller or another method may use the same.
  call.caller.subject = "another-clerk";
  EXPECT_TRUE(database_.Write(call, AddOne).ok());
  call.method = "test.Other";
  EXPECT_TRUE(database_.Write(call, AddOne).ok());
  EXPECT_EQ(Number("SELECT COUNT(*) FROM entry"), 3);
}

TEST_F(DatabaseTest, ARequestIdIsAUuid) {
  for (const char* bad : {"", "1", "26c4d4fd-5918-5e7c-8bf4-9f07282e9c8x"}) {
    Call call = WriteCall();
    call.request_id = bad;
    const auto reply = database_.Write(call, AddOne);
    EXPECT_EQ(GetErrorDetail(reply.status()).violations.at(0).field, "request_id");
  }
  EXPECT_EQ(Number("SELECT COUNT(*) FROM request"), 0);
}

TEST_F(DatabaseTest, ABodysErrorUndoesEverything) {
  ASSERT_TRUE(Statement("INSERT INTO account VALUES (1, 0)").ok());
  const Call call = WriteCall();
  const auto failed = database_.Write(call, [](Transaction& tx) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(AddOne(tx).status());
    return absl::FailedPreconditionError("no");
  });
  EXPECT_EQ(failed.status(), absl::FailedPreconditionError("no"));
  EXPECT_EQ(Number("SELECT balance FROM account WHERE id = 1"), 0);
  for (const char* table : {"entry", "request", "audit", "`change`"}) {
    EXPECT_EQ(Number(std::string("SELECT COUNT(*) FROM ") + table), 0) << table;
  }
  EXPECT_TRUE(database_.Write(call, AddOne).ok());  // the id is still free
}

TEST_F(DatabaseTest, AWriteThatForgetsItsChangeFails) {
  const auto silent = [](Transaction& tx) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(tx.Execute("INSERT INTO account VALUES (1, 0)").status());
    return "done";
  };
  EXPECT_EQ(database_.Write(WriteCall(), silent).status().code(), absl::StatusCode::kInternal);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM account"), 0);
}

TEST_F(DatabaseTest, ReadsCannotWrite) {
  const absl::Status status = database_.Read(
      ReadCall(), [](Reader& reader) { return reader.Query("INSERT INTO account VALUES (1, 0)").status(); });
  EXPECT_EQ(status.code(), absl::StatusCode::kInternal);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM account"), 0);
}

TEST_F(DatabaseTest, AReadSeesOneMoment) {
  const absl::Status status = database_.Read(ReadCall(), [&](Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(const Rows before, reader.Query("SELECT COUNT(*) FROM account"));
    RETURN_IF_ERROR(Statement("INSERT INTO account VALUES (1, 0)"));
    ASSIGN_OR_RETURN(const Rows after, reader.Query("SELECT COUNT(*) FROM account"));
    EXPECT_EQ(before[0].Int(0), 0);
    EXPECT_EQ(after[0].Int(0), 0);
    return absl::OkStatus();
  });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(Number("SELECT COUNT(*) FROM account"), 1);
}

TEST_F(DatabaseTest, AnAuditedReadLeavesARow) {
  Call call = ReadCall("test.GetFull");
  call.purpose = "complaint 12";
  std::int64_t one = 0;
  const absl::Status status = database_.ReadAudited(call, [&](Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(const Rows rows, reader.Query("SELECT 1"));
    one = rows[0].Int(0);
    return absl::OkStatus();
  });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(one, 1);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM audit WHERE method = 'test.GetFull' AND purpose = 'complaint 12'"),
            1);
}

TEST_F(DatabaseTest, ADeadlockRunsAgain) {
  ASSERT_TRUE(Statement("INSERT INTO account VALUES (1, 0), (2, 0)").ok());
  std::atomic<int> runs{0};
  // Each first run waits until both hold their first row: then one of them must lose.
  absl::Notification first_holds;
  absl::Notification second_holds;
  const auto cross = [&](int from, int to, absl::Notification& mine, absl::Notification& other) {
    return [&, from, to](Transaction& tx) -> absl::StatusOr<std::string> {
      ++runs;
      tx.NoChange();
      RETURN_IF_ERROR(tx.Execute("UPDATE account SET balance = balance + 1 WHERE id = ?", {from}).status());
      if (!mine.HasBeenNotified()) mine.Notify();
      other.WaitForNotification();
      RETURN_IF_ERROR(tx.Execute("UPDATE account SET balance = balance + 1 WHERE id = ?", {to}).status());
      return "done";
    };
  };
  std::thread first([&] {
    const auto reply = database_.Write(WriteCall(), cross(1, 2, first_holds, second_holds));
    EXPECT_TRUE(reply.ok()) << reply.status();
  });
  const auto reply = database_.Write(WriteCall(), cross(2, 1, second_holds, first_holds));
  EXPECT_TRUE(reply.ok()) << reply.status();
  first.join();
  EXPECT_GE(runs, 3);
  EXPECT_EQ(Number("SELECT balance FROM account WHERE id = 1"), 2);
  EXPECT_EQ(Number("SELECT balance FROM account WHERE id = 2"), 2);
}

TEST_F(DatabaseTest, ASwallowedDeadlockIsNotCommitted) {
  ASSERT_TRUE(Statement("INSERT INTO account VALUES (1, 0), (2, 0)").ok());
  absl::Notification first_holds;
  absl::Notification second_holds;
  const auto careless = [&](int from, int to, absl::Notification& mine, absl::Notification& other) {
    return [&, from, to](Transaction& tx) -> absl::Status {
      tx.NoChange();
      RETURN_IF_ERROR(tx.Execute("UPDATE account SET balance = balance + 1 WHERE id = ?", {from}).status());
      if (!mine.HasBeenNotified()) mine.Notify();
      other.WaitForNotification();
      tx.Execute("UPDATE account SET balance = balance + 1 WHERE id = ?", {to}).IgnoreError();
      return absl::OkStatus();
    };
  };
  std::thread first([&] {
    EXPECT_TRUE(database_.WriteInternal(ReadCall(), careless(1, 2, first_holds, second_holds)).ok());
  });
  EXPECT_TRUE(database_.WriteInternal(ReadCall(), careless(2, 1, second_holds, first_holds)).ok());
  first.join();
  EXPECT_EQ(Number("SELECT SUM(balance) FROM account"), 4);
}

TEST_F(DatabaseTest, DuplicatesAndConstraintsAreTheBodysToHandle) {
  const absl::Status status = database_.WriteInternal(ReadCall(), [](Transaction& tx) -> absl::Status {
    tx.NoChange();
    RETURN_IF_ERROR(tx.Execute("INSERT INTO account VALUES (1, 0)").status());
    EXPECT_EQ(tx.Execute("INSERT INTO account VALUES (1, 0)").status().code(),
              absl::StatusCode::kAlreadyExists);
    EXPECT_EQ(tx.Execute("UPDATE account SET balance = -1").status().code(),
              absl::StatusCode::kFailedPrecondition);
    EXPECT_EQ(tx.Execute("INSERT INTO account VALUES ('many', 0)").status().code(),
              absl::StatusCode::kInternal);
    return tx.Execute("INSERT INTO account VALUES (2, 0)").status();
  });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(Number("SELECT COUNT(*) FROM account"), 2);
}

TEST_F(DatabaseTest, ExecuteCountsWhatReallyChanged) {
  const absl::Status status = database_.WriteInternal(ReadCall(), [](Transaction& tx) -> absl::Status {
    tx.NoChange();
    EXPECT_EQ(*tx.Execute("INSERT INTO account VALUES (1, 5), (2, 5), (3, 7)"), 3);
    EXPECT_EQ(*tx.Execute("UPDATE account SET balance = 5"), 1);
    EXPECT_EQ(*tx.Execute("UPDATE account SET balance = balance - 6 WHERE id = 1 AND balance >= 6"), 0);
    EXPECT_EQ(*tx.Execute("DELETE FROM account WHERE id <= ?", {2}), 2);
    return absl::OkStatus();
  });
  EXPECT_TRUE(status.ok()) << status;
}

TEST_F(DatabaseTest, APoolWithoutAFreeConnectionEndsAtTheDeadline) {
  DatabaseOptions narrow = options_;
  narrow.connections = 1;
  Database database(narrow);
  const absl::Status status = database.Read(ReadCall(), [&](Reader&) {
    Call late = ReadCall();
    late.deadline = absl::Now() + absl::Milliseconds(20);
    const absl::Status none = database.Read(late, [](Reader&) { return absl::OkStatus(); });
    EXPECT_EQ(none.code(), absl::StatusCode::kDeadlineExceeded);
    EXPECT_TRUE(database.Check(absl::Now() + absl::Minutes(1)).ok());  // health has a connection of its own
    return absl::OkStatus();
  });
  EXPECT_TRUE(status.ok()) << status;
}

TEST_F(DatabaseTest, NothingStartsAfterTheDeadline) {
  Call call = WriteCall();
  call.deadline = absl::Now() - absl::Seconds(1);
  EXPECT_EQ(database_.Write(call, AddOne).status().code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM request"), 0);
}

TEST_F(DatabaseTest, AnEqualRequestThatRunsTooLongIsInFlight) {
  ASSERT_TRUE(Statement("INSERT INTO account VALUES (1, 0)").ok());
  DatabaseOptions impatient = options_;
  impatient.lock_wait = absl::Seconds(1);
  Database database(impatient);
  const Call call = WriteCall();
  const auto slow = database_.Write(call, [&](Transaction& tx) -> absl::StatusOr<std::string> {
    const auto copy = database.Write(call, AddOne);
    EXPECT_EQ(copy.status().code(), absl::StatusCode::kAborted);
    EXPECT_EQ(GetErrorDetail(copy.status()).reason, "REQUEST_IN_FLIGHT");
    return AddOne(tx);
  });
  EXPECT_TRUE(slow.ok()) << slow.status();
  EXPECT_EQ(Number("SELECT balance FROM account WHERE id = 1"), 1);
}

TEST_F(DatabaseTest, ADeadServerIsUnavailableAndComesBack) {
  ASSERT_TRUE(Statement("INSERT INTO account VALUES (1, 0)").ok());
  const Call acknowledged = WriteCall();
  const auto reply = database_.Write(acknowledged, AddOne);
  ASSERT_TRUE(reply.ok());
  testing::KillServer();
  EXPECT_EQ(database_.Write(WriteCall(), AddOne).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(database_.Read(ReadCall(), [](Reader&) { return absl::OkStatus(); }).code(),
            absl::StatusCode::kUnavailable);
  EXPECT_EQ(database_.Check(absl::Now() + absl::Minutes(1)).code(), absl::StatusCode::kUnavailable);
  testing::RestartServer();
  EXPECT_TRUE(database_.Check(absl::Now() + absl::Minutes(1)).ok());
  EXPECT_EQ(*database_.Write(acknowledged, AddOne), *reply);
  EXPECT_EQ(Number("SELECT balance FROM account WHERE id = 1"), 1);
}

TEST_F(DatabaseTest, ARefusedConnectionIsUnavailableAndLogged) {
  DatabaseOptions wrong = options_;
  wrong.password = "not the password";
  Database database(wrong);
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(database.Check(absl::Now() + absl::Minutes(1)).code(), absl::StatusCode::kUnavailable);
  EXPECT_NE(::testing::internal::GetCapturedStderr().find("\"1045\""), std::string::npos);
}

TEST_F(DatabaseTest, AServerThatComesBackIsNotSeen) {
  ASSERT_TRUE(Statement("INSERT INTO account VALUES (1, 0)").ok());
  testing::KillServer();
  testing::RestartServer();
  EXPECT_TRUE(database_.Write(WriteCall(), AddOne).ok());  // the pooled connection is dead, another is opened
}

TEST_F(DatabaseTest, AServerThatDiesInATransactionLeavesNothing) {
  ASSERT_TRUE(Statement("INSERT INTO account VALUES (1, 0)").ok());
  const auto reply = database_.Write(WriteCall(), [](Transaction& tx) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(AddOne(tx).status());
    testing::KillServer();
    return tx.Query("SELECT 1").status();
  });
  EXPECT_EQ(reply.status().code(), absl::StatusCode::kUnavailable);
  testing::RestartServer();
  EXPECT_EQ(Number("SELECT balance FROM account WHERE id = 1"), 0);
}

TEST_F(DatabaseTest, ACommitOfUnknownOutcomeRunsAgainOrIsReported) {
  ASSERT_TRUE(Statement("INSERT INTO account VALUES (1, 0)").ok());
  int runs = 0;
  const auto reply = database_.Write(WriteCall(), [&](Transaction& tx) -> absl::StatusOr<std::string> {
    auto answer = AddOne(tx);
    // The rest of this transaction meets a dead connection, the next run a live server.
    if (++runs == 1) {
      testing::KillServer();
      testing::RestartServer();
    }
    return answer;
  });
  EXPECT_TRUE(reply.ok()) << reply.status();
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(Number("SELECT balance FROM account WHERE id = 1"), 1);

  const absl::Status internal = database_.WriteInternal(ReadCall(), [&](Transaction& tx) -> absl::Status {
    tx.NoChange();
    RETURN_IF_ERROR(tx.Execute("UPDATE account SET balance = balance + 1").status());
    testing::KillServer();
    testing::RestartServer();
    return absl::OkStatus();  // COMMIT is the first to notice
  });
  EXPECT_EQ(GetErrorDetail(internal).reason, "OUTCOME_UNKNOWN");
}

TEST_F(DatabaseTest, CheckRefusesAServerThatMayLoseAcknowledgedWrites) {
  Database administrator(testing::Administrator(options_));
  const auto flush_at_commit = [&](const Param& value) {
    return administrator.WriteInternal(ReadCall(), [&](Transaction& tx) {
      tx.NoChange();
      return tx.Execute("SET GLOBAL innodb_flush_log_at_trx_commit = ?", {value}).status();
    });
  };
  ASSERT_TRUE(flush_at_commit(2).ok());
  EXPECT_EQ(database_.Check(absl::Now() + absl::Minutes(1)).code(), absl::StatusCode::kFailedPrecondition);
  ASSERT_TRUE(flush_at_commit(1).ok());
  EXPECT_TRUE(database_.Check(absl::Now() + absl::Minutes(1)).ok());
}

TEST_F(DatabaseTest, PurgeForgetsOldRequestsOnly) {
  constexpr char kOld[] =
      "INSERT INTO request SELECT '17.02', 'c', 'm', CONCAT(LPAD(seq, 8, '0'), "
      "'-0000-7000-8000-000000000000'), '', '', '2023-10-01' FROM seq_1_to_2500";
  ASSERT_TRUE(Statement(kOld).ok());
  ASSERT_TRUE(Statement("INSERT INTO account VALUES (1, 0)").ok());
  ASSERT_TRUE(database_.Write(WriteCall(), AddOne).ok());
  const auto purged = PurgeRequests(database_, absl::Now() - absl::Hours(24 * 7));
  ASSERT_TRUE(purged.ok()) << purged.status();
  EXPECT_EQ(*purged, 2500);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM request"), 1);
}

}  // namespace
}  // namespace dukcapil::mysql
