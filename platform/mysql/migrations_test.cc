#include "platform/mysql/migrations.h"

#include <gtest/gtest.h>

#include <thread>

#include "absl/time/clock.h"
#include "platform/mysql/lease.h"
#include "platform/status/status_macros.h"
#include "platform/testing/private_mariadb.h"
#include "platform/testing/test_call.h"

namespace dukcapil::mysql {
namespace {

using ::dukcapil::testing::ReadCall;

// The second is not safe to run twice: it shows a migration that runs more than once.
std::vector<Migration> Two() {
  return {{1, "create_t", {"CREATE TABLE IF NOT EXISTS t (a INT NOT NULL)"}},
          {2, "fill_t", {"INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (2)"}}};
}

std::int64_t Number(Database& database, absl::string_view sql) {
  std::int64_t number = -1;
  const absl::Status status = database.Read(ReadCall(), [&](Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(const Rows rows, reader.Query(sql));
    number = rows.at(0).Int(0);
    return absl::OkStatus();
  });
  EXPECT_TRUE(status.ok()) << status;
  return number;
}

TEST(SplitStatements, SplitsAtSemicolonsThatEndALine) {
  EXPECT_EQ(
      SplitStatements("-- A comment; with a semicolon;\n"
                      "CREATE TABLE a (\n  b INT, -- of the row;\n  c VARCHAR(9) DEFAULT 'x -- y;'\n);\n\n"
                      "INSERT INTO a VALUES (1, ';');  \n"
                      "SELECT 1"),
      (std::vector<std::string>{"CREATE TABLE a (\n  b INT,\n  c VARCHAR(9) DEFAULT 'x -- y;'\n)",
                                "INSERT INTO a VALUES (1, ';')", "SELECT 1"}));
  EXPECT_TRUE(SplitStatements("\n-- nothing\n;\n").empty());
}

TEST(Migrate, BringsAnEmptySchemaUpAndThenDoesNothing) {
  Database database(testing::NewSchema());
  for (int i = 0; i < 2; ++i) {
    const absl::Status status = Migrate(database, Two());
    ASSERT_TRUE(status.ok()) << status;
    EXPECT_EQ(Number(database, "SELECT COUNT(*) FROM t"), 2);
    EXPECT_EQ(Number(database, "SELECT COUNT(*) FROM schema_migration WHERE part = 'service'"), 2);
  }
}

TEST(Migrate, SeveralAtOnceRunEachStepOnce) {
  const DatabaseOptions options = testing::NewSchema();
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      Database database(options);
      const absl::Status status = Migrate(database, Two());
      EXPECT_TRUE(status.ok()) << status;
    });
  }
  for (auto& thread : threads) thread.join();
  Database database(options);
  EXPECT_EQ(Number(database, "SELECT COUNT(*) FROM t"), 2);
}

TEST(Migrate, RefusesASchemaNewerThanTheBinary) {
  Database database(testing::NewSchema());
  ASSERT_TRUE(Migrate(database, Two()).ok());
  std::vector<Migration> older = Two();
  older.pop_back();
  EXPECT_EQ(Migrate(database, older).code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_TRUE(Migrate(database, Two()).ok());  // the lease was given back
}

TEST(Migrate, RefusesAGapInTheNumbers) {
  Database database(testing::NewSchema());
  EXPECT_EQ(Migrate(database, {{2, "second", {}}}).code(), absl::StatusCode::kInternal);
}

TEST(Migrate, ReportsAStatementThatFailsAndGoesOnFromThereNextTime) {
  Database database(testing::NewSchema());
  std::vector<Migration> broken = Two();
  broken[1].statements = {"INSERT INTO nowhere VALUES (1)"};
  EXPECT_EQ(Migrate(database, broken).code(), absl::StatusCode::kInternal);
  EXPECT_TRUE(Migrate(database, Two()).ok());
  EXPECT_EQ(Number(database, "SELECT COUNT(*) FROM t"), 2);
}

TEST(Migrate, TakesAnAlterTableThatWasDoneBeforeForDone) {
  Database database(testing::NewSchema());
  const std::vector<std::string> alter = {
      "ALTER TABLE t ADD COLUMN b INT NOT NULL DEFAULT 0, ADD KEY t_b (b)", "ALTER TABLE t DROP COLUMN a",
      "ALTER TABLE t ADD KEY t_b (b)"};
  std::vector<Migration> migrations = {Two()[0], {2, "alter_t", alter}, {3, "alter_t_again", alter}};
  const absl::Status status = Migrate(database, migrations);
  ASSERT_TRUE(status.ok()) << status;
  EXPECT_EQ(Number(database, "SELECT COUNT(b) FROM t"), 0);
  migrations.push_back({4, "drop_nothing", {"ALTER TABLE t DROP KEY"}});
  EXPECT_FALSE(Migrate(database, migrations).ok());
}

TEST(Lease, IsHeldByOne) {
  Database database(testing::NewSchema());
  ASSERT_TRUE(Migrate(database, {}).ok());
  const absl::Duration hour = absl::Hours(1);
  EXPECT_TRUE(*TakeLease(database, ReadCall(), "work", "a", hour));
  EXPECT_FALSE(*TakeLease(database, ReadCall(), "work", "b", hour));
  EXPECT_TRUE(*TakeLease(database, ReadCall(), "work", "a", hour));
  EXPECT_TRUE(*TakeLease(database, ReadCall(), "other work", "b", hour));
  EXPECT_TRUE(ReleaseLease(database, ReadCall(), "work", "b").ok());  // not its own: nothing happens
  EXPECT_FALSE(*TakeLease(database, ReadCall(), "work", "b", hour));
  EXPECT_TRUE(ReleaseLease(database, ReadCall(), "work", "a").ok());
  EXPECT_TRUE(*TakeLease(database, ReadCall(), "work", "b", -hour));
  EXPECT_TRUE(*TakeLease(database, ReadCall(), "work", "a", hour));  // b's has run out
}

}  // namespace
}  // namespace dukcapil::mysql
