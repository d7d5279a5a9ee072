#include "tests/bench/p3_issue/bare_loop.h"

#include <cppconn/connection.h>
#include <cppconn/datatype.h>
#include <cppconn/driver.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <cppconn/statement.h>

#include <atomic>
#include <cstdlib>
#include <map>
#include <memory>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "platform/crypto/aead.h"
#include "platform/crypto/uuid.h"

namespace dukcapil::bench {
namespace {

constexpr int kConnections = 32;
constexpr char kRegency[] = "17.02";
constexpr char kSubject[] = "test-administrator";
constexpr char kMethod[] = "dukcapil.inventory.v1.InventoryService.CreateCardApplication";

// As long as what the service writes.
constexpr std::size_t kReplyBytes = 450;

constexpr char kClaim[] =
    "INSERT INTO request (region, caller, method, request_id, fingerprint, create_time) "
    "VALUES (?, ?, ?, ?, ?, NOW(6))";
constexpr char kLockApplicant[] =
    "SELECT e.print_ready, e.blocked, e.has_first_card, e.obliged_date, e.death_date, e.departure_date,"
    " e.version, (SELECT a.id FROM card_application a WHERE a.regency = e.regency"
    " AND a.open_resident = e.resident), (SELECT COUNT(*) FROM card_application a"
    " FORCE INDEX (card_application_resident) WHERE a.regency = e.regency AND a.resident = e.resident"
    " AND a.state IN ('PRINTED', 'DELIVERED'))"
    " FROM eligibility e WHERE e.regency = ? AND e.resident = ? LOCK IN SHARE MODE";
constexpr char kPolicy[] =
    "SELECT p.regency, p.id FROM issuance_policy p WHERE p.regency IN (?, '-') AND p.effective_date <= ?"
    " ORDER BY p.regency DESC, p.effective_date DESC LIMIT 1";
constexpr char kMode[] =
    "SELECT forecast_level, seen_on_hand, seen_reserved, protected_stock, floor_stock, "
    "unrationed_run_out_date, mode_date, compute_time FROM stock_mode WHERE regency = ?";
constexpr char kOverride[] =
    "SELECT id, level, end_date, reason, actor, create_time FROM stock_mode_override WHERE regency = ?"
    " ORDER BY id DESC LIMIT 1";
constexpr char kElsewhere[] =
    "SELECT COALESCE(SUM(on_hand - reserved), 0) FROM stock_balance WHERE regency = ? AND account <> ?";
constexpr char kLockBalance[] =
    "SELECT b.on_hand, b.reserved, b.received, b.issued, b.spoiled, b.moved, EXISTS (SELECT 1 FROM"
    " promotion_work w WHERE w.regency = b.regency AND CONCAT('location:', w.location) = b.account)"
    " FROM stock_balance b WHERE b.regency = ? AND b.account = ? FOR UPDATE";
constexpr char kReserve[] =
    "UPDATE stock_balance SET on_hand = on_hand + 0, reserved = reserved + 1 "
    "WHERE regency = ? AND account = ? AND on_hand >= reserved + 1";
constexpr char kInsert[] =
    "INSERT INTO card_application (regency, id, resident, reason, evidence_number, location,"
    " application_date, state, outcome, rule, policy_regency, policy, level, available_seen,"
    " protected_seen, floor_seen, interim_document, promised_by_date, decision_time, priority,"
    " regency_available_seen, forecast_level_seen, print_ready_seen, first_card_seen, override_level_seen,"
    " interim_until_date, promise_basis, promise_ahead, promise_arriving,"
    " obliged_date, expire_date, cancel_cause, version, create_time, open_resident, reason_code)"
    " VALUES (?, ?, ?, 'FIRST_ISSUE', '', ?, '2023-10-14', 'RESERVED', 'RESERVED',"
    " 'NORMAL_FIRST_ISSUE_RESERVES', '-', 'national-default-1', 'NORMAL', 1000, 0, 0, 'NONE', NULL, NOW(6),"
    " 10, 1000, 'NORMAL', 1, 0, NULL, NULL, NULL, NULL, NULL, '2007-01-01', '2023-11-13', '', 1, NOW(6), ?,"
    " 'FIRST_ISSUE')";
constexpr char kChange[] =
    "INSERT INTO `change` (region, id, resource, kind, payload, create_time) VALUES (?, ?, ?, ?, ?, NOW(6))";
constexpr char kAudit[] =
    "INSERT INTO audit (region, id, occurred_time, subject, roles, method, resource, purpose, request_id, "
    "trace_id) VALUES (?, ?, NOW(6), ?, 'administrator', ?, 'regions/17.02', '', ?, '')";
constexpr char kReply[] =
    "UPDATE request SET reply = ? WHERE region = ? AND caller = ? AND method = ? AND request_id = ?";
constexpr char kInsertBalance[] =
    "INSERT INTO stock_balance (regency, account, on_hand, reserved, received, issued, spoiled) "
    "VALUES (?, ?, 10000000, 0, 10000000, 0, 0)";
constexpr char kInsertFacts[] =
    "INSERT INTO eligibility (regency, resident, print_ready, blocked, has_first_card, obliged_date,"
    " version) VALUES";
constexpr std::size_t kFactsAtOnce = 500;

// What the driver wants done in each thread that uses it.
struct DriverThread {
  DriverThread() { get_driver_instance()->threadInit(); }
  ~DriverThread() { get_driver_instance()->threadEnd(); }
};

std::string AccountOf(int location) {
  return absl::StrCat("location:b", location);
}

}  // namespace

// Statements are prepared once. One thread at a time uses it.
class BareLoop::Connection {
 public:
  explicit Connection(const mysql::DatabaseOptions& schema) {
    sql::ConnectOptionsMap map;
    map["hostName"] = sql::SQLString(absl::StrCat("unix://", schema.socket));
    map["userName"] = sql::SQLString(schema.user);
    map["password"] = sql::SQLString(schema.password);
    map["schema"] = sql::SQLString(schema.schema);
    connection_.reset(get_driver_instance()->connect(map));
    text_.reset(connection_->createStatement());
    text_->execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
    connection_->setAutoCommit(false);
  }

  void Query(const char* sql, const std::vector<std::string>& params) {
    const std::unique_ptr<sql::ResultSet> rows(Bound(sql, params).executeQuery());
    while (rows->next()) rows->getString(1);
  }
  void Execute(const char* sql, const std::vector<std::string>& params) {
    if (Bound(sql, params).executeUpdate() != 1) std::abort();
  }
  void ExecuteText(const std::string& sql) { text_->execute(sql); }

 private:
  sql::PreparedStatement& Bound(const char* sql, const std::vector<std::string>& params) {
    std::unique_ptr<sql::PreparedStatement>& statement = prepared_[sql];
    if (statement == nullptr) statement.reset(connection_->prepareStatement(sql));
    unsigned int index = 0;
    for (const std::string& param : params) statement->setString(++index, param);
    return *statement;
  }

  std::unique_ptr<sql::Connection> connection_;
  std::unique_ptr<sql::Statement> text_;
  std::map<const char*, std::unique_ptr<sql::PreparedStatement>> prepared_;
};

// The statements that the service runs where a call is alone and its policy was read before, in their order.
void BareLoop::CreateCardApplication(Connection& connection, int location, const std::string& resident) {
  const std::string request = NewUuid();
  const std::string application = NewUuid();
  const std::string account = AccountOf(location);
  const std::string message(kReplyBytes, 'x');
  connection.Execute(kClaim, {kRegency, kSubject, kMethod, request, Sha256(request)});
  connection.Query(kLockApplicant, {kRegency, resident});
  connection.Query(kPolicy, {kRegency, "2023-10-14"});
  connection.Query(kMode, {kRegency});
  connection.Query(kOverride, {kRegency});
  connection.Query(kElsewhere, {kRegency, account});
  connection.Query(kLockBalance, {kRegency, account});
  connection.Execute(kReserve, {kRegency, account});
  connection.Execute(kInsert, {kRegency, application, resident, absl::StrCat("b", location), resident});
  connection.Execute(kChange,
                     {kRegency, NewUuid(), absl::StrCat("regions/17.02/cardApplications/", application),
                      "CARD_APPLICATION_RESERVED", message});
  connection.Execute(kAudit, {kRegency, NewUuid(), kSubject, kMethod, request});
  connection.Execute(kReply, {message, kRegency, kSubject, kMethod, request});
  connection.ExecuteText("COMMIT");
}

BareLoop::BareLoop(const mysql::DatabaseOptions& schema, int locations, int residents) {
  const DriverThread thread;
  for (int i = 0; i < kConnections; ++i) connections_.push_back(std::make_unique<Connection>(schema));
  Connection& first = *connections_.front();
  for (int i = 0; i < locations; ++i) first.Execute(kInsertBalance, {kRegency, AccountOf(i)});
  KeepFacts(first, residents);
  first.ExecuteText("COMMIT");
  for (const auto& connection : connections_) {
    CreateCardApplication(*connection, 0, NewUuid());  // prepares everything
  }
}

BareLoop::~BareLoop() {
  const DriverThread thread;
  connections_.clear();
}

void BareLoop::KeepFacts(Connection& connection, int residents) {
  while (residents_.size() < static_cast<std::size_t>(residents)) {
    std::string sql = kInsertFacts;
    for (std::size_t i = 0; i < kFactsAtOnce; ++i) {
      residents_.push_back(NewUuid());
      absl::StrAppend(&sql, i == 0 ? " " : ", ", "('", kRegency, "', '", residents_.back(),
                      "', 1, 0, 0, '2007-01-01', 1)");
    }
    connection.ExecuteText(sql);
  }
}

Pace BareLoop::Run(int locations, int calls, absl::Duration longest) {
  absl::BlockingCounter ready(kConnections);
  absl::Notification go;
  std::atomic<int> next = 0;
  std::atomic<int> ended = 0;
  absl::Time start;
  std::vector<std::thread> threads;
  for (const auto& connection : connections_) {
    threads.emplace_back([&, mine = connection.get()] {
      const DriverThread thread;
      ready.DecrementCount();
      go.WaitForNotification();
      while (absl::Now() - start <= longest) {
        const int call = next++;
        if (call >= calls) break;
        CreateCardApplication(*mine, call % locations, residents_.at(asked_++));
        ++ended;
      }
    });
  }
  ready.Wait();
  start = absl::Now();
  go.Notify();
  for (std::thread& thread : threads) thread.join();
  return {ended, absl::ToDoubleSeconds(absl::Now() - start)};
}

}  // namespace dukcapil::bench
