#include "platform/mysql/database.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "platform/crypto/aead.h"
#include "platform/mysql/database_fixture.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"
#include "platform/testing/test_call.h"

namespace dukcapil::mysql {
namespace {

using ::dukcapil::testing::ReadCall;
using ::dukcapil::testing::WriteCall;

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

// Bytes with a NIK in them have about 1e10 forms: a digest without a key would give it away.
TEST_F(DatabaseTest, KeepsAFingerprintOnlyUnderItsKey) {
  ASSERT_TRUE(Statement("INSERT INTO account VALUES (1, 0)").ok());
  const Call call = WriteCall();
  ASSERT_TRUE(database_.Write(call, AddOne).ok());
  const std::string index = BlindIndex(options_.request_keys, "request.fingerprint").Of(call.fingerprint);
  EXPECT_EQ(Number(absl::StrCat("SELECT COUNT(*) FROM request WHERE fingerprint = x'",
                                absl::BytesToHexString(index), "'")),
            1);
}

TEST_F(DatabaseTest, ARepeatedRequestIsKnownAfterAKeyIsAdded) {
  ASSERT_TRUE(Statement("INSERT INTO account VALUES (1, 0)").ok());
  Call call = WriteCall();
  const auto first = database_.Write(call, AddOne);
  ASSERT_TRUE(first.ok()) << first.status();
  DatabaseOptions rotated = options_;
  rotated.request_keys = KeyRing({{1, options_.request_keys.current()}, {2, Key{1}}});
  Database database(rotated);
  const auto again = database.Write(call, AddOne);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(*again, *first);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM entry"), 1);
  call.fingerprint[0] = static_cast<char>(call.fingerprint[0] ^ 1);
  EXPECT_EQ(database.Write(call, AddOne).status().code(), absl::StatusCode::kInvalidArgument);
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
    const auto reply = database_.Write(WriteCall(), cross(1, 2, first_holds, second_holds), Grouping::kAlone);
    EXPECT_TRUE(reply.ok()) << reply.status();
  });
  const auto reply = database_.Write(WriteCall(), cross(2, 1, second_holds, first_holds), Grouping::kAlone);
  EXPECT_TRUE(reply.ok()) << reply.status();
  first.join();
  EXPECT_GE(runs, 3);
  EXPECT_EQ(Number("SELECT balance FROM account WHERE id = 1"), 2);
  EXPECT_EQ(Number("SELECT balance FROM account WHERE id = 2"), 2);
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
  Database replica(impatient);
  const Call call = WriteCall();
  const auto body = [&](Transaction& tx) -> absl::StatusOr<std::string> {
    const auto copy = replica.Write(call, AddOne);
    EXPECT_EQ(copy.status().code(), absl::StatusCode::kAborted);
    EXPECT_EQ(GetErrorDetail(copy.status()).reason, "REQUEST_IN_FLIGHT");
    return AddOne(tx);
  };
  const auto slow = database_.Write(call, body, Grouping::kAlone);
  EXPECT_TRUE(slow.ok()) << slow.status();
  EXPECT_EQ(Number("SELECT balance FROM account WHERE id = 1"), 1);
}

// In a group a request is claimed with its reply: a copy elsewhere need not wait for one that takes long.
TEST_F(DatabaseTest, AnEqualRequestThatIsFasterElsewhereIsTheAnswer) {
  ASSERT_TRUE(Statement("INSERT INTO account VALUES (1, 0)").ok());
  Database replica(options_);
  const Call call = WriteCall();
  absl::StatusOr<std::string> copy = absl::UnknownError("not run");
  const auto slow = database_.Write(call, [&](Transaction& tx) -> absl::StatusOr<std::string> {
    if (!copy.ok()) copy = replica.Write(call, AddOne);
    return AddOne(tx);
  });
  ASSERT_TRUE(copy.ok()) << copy.status();
  ASSERT_TRUE(slow.ok()) << slow.status();
  EXPECT_EQ(*slow, *copy);
  EXPECT_EQ(Number("SELECT balance FROM account WHERE id = 1"), 1);
}

}  // namespace
}  // namespace dukcapil::mysql
