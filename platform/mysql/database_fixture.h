// A schema with accounts, for the tests of this folder.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "platform/mysql/database.h"
#include "platform/mysql/migrations.h"
#include "platform/status/status_macros.h"
#include "platform/testing/private_mariadb.h"
#include "platform/testing/test_call.h"

namespace dukcapil::mysql {

class DatabaseTest : public ::testing::Test {
 protected:
  DatabaseTest() : options_(testing::NewSchema()), database_(options_) {
    const absl::Status status = Migrate(
        database_,
        {{1,
          "create_account",
          {"CREATE TABLE IF NOT EXISTS account (id INT NOT NULL PRIMARY KEY, balance BIGINT NOT NULL, "
           "CHECK (balance >= 0)) ENGINE = InnoDB",
           "CREATE TABLE IF NOT EXISTS entry (id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, "
           "account INT NOT NULL, amount BIGINT NOT NULL) ENGINE = InnoDB"}}});
    EXPECT_TRUE(status.ok()) << status;
  }

  std::int64_t Number(absl::string_view sql) {
    std::int64_t number = -1;
    const absl::Status status = database_.Read(testing::ReadCall(), [&](Reader& reader) -> absl::Status {
      ASSIGN_OR_RETURN(const Rows rows, reader.Query(sql));
      number = rows.at(0).Int(0);
      return absl::OkStatus();
    });
    EXPECT_TRUE(status.ok()) << status;
    return number;
  }

  absl::Status Statement(absl::string_view sql, const std::vector<Param>& params = {}) {
    return database_.WriteInternal(testing::ReadCall(), [&](Transaction& tx) {
      tx.NoChange();
      return tx.Execute(sql, params).status();
    });
  }

  DatabaseOptions options_;
  Database database_;
};

// Adds 1 to account 1 and answers with the entry's number.
inline absl::StatusOr<std::string> AddOne(Transaction& tx) {
  RETURN_IF_ERROR(tx.Execute("UPDATE account SET balance = balance + 1 WHERE id = 1").status());
  RETURN_IF_ERROR(tx.Execute("INSERT INTO entry (account, amount) VALUES (1, 1)").status());
  ASSIGN_OR_RETURN(const Rows rows, tx.Query("SELECT LAST_INSERT_ID()"));
  tx.NoteChange({"17.02", "regions/17.02/entries/1", "ENTRY_ADDED", "payload"});
  return "entry " + rows[0].String(0);
}

}  // namespace dukcapil::mysql
