#include "platform/mysql/migrations.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "platform/crypto/uuid.h"
#include "platform/mysql/errors.h"
#include "platform/mysql/lease.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"

namespace dukcapil::mysql {

namespace records {
std::vector<Migration> Migrations();  // generated from migrations/
}

namespace {

constexpr absl::Duration kWait = absl::Minutes(2);   // for another instance to finish
constexpr absl::Duration kLease = absl::Minutes(1);  // renewed before each statement
constexpr absl::Duration kPoll = absl::Milliseconds(50);
constexpr char kLeaseName[] = "migrate";

constexpr char kCreateLease[] =
    "CREATE TABLE IF NOT EXISTS lease ("
    "name VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY, "
    "holder VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, "
    "until DATETIME(6) NOT NULL, renewal BIGINT NOT NULL DEFAULT 0) ENGINE = InnoDB";
constexpr char kCreateSchemaMigration[] =
    "CREATE TABLE IF NOT EXISTS schema_migration ("
    "part VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, number INT NOT NULL, "
    "name VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, create_time DATETIME(6) NOT NULL, "
    "PRIMARY KEY (part, number)) ENGINE = InnoDB";
constexpr char kSelectNewest[] = "SELECT COALESCE(MAX(number), 0) FROM schema_migration WHERE part = ?";
constexpr char kInsertDone[] =
    "INSERT INTO schema_migration (part, number, name, create_time) VALUES (?, ?, ?, ?)";

Call CallUntil(absl::Time deadline) {
  Call call;
  call.deadline = deadline;
  return call;
}

// `line` up to a comment (`-- `) that is not within quotes.
absl::string_view WithoutComment(absl::string_view line) {
  char quote = '\0';
  for (size_t i = 0; i < line.size(); ++i) {
    if (quote != '\0') {
      if (line[i] == quote) quote = '\0';
    } else if (line[i] == '\'' || line[i] == '"' || line[i] == '`') {
      quote = line[i];
    } else if (absl::StartsWith(line.substr(i), "--") && (i + 2 == line.size() || line[i + 2] == ' ')) {
      return line.substr(0, i);
    }
  }
  return line;
}

// The work of one instance, which holds the lease.
class Migrator {
 public:
  Migrator(Database& database, absl::Time deadline)
      : database_(database), deadline_(deadline), holder_(NewUuid()) {}

  absl::Status Lock() {
    while (true) {
      ASSIGN_OR_RETURN(const bool taken, Take());
      if (taken) return absl::OkStatus();
      if (absl::Now() + kPoll >= deadline_) return BusyError();
      absl::SleepFor(kPoll);
    }
  }

  absl::Status Unlock() { return ReleaseLease(database_, CallUntil(deadline_), kLeaseName, holder_); }

  absl::Status Apply(absl::string_view part, const std::vector<Migration>& migrations) {
    ASSIGN_OR_RETURN(const std::int64_t newest, Newest(part));
    if (newest > static_cast<std::int64_t>(migrations.size())) {
      return absl::FailedPreconditionError(absl::StrCat(
          "the schema (", part, " ", newest, ") is newer than this binary (", migrations.size(), ")"));
    }
    for (size_t i = 0; i < migrations.size(); ++i) {
      const Migration& migration = migrations[i];
      if (migration.number != static_cast<int>(i) + 1) {
        return absl::InternalError(
            absl::StrCat("migrations are not numbered without gaps: ", migration.name));
      }
      if (migration.number <= newest) continue;
      for (const std::string& statement : migration.statements) RETURN_IF_ERROR(Step(statement, {}));
      RETURN_IF_ERROR(Step(kInsertDone, {part, migration.number, migration.name, absl::Now()}));
    }
    return absl::OkStatus();
  }

 private:
  absl::StatusOr<bool> Take() {
    return TakeLease(database_, CallUntil(deadline_), kLeaseName, holder_, kLease);
  }

  absl::StatusOr<std::int64_t> Newest(absl::string_view part) {
    std::int64_t newest = 0;
    RETURN_IF_ERROR(database_.Read(CallUntil(deadline_), [&](Reader& reader) -> absl::Status {
      ASSIGN_OR_RETURN(const Rows rows, reader.Query(kSelectNewest, {part}));
      newest = rows[0].Int(0);
      return absl::OkStatus();
    }));
    return newest;
  }

  absl::Status Step(absl::string_view statement, const std::vector<Param>& params) {
    ASSIGN_OR_RETURN(const bool held, Take());
    if (!held) return BusyError();
    return database_.WriteInternal(CallUntil(deadline_), [&](Transaction& tx) -> absl::Status {
      tx.NoChange();
      const absl::Status status = tx.Execute(statement, params).status();
      return GetErrorDetail(status).reason == kSchemaChangeDone ? absl::OkStatus() : status;
    });
  }

  Database& database_;
  const absl::Time deadline_;
  const std::string holder_;
};

}  // namespace

std::vector<std::string> SplitStatements(absl::string_view text) {
  std::vector<std::string> statements;
  std::string statement;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    line = absl::StripTrailingAsciiWhitespace(WithoutComment(line));
    const bool last = absl::ConsumeSuffix(&line, ";");
    if (!line.empty()) absl::StrAppend(&statement, statement.empty() ? "" : "\n", line);
    if (last && !statement.empty()) statements.push_back(std::exchange(statement, ""));
  }
  if (!statement.empty()) statements.push_back(std::move(statement));
  return statements;
}

absl::Status Migrate(Database& database, const std::vector<Migration>& migrations) {
  const absl::Time deadline = absl::Now() + kWait;
  RETURN_IF_ERROR(database.WriteInternal(CallUntil(deadline), [](Transaction& tx) -> absl::Status {
    tx.NoChange();
    RETURN_IF_ERROR(tx.Execute(kCreateLease).status());
    return tx.Execute(kCreateSchemaMigration).status();
  }));
  Migrator migrator(database, deadline);
  RETURN_IF_ERROR(migrator.Lock());
  absl::Status status = migrator.Apply("records", records::Migrations());
  if (status.ok()) status = migrator.Apply("service", migrations);
  status.Update(migrator.Unlock());
  return status;
}

}  // namespace dukcapil::mysql
