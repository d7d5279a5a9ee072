#include "platform/mysql/connection.h"

#include <cppconn/connection.h>
#include <cppconn/datatype.h>
#include <cppconn/driver.h>
#include <cppconn/exception.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <cppconn/resultset_metadata.h>
#include <cppconn/statement.h>

#include <algorithm>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "platform/status/status_macros.h"

namespace dukcapil::mysql {

struct Connection::Prepared {
  std::unique_ptr<sql::PreparedStatement> statement;
  std::vector<bool> floating;  // of a SELECT: which columns are FLOAT or DOUBLE; empty until it has run
  std::int64_t last_use = 0;   // by Connection::uses_
};

namespace {

constexpr absl::Duration kConnectTimeout = absl::Seconds(5);
constexpr size_t kMaxPrepared = 200;  // 16 connections of 4 services stay below max_prepared_stmt_count

constexpr char kSession[] =
    "SET SESSION time_zone = '+00:00', SESSION sql_mode = "
    "'STRICT_ALL_TABLES,ONLY_FULL_GROUP_BY,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,"
    "NO_ENGINE_SUBSTITUTION'";
constexpr char kRequestColumn[] = "request.fingerprint";
constexpr char kLockWait[] = "SET SESSION innodb_lock_wait_timeout = ";
constexpr char kReadCommitted[] = "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED";
constexpr char kRepeatableRead[] = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ";
constexpr char kSnapshot[] = "START TRANSACTION WITH CONSISTENT SNAPSHOT";
constexpr char kSavepoint[] = "SAVEPOINT part";
constexpr char kRollbackToSavepoint[] = "ROLLBACK TO SAVEPOINT part";
constexpr char kReleaseSavepoint[] = "RELEASE SAVEPOINT part";
constexpr char kReadOnlySnapshot[] = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY";

// The driver, with what it wants done once in each thread that uses it.
sql::Driver& Driver() {
  static sql::Driver* const driver = get_driver_instance();
  struct Thread {
    Thread() { driver->threadInit(); }
    ~Thread() { driver->threadEnd(); }
  };
  thread_local const Thread thread;
  return *driver;
}

int WholeSeconds(absl::Duration duration) {
  return static_cast<int>(
      std::max<std::int64_t>(1, absl::ToInt64Seconds(absl::Ceil(duration, absl::Seconds(1)))));
}

sql::ConnectOptionsMap ConnectOptions(const DatabaseOptions& options, absl::Time deadline) {
  sql::ConnectOptionsMap map;
  map["hostName"] =
      sql::SQLString(options.socket.empty() ? absl::StrCat("tcp://", options.host, ":", options.port)
                                            : absl::StrCat("unix://", options.socket));
  map["userName"] = sql::SQLString(options.user);
  map["password"] = sql::SQLString(options.password);
  if (!options.schema.empty()) map["schema"] = sql::SQLString(options.schema);
  map["OPT_CHARSET_NAME"] = sql::SQLString("utf8mb4");
  map["OPT_CONNECT_TIMEOUT"] = WholeSeconds(std::min(kConnectTimeout, deadline - absl::Now()));
  map["OPT_READ_TIMEOUT"] = WholeSeconds(options.read_timeout);
  map["OPT_WRITE_TIMEOUT"] = WholeSeconds(options.read_timeout);
  return map;
}

void Bind(sql::PreparedStatement& statement, unsigned int index, const Param& param) {
  const Param::Value& value = param.value();
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    statement.setInt64(index, *number);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    statement.setString(index, *text);
  } else if (const auto* real = std::get_if<double>(&value)) {
    statement.setDouble(index, *real);
  } else {
    statement.setNull(index, sql::DataType::SQLNULL);
  }
}

std::vector<bool> FloatingColumns(sql::ResultSet& result) {
  sql::ResultSetMetaData& columns = *result.getMetaData();
  std::vector<bool> floating;
  for (unsigned int i = 1; i <= columns.getColumnCount(); ++i) {
    const int type = columns.getColumnType(i);
    floating.push_back(type == sql::DataType::DOUBLE || type == sql::DataType::REAL);
  }
  return floating;
}

Row ReadRow(sql::ResultSet& result, const std::vector<bool>& floating) {
  std::vector<std::optional<std::string>> columns(floating.size());
  for (unsigned int i = 0; i < columns.size(); ++i) {
    if (result.isNull(i + 1)) continue;
    // The connector prints a double with 14 digits; 17 read back as the same number.
    if (floating[i]) {
      columns[i] = absl::StrFormat("%.17g", static_cast<double>(result.getDouble(i + 1)));
    } else {
      columns[i] = result.getString(i + 1).asStdString();
    }
  }
  return Row(std::move(columns));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(const DatabaseOptions& options,
                                                             absl::Time deadline) {
  try {
    sql::ConnectOptionsMap map = ConnectOptions(options, deadline);
    std::unique_ptr<sql::Connection> raw(Driver().connect(map));
    std::unique_ptr<Connection> connection(
        new Connection(std::move(raw), BlindIndex(options.request_keys, kRequestColumn)));
    connection->text_->execute(kSession);
    connection->text_->execute(absl::StrCat(kLockWait, WholeSeconds(options.lock_wait)));
    connection->text_->execute(kReadCommitted);
    connection->connection_->setAutoCommit(false);
    return connection;
  } catch (const sql::SQLException& e) {
    return Judge(e.getErrorCode(), e.getSQLState(), e.what()).status;
  }
}

Connection::Connection(std::unique_ptr<sql::Connection> connection, BlindIndex request_index)
    : connection_(std::move(connection)),
      text_(connection_->createStatement()),
      request_index_(std::move(request_index)) {}

Connection::~Connection() {
  Driver();
}

void Connection::Start(absl::Time deadline) {
  deadline_ = deadline;
  failure_ = Failure::kNone;
  error_code_ = 0;
}

absl::Status Connection::Note(const Verdict& verdict, int code) {
  error_code_ = code;
  failure_ = verdict.failure;
  failure_status_ = verdict.status;
  if (failure_ != Failure::kNone && failure_ != Failure::kRunAgain) broken_ = true;
  return verdict.status;
}

absl::Status Connection::Guard(absl::FunctionRef<void()> work) {
  if (failure_ != Failure::kNone) return failure_status_;
  if (absl::Now() >= deadline_) return DeadlineError();
  open_ = true;
  Driver();
  try {
    work();
    return absl::OkStatus();
  } catch (const sql::SQLException& e) {
    return Note(Judge(e.getErrorCode(), e.getSQLState(), e.what()), e.getErrorCode());
  }
}

Connection::Prepared& Connection::Prepare(absl::string_view sql) {
  auto found = prepared_.find(sql);
  if (found == prepared_.end()) {
    if (prepared_.size() >= kMaxPrepared) ForgetLeastRecent();
    auto fresh = std::make_unique<Prepared>();
    fresh->statement.reset(connection_->prepareStatement(std::string(sql)));
    found = prepared_.emplace(sql, std::move(fresh)).first;
  }
  found->second->last_use = ++uses_;
  return *found->second;
}

void Connection::ForgetLeastRecent() {
  prepared_.erase(absl::c_min_element(
      prepared_, [](const auto& a, const auto& b) { return a.second->last_use < b.second->last_use; }));
}

absl::Status Connection::BeginSnapshot(bool read_only) {
  return Guard([&] {
    text_->execute(kRepeatableRead);
    text_->execute(read_only ? kReadOnlySnapshot : kSnapshot);
  });
}

absl::StatusOr<Rows> Connection::Query(absl::string_view sql, const std::vector<Param>& params) {
  Rows rows;
  RETURN_IF_ERROR(Guard([&] {
    Prepared& prepared = Prepare(sql);
    unsigned int index = 0;
    for (const Param& param : params) Bind(*prepared.statement, ++index, param);
    const std::unique_ptr<sql::ResultSet> result(prepared.statement->executeQuery());
    if (prepared.floating.empty()) prepared.floating = FloatingColumns(*result);
    rows.reserve(result->rowsCount());
    while (result->next()) rows.push_back(ReadRow(*result, prepared.floating));
  }));
  return rows;
}

absl::StatusOr<std::int64_t> Connection::Execute(absl::string_view sql,
                                                 absl::Span<const std::vector<Param>> rows) {
  std::int64_t changed = 0;
  RETURN_IF_ERROR(Guard([&] {
    sql::PreparedStatement& statement = *Prepare(sql).statement;
    unsigned int index = 0;
    for (const std::vector<Param>& params : rows) {
      for (const Param& param : params) Bind(statement, ++index, param);
    }
    changed = statement.executeUpdate();
  }));
  return changed;
}

absl::Status Connection::Savepoint() {
  RETURN_IF_ERROR(Guard([&] { text_->execute(kSavepoint); }));
  has_savepoint_ = true;
  return absl::OkStatus();
}

// Without its savepoint the transaction is another one, or none.
void Connection::AtSavepoint(const char* statement) {
  if (broken_) return;
  failure_ = Failure::kNone;
  try {
    text_->execute(statement);
  } catch (const sql::SQLException& e) {
    Note({BusyError(), Failure::kRunAgain}, e.getErrorCode()).IgnoreError();
  }
}

void Connection::Undo() {
  if (!has_savepoint_) return Rollback();
  AtSavepoint(kRollbackToSavepoint);
}

void Connection::ReleaseSavepoint() {
  has_savepoint_ = false;
  AtSavepoint(kReleaseSavepoint);
}

absl::Status Connection::Commit() {
  if (failure_ != Failure::kNone) return failure_status_;
  if (absl::Now() >= deadline_) return DeadlineError();
  try {
    text_->execute("COMMIT");
    open_ = has_savepoint_ = false;
    return absl::OkStatus();
  } catch (const sql::SQLException& e) {
    return Note(JudgeCommit(e.getErrorCode(), e.getSQLState(), e.what()), e.getErrorCode());
  }
}

void Connection::Rollback() {
  if (broken_) return;
  failure_ = Failure::kNone;
  if (!open_) return;
  try {
    text_->execute("ROLLBACK");
    open_ = has_savepoint_ = false;
  } catch (const sql::SQLException&) {
    broken_ = true;  // its transaction ends with the connection
  }
}

}  // namespace dukcapil::mysql
