// A private schema with a table of things whose every change is noted: for the tests of platform/changes.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "platform/mysql/change_log.h"
#include "platform/mysql/database.h"
#include "platform/mysql/migrations.h"
#include "platform/status/status_macros.h"
#include "platform/testing/private_mariadb.h"
#include "platform/testing/test_call.h"

namespace dukcapil::changes {

// Wakes whoever waits for something to have happened again.
class Bell {
 public:
  void Ring() {
    absl::MutexLock lock(&mutex_);
    ++rings_;
  }
  // Looks after every ring until `done` says so.
  void Await(const std::function<bool()>& done) {
    std::int64_t seen = 0;
    const auto rung = [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return rings_ != seen; };
    while (!done()) {
      absl::MutexLock lock(&mutex_);
      mutex_.Await(absl::Condition(&rung));
      seen = rings_;
    }
  }

 private:
  absl::Mutex mutex_;
  std::int64_t rings_ ABSL_GUARDED_BY(mutex_) = 0;
};

class ChangesTest : public ::testing::Test {
 protected:
  ChangesTest() : options_(testing::NewSchema()), database_(options_) {
    Must(mysql::Migrate(database_, {{1,
                                     "create_thing",
                                     {"CREATE TABLE IF NOT EXISTS thing (id INT NOT NULL PRIMARY KEY, "
                                      "value BIGINT NOT NULL) ENGINE = InnoDB"}}}));
  }

  static void Must(const absl::Status& status) { ASSERT_TRUE(status.ok()) << status; }

  // Adds 1 to a thing under its lock and tells of it: the payload is the new value.
  void Change(int thing, const std::string& region = "17.02") {
    Must(database_.WriteInternal(testing::ReadCall(), [&](mysql::Transaction& tx) -> absl::Status {
      RETURN_IF_ERROR(
          tx.Execute("INSERT INTO thing VALUES (?, 1) ON DUPLICATE KEY UPDATE value = value + 1", {thing})
              .status());
      ASSIGN_OR_RETURN(const mysql::Rows rows, tx.Query("SELECT value FROM thing WHERE id = ?", {thing}));
      tx.NoteChange(
          {region, absl::StrCat("regions/", region, "/things/", thing), "CHANGED", rows[0].String(0)});
      return absl::OkStatus();
    }));
  }
  void NumberAll() {
    while (mysql::NumberChanges(database_, testing::ReadCall()).value_or(0) > 0) {
    }
  }
  std::int64_t Statement(absl::string_view sql) {
    std::int64_t changed = -1;
    Must(database_.WriteInternal(testing::ReadCall(), [&](mysql::Transaction& tx) -> absl::Status {
      tx.NoChange();
      ASSIGN_OR_RETURN(changed, tx.Execute(sql));
      return absl::OkStatus();
    }));
    return changed;
  }
  mysql::ChangeBounds Bounds() {
    mysql::ChangeBounds bounds;
    Must(database_.Read(testing::ReadCall(), [&](mysql::Reader& reader) -> absl::Status {
      ASSIGN_OR_RETURN(bounds, mysql::ReadChangeBounds(reader));
      return absl::OkStatus();
    }));
    return bounds;
  }
  std::vector<mysql::NumberedChange> Changes() {
    std::vector<mysql::NumberedChange> changes;
    Must(database_.Read(testing::ReadCall(), [&](mysql::Reader& reader) -> absl::Status {
      ASSIGN_OR_RETURN(changes, mysql::ReadChanges(reader, 0, 100000));
      return absl::OkStatus();
    }));
    return changes;
  }

  mysql::DatabaseOptions options_;
  mysql::Database database_;
};

}  // namespace dukcapil::changes
