#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "absl/strings/str_cat.h"
#include "platform/mysql/database.h"
#include "platform/status/status_macros.h"
#include "platform/testing/private_mariadb.h"
#include "platform/testing/test_call.h"

namespace dukcapil::mysql {
namespace {

using ::dukcapil::testing::ReadCall;

class ValuesTest : public ::testing::Test {
 protected:
  ValuesTest() : database_(testing::NewSchema()) {}

  // Runs `body`, which commits and notes no change.
  void Run(absl::FunctionRef<absl::Status(Transaction&)> body) {
    const absl::Status status = database_.WriteInternal(ReadCall(), [&](Transaction& tx) {
      tx.NoChange();
      return body(tx);
    });
    EXPECT_TRUE(status.ok()) << status;
  }

  // Writes `value` into a column of `type` and reads it back.
  Row Through(absl::string_view type, const Param& value) {
    std::optional<Row> row;
    Run([&](Transaction& tx) -> absl::Status {
      RETURN_IF_ERROR(tx.Execute("DROP TABLE IF EXISTS t").status());
      RETURN_IF_ERROR(tx.Execute(absl::StrCat("CREATE TABLE t (v ", type, " NULL)")).status());
      RETURN_IF_ERROR(tx.Execute("INSERT INTO t VALUES (?)", {value}).status());
      ASSIGN_OR_RETURN(const Rows rows, tx.Query("SELECT v FROM t"));
      row = rows.at(0);
      return absl::OkStatus();
    });
    return row.value();
  }

  Database database_;
};

TEST_F(ValuesTest, Integers) {
  for (const std::int64_t value : {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1},
                                   std::int64_t{0}, std::numeric_limits<std::int64_t>::max()}) {
    EXPECT_EQ(Through("BIGINT", value).Int(0), value);
  }
  EXPECT_EQ(Through("TINYINT", true).Int(0), 1);
  EXPECT_EQ(Through("DECIMAL(20, 0)", 12345).Int(0), 12345);
}

TEST_F(ValuesTest, Doubles) {
  for (const double value : {0.1, -1.0 / 3, 1e-300, 1.7976931348623157e308, 12345678.123456789}) {
    EXPECT_EQ(Through("DOUBLE", value).Double(0), value);
  }
}

TEST_F(ValuesTest, EveryByteInBinaryColumns) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes.push_back(static_cast<char>(i));
  EXPECT_EQ(Through("VARBINARY(256)", bytes).String(0), bytes);
  std::string large;
  for (int i = 0; i < 8192; ++i) large += bytes;  // 2 MiB
  EXPECT_EQ(Through("MEDIUMBLOB", large).String(0), large);
  EXPECT_EQ(Through("MEDIUMBLOB", "").String(0), "");
}

TEST_F(ValuesTest, TextOfFourByteCharacters) {
  const std::string text = "Curup \xc3\xa9 \xf0\x9f\x98\x80 'quoted' \\ \"x\"";
  EXPECT_EQ(Through("VARCHAR(100) CHARACTER SET utf8mb4", text).String(0), text);
}

TEST_F(ValuesTest, DatesAndTimes) {
  const absl::CivilDay day(2023, 10, 14);
  EXPECT_EQ(Through("DATE", day).Date(0), day);
  EXPECT_EQ(Through("DATE", absl::CivilDay(1900, 2, 28)).Date(0), absl::CivilDay(1900, 2, 28));
  for (const std::int64_t micros : {std::int64_t{0}, std::int64_t{1}, std::int64_t{1697259600123456}}) {
    EXPECT_EQ(Through("DATETIME(6)", absl::FromUnixMicros(micros)).Time(0), absl::FromUnixMicros(micros));
  }
}

TEST_F(ValuesTest, Nulls) {
  const Row row = Through("BIGINT", std::optional<std::int64_t>());
  EXPECT_TRUE(row.IsNull(0));
  EXPECT_EQ(row.OptionalInt(0), std::nullopt);
  EXPECT_EQ(row.OptionalString(0), std::nullopt);
  EXPECT_EQ(row.OptionalDate(0), std::nullopt);
  EXPECT_EQ(row.OptionalTime(0), std::nullopt);
  EXPECT_EQ(Through("BIGINT", std::optional<std::int64_t>(7)).OptionalInt(0), 7);
  EXPECT_EQ(Through("VARCHAR(9)", "x").OptionalString(0), "x");
  EXPECT_EQ(Through("DATE", absl::CivilDay(2024, 2, 29)).OptionalDate(0), absl::CivilDay(2024, 2, 29));
  EXPECT_EQ(Through("DATETIME(6)", absl::UnixEpoch()).OptionalTime(0), absl::UnixEpoch());
}

TEST_F(ValuesTest, ReadingANullAsAValueCrashes) {
  const Row row({std::nullopt, "text"});
  EXPECT_DEATH(row.Int(0), "");
  EXPECT_DEATH(row.Int(1), "");
  EXPECT_DEATH(row.String(2), "");
}

TEST_F(ValuesTest, InsertRowsInsertsEachRowOnce) {
  Run([&](Transaction& tx) -> absl::Status {
    RETURN_IF_ERROR(
        tx.Execute("CREATE TABLE n (id INT PRIMARY KEY, text VARCHAR(20), hits INT NOT NULL)").status());
    constexpr char kHead[] = "INSERT INTO n (id, text, hits) VALUES";
    constexpr char kTail[] = "ON DUPLICATE KEY UPDATE hits = hits + 1";
    for (const int count : {0, 1, 9, 10, 31, 47, 63, 99, 100, 1234}) {
      std::vector<std::vector<Param>> rows;
      for (int i = 0; i < count; ++i) rows.push_back({i, absl::StrCat("row ", i), 1});
      RETURN_IF_ERROR(tx.Execute("DELETE FROM n").status());
      RETURN_IF_ERROR(tx.InsertRows(kHead, rows));
      ASSIGN_OR_RETURN(const Rows sums, tx.Query("SELECT COUNT(*), COALESCE(SUM(id), 0), "
                                                 "COALESCE(SUM(text = CONCAT('row ', id)), 0) FROM n"));
      EXPECT_EQ(sums[0].Int(0), count);
      EXPECT_EQ(sums[0].Int(1), std::int64_t{count} * (count - 1) / 2);
      EXPECT_EQ(sums[0].Int(2), count);
      RETURN_IF_ERROR(tx.InsertRows(kHead, rows, kTail));
      ASSIGN_OR_RETURN(const Rows hits, tx.Query("SELECT COALESCE(SUM(hits), 0) FROM n"));
      EXPECT_EQ(hits[0].Int(0), 2 * count);
      EXPECT_EQ(tx.InsertRows(kHead, rows).code(),
                count == 0 ? absl::StatusCode::kOk : absl::StatusCode::kAlreadyExists);
    }
    return absl::OkStatus();
  });
}

TEST_F(ValuesTest, MoreStatementsThanAreKept) {
  Run([&](Transaction& tx) -> absl::Status {
    for (int i = 0; i < 500; ++i) {
      ASSIGN_OR_RETURN(const Rows rows, tx.Query(absl::StrCat("SELECT ", i, " + ?"), {1}));
      EXPECT_EQ(rows[0].Int(0), i + 1);
    }
    return absl::OkStatus();
  });
}

}  // namespace
}  // namespace dukcapil::mysql
