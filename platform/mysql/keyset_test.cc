#include "platform/mysql/keyset.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "platform/mysql/database.h"
#include "platform/status/status_macros.h"
#include "platform/testing/private_mariadb.h"
#include "platform/testing/test_call.h"

namespace dukcapil::mysql {
namespace {

TEST(Keyset, WritesTheNestedForm) {
  const KeysetCondition condition = After({{"a"}, {"b", true}, {"c"}}, {1, 2, 3});
  EXPECT_EQ(condition.sql, "(a > ? OR (a = ? AND (b < ? OR (b = ? AND (c > ?)))))");
  std::vector<std::int64_t> values;
  for (const Param& param : condition.params) values.push_back(std::get<std::int64_t>(param.value()));
  EXPECT_EQ(values, (std::vector<std::int64_t>{1, 1, 2, 2, 3}));
  EXPECT_EQ(OrderBy({{"a"}, {"b", true}}), "a ASC, b DESC");
}

TEST(Keyset, AppendsAPage) {
  std::string first = "SELECT a FROM k WHERE c = ?";
  std::vector<Param> params = {7};
  AppendPage({{"a"}, {"b", true}}, {}, 10, first, params);
  EXPECT_EQ(first, "SELECT a FROM k WHERE c = ? ORDER BY a ASC, b DESC LIMIT ?");
  EXPECT_EQ(params.size(), 2u);
  std::string next = "SELECT a FROM k WHERE c = ?";
  params = {7};
  AppendPage({{"a"}, {"b", true}}, {1, 2}, 10, next, params);
  EXPECT_EQ(next,
            "SELECT a FROM k WHERE c = ? AND (a > ? OR (a = ? AND (b < ?))) ORDER BY a ASC, b DESC LIMIT ?");
  std::vector<std::int64_t> values;
  for (const Param& param : params) values.push_back(std::get<std::int64_t>(param.value()));
  EXPECT_EQ(values, (std::vector<std::int64_t>{7, 1, 1, 2, 10}));
}

// Every page size gives the same rows as one full sort, for every mix of directions.
TEST(Keyset, PagesEqualTheFullSort) {
  Database database(testing::NewSchema());
  const absl::Status status =
      database.WriteInternal(testing::ReadCall(), [](Transaction& tx) -> absl::Status {
        tx.NoChange();
        RETURN_IF_ERROR(tx.Execute("CREATE TABLE k (a INT, b VARCHAR(5), id INT PRIMARY KEY)").status());
        std::vector<std::vector<Param>> rows;
        for (int i = 0; i < 100; ++i) rows.push_back({i * 7 % 5, absl::StrCat("v", i * 3 % 4), i});
        RETURN_IF_ERROR(tx.InsertRows("INSERT INTO k VALUES", rows));
        for (int directions = 0; directions < 8; ++directions) {
          const std::vector<KeysetColumn> columns = {
              {"a", (directions & 1) != 0}, {"b", (directions & 2) != 0}, {"id", (directions & 4) != 0}};
          const std::string order = absl::StrCat(" ORDER BY ", OrderBy(columns));
          ASSIGN_OR_RETURN(const Rows sorted, tx.Query(absl::StrCat("SELECT a, b, id FROM k", order)));
          for (const size_t page_size : {1u, 7u, 50u, 100u, 101u}) {
            const std::string limit = absl::StrCat(" LIMIT ", page_size);
            ASSIGN_OR_RETURN(Rows page, tx.Query(absl::StrCat("SELECT a, b, id FROM k", order, limit)));
            std::vector<std::int64_t> ids;
            while (!page.empty()) {
              for (const Row& row : page) ids.push_back(row.Int(2));
              const Row& last = page.back();
              const KeysetCondition after = After(columns, {last.Int(0), last.String(1), last.Int(2)});
              ASSIGN_OR_RETURN(
                  page, tx.Query(absl::StrCat("SELECT a, b, id FROM k WHERE ", after.sql, order, limit),
                                 after.params));
            }
            std::vector<std::int64_t> expected;
            for (const Row& row : sorted) expected.push_back(row.Int(2));
            EXPECT_EQ(ids, expected) << order << limit;
          }
        }
        return absl::OkStatus();
      });
  EXPECT_TRUE(status.ok()) << status;
}

}  // namespace
}  // namespace dukcapil::mysql
