#include "platform/mysql/database.h"

#include <gtest/gtest.h>

#include "absl/time/clock.h"
#include "platform/mysql/database_fixture.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"
#include "platform/testing/private_mariadb.h"
#include "platform/testing/test_call.h"

namespace dukcapil::mysql {
namespace {

using ::dukcapil::testing::ReadCall;
using ::dukcapil::testing::WriteCall;

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

}  // namespace
}  // namespace dukcapil::mysql
