#include "platform/mysql/database.h"

#include <gtest/gtest.h>

#include <thread>

#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "platform/mysql/database_fixture.h"
#include "platform/mysql/purge.h"
#include "platform/status/status_macros.h"
#include "platform/testing/private_mariadb.h"
#include "platform/testing/test_call.h"

namespace dukcapil::mysql {
namespace {

using ::dukcapil::testing::ReadCall;
using ::dukcapil::testing::WriteCall;

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

TEST_F(DatabaseTest, PurgeForgetsABatchOfOldRequestsOnly) {
  constexpr char kOld[] =
      "INSERT INTO request SELECT '17.02', 'c', 'm', CONCAT(LPAD(seq, 8, '0'), "
      "'-0000-7000-8000-000000000000'), '', '', '2023-10-01' FROM seq_1_to_2500";
  ASSERT_TRUE(Statement(kOld).ok());
  ASSERT_TRUE(Statement("INSERT INTO account VALUES (1, 0)").ok());
  ASSERT_TRUE(database_.Write(WriteCall(), AddOne).ok());
  for (const std::int64_t batch : {kRequestBatch, kRequestBatch, std::int64_t{500}, std::int64_t{0}}) {
    const auto purged = PurgeRequests(database_, absl::Now() - absl::Hours(24 * 7));
    ASSERT_TRUE(purged.ok()) << purged.status();
    EXPECT_EQ(*purged, batch);
  }
  EXPECT_EQ(Number("SELECT COUNT(*) FROM request"), 1);
}

}  // namespace
}  // namespace dukcapil::mysql
