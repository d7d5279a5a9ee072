#include "platform/mysql/connection.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "platform/mysql/database_fixture.h"
#include "platform/mysql/pool.h"

namespace dukcapil::mysql {
namespace {

class ConnectionTest : public DatabaseTest {
 protected:
  ConnectionTest() : pool_(options_, 1), lease_(*pool_.Acquire(absl::InfiniteFuture())) {}

  void Run(absl::string_view sql) {
    const auto rows = lease_->Query(sql, {});
    ASSERT_TRUE(rows.ok()) << rows.status();
  }

  // How many statements the connection has prepared, or let go.
  std::int64_t Count(absl::string_view what) {
    const auto rows = lease_->Query(
        "SELECT CAST(VARIABLE_VALUE AS SIGNED) FROM information_schema.SESSION_STATUS WHERE VARIABLE_NAME = "
        "?",
        {what});
    EXPECT_TRUE(rows.ok()) << rows.status();
    return rows.ok() ? rows->at(0).Int(0) : -1;
  }

  Pool pool_;
  Pool::Lease lease_;
};

TEST_F(ConnectionTest, WhatIsUsedStaysPreparedWhileTheOldestIsLetGo) {
  constexpr int kOthers = 500;  // more than are kept
  Run("SELECT 'often'");
  const std::int64_t before = Count("COM_STMT_PREPARE");
  for (int i = 0; i < kOthers; ++i) {
    Run(absl::StrCat("SELECT ", i));
    Run("SELECT 'often'");
    Count("COM_STMT_CLOSE");
  }
  EXPECT_EQ(Count("COM_STMT_PREPARE") - before, kOthers);
  EXPECT_GE(Count("COM_STMT_CLOSE"), kOthers / 2);
  // One of the last, which is kept, and the first, which is not.
  Run(absl::StrCat("SELECT ", kOthers - 10));
  EXPECT_EQ(Count("COM_STMT_PREPARE") - before, kOthers);
  Run("SELECT 0");
  EXPECT_EQ(Count("COM_STMT_PREPARE") - before, kOthers + 1);
}

}  // namespace
}  // namespace dukcapil::mysql
