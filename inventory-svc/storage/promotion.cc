#include "inventory-svc/domain/promotion.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "inventory-svc/storage/card_application_row.h"
#include "inventory-svc/storage/tx.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr char kSelectAnyWaiting[] =
    "SELECT 1 FROM card_application WHERE regency = ? AND location = ? AND state = 'WAITLISTED' LIMIT 1";
// Named, since a waitlist that has just grown looks small to the optimizer.
constexpr char kWaitingInOrder[] =
    " FORCE INDEX (card_application_asked_for) WHERE a.regency = ? AND a.location = ? AND a.state = "
    "'WAITLISTED'"
    " AND a.asked_for = ?"
    // Whom the register keeps from a card meanwhile; read without a lock.
    " AND NOT EXISTS (SELECT 1 FROM eligibility e WHERE e.regency = a.regency AND e.resident = a.resident"
    " AND (e.blocked OR (a.reason = 'FIRST_ISSUE' AND NOT e.print_ready)"
    " OR e.death_date <= ? OR e.departure_date <= ?))"
    " ORDER BY a.priority, a.create_time, a.id LIMIT ? FOR UPDATE";
constexpr char kSelectLocations[] = "SELECT id FROM location WHERE regency = ?";
constexpr char kSelectWork[] = "SELECT regency, location FROM promotion_work ORDER BY regency, location";
constexpr char kInsertWork[] = "INSERT IGNORE INTO promotion_work (regency, location) VALUES (?, ?)";
constexpr char kDeleteWork[] = "DELETE FROM promotion_work WHERE regency = ? AND location = ?";

constexpr char kInsertDecisions[] =
    "INSERT INTO card_application_decision (regency, application, version, outcome, rule, policy_regency,"
    " policy, level, available_seen, protected_seen, floor_seen, interim_document, promised_by_date,"
    " decision_time, priority, regency_available_seen, forecast_level_seen, print_ready_seen,"
    " first_card_seen, override_level_seen, interim_until_date, promise_basis, promise_ahead,"
    " promise_arriving) VALUES";
constexpr char kUpdateDecided[] =
    "ON DUPLICATE KEY UPDATE state = VALUES(state), outcome = VALUES(outcome), rule = VALUES(rule),"
    " policy_regency = VALUES(policy_regency), policy = VALUES(policy), level = VALUES(level),"
    " available_seen = VALUES(available_seen), protected_seen = VALUES(protected_seen),"
    " floor_seen = VALUES(floor_seen), interim_document = VALUES(interim_document),"
    " promised_by_date = VALUES(promised_by_date), decision_time = VALUES(decision_time),"
    " priority = VALUES(priority), regency_available_seen = VALUES(regency_available_seen),"
    " forecast_level_seen = VALUES(forecast_level_seen), print_ready_seen = VALUES(print_ready_seen),"
    " first_card_seen = VALUES(first_card_seen), override_level_seen = VALUES(override_level_seen), "
    "interim_until_date = VALUES(interim_until_date),"
    " promise_basis = VALUES(promise_basis), promise_ahead = VALUES(promise_ahead),"
    " promise_arriving = VALUES(promise_arriving),"
    " expire_date = VALUES(expire_date), version = VALUES(version),"
    " open_resident = VALUES(open_resident)";

}  // namespace

absl::StatusOr<std::vector<LocationName>> Snapshot::ListPromotionWork() {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectWork));
  std::vector<LocationName> work;
  for (const mysql::Row& row : rows) work.push_back({row.String(0), row.String(1)});
  return work;
}

absl::Status Tx::DecideAgainIn(const std::string& regency) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, transaction_.Query(kSelectLocations, {regency}));
  for (const mysql::Row& row : rows) raised_.insert({regency, row.String(0)});
  return absl::OkStatus();
}

absl::Status Tx::SaveDecidedAgain(const std::vector<Promotion>& decided) {
  std::vector<std::vector<mysql::Param>> earlier;
  std::vector<std::vector<mysql::Param>> now;
  for (const Promotion& promotion : decided) {
    const CardApplication& application = promotion.application;
    std::vector<mysql::Param> row = {application.region, application.id, application.version - 1};
    AppendDecision(promotion.earlier, row);
    earlier.push_back(std::move(row));
    now.push_back(ApplicationParams(application));
  }
  RETURN_IF_ERROR(transaction_.InsertRows(kInsertDecisions, earlier));
  return transaction_.InsertRows(kInsertApplications, now, kUpdateDecided);
}

absl::StatusOr<std::vector<Promotion>> Tx::PromoteAt(const LocationName& place, std::int64_t available,
                                                     std::int64_t limit, const WaitlistRules& rules) {
  ASSIGN_OR_RETURN(const mysql::Rows any,
                   transaction_.Query(kSelectAnyWaiting, {place.regency, place.location}));
  if (any.empty()) return std::vector<Promotion>();
  const absl::CivilDay today = rules.clock.Today();
  ASSIGN_OR_RETURN(IssuancePolicy policy, PolicyInForce(place.regency, today));
  ASSIGN_OR_RETURN(DecisionInputs inputs,
                   InputsAt(place.regency, place.location, std::move(policy), today, rules.clock.Now()));
  inputs.SetHere(available);
  std::vector<CardApplication> waiting;
  for (const std::string& code : ReasonsToServe(inputs)) {
    ASSIGN_OR_RETURN(const mysql::Rows rows,
                     transaction_.Query(absl::StrCat(kSelectApplication, kWaitingInOrder),
                                        {place.regency, place.location, code, today, today, limit}));
    for (const mysql::Row& row : rows) {
      ASSIGN_OR_RETURN(CardApplication application, ApplicationFromRow(row));
      waiting.push_back(std::move(application));
    }
  }
  return Promote(std::move(waiting), std::move(inputs), today, limit);
}

absl::Status Tx::PromoteRaised(const WaitlistRules& rules) {
  for (const LocationName& place : raised_) {
    ASSIGN_OR_RETURN(const auto balance, LockBalance(place.regency, place.location));
    if (!balance.has_value()) continue;
    const std::int64_t available = balance->available();
    const std::int64_t limit = std::min(available, kPromotedAtOnce);
    std::vector<Promotion> promoted;
    if (limit > 0) {
      ASSIGN_OR_RETURN(promoted, PromoteAt(place, available, limit, rules));
    }
    const auto count = static_cast<std::int64_t>(promoted.size());
    if (count > 0) {
      RETURN_IF_ERROR(SaveDecidedAgain(promoted));
      RETURN_IF_ERROR(ChangeBalance(place.regency, place.location, {}, count));
      for (const Promotion& promotion : promoted) {
        NoteChange(place.regency, NameOf(promotion.application), "CARD_APPLICATION_PROMOTED",
                   rules.payload(promotion.application));
      }
    }
    const bool is_left = count == kPromotedAtOnce && available > count;
    if (is_left == balance->promoting) continue;
    RETURN_IF_ERROR(
        transaction_.Execute(is_left ? kInsertWork : kDeleteWork, {place.regency, place.location}).status());
  }
  return absl::OkStatus();
}

}  // namespace dukcapil::inventory
