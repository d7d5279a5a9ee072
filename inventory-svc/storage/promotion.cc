#include "inventory-svc/domain/promotion.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "inventory-svc/storage/card_application_row.h"
#include "inventory-svc/storage/tx.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

// The indices are named, since a waitlist that has just grown looks small to the optimizer. Codes are stepped
// through, since to find the distinct ones all who wait would be read.
constexpr char kSelectNextCode[] =
    "SELECT asked_for FROM card_application FORCE INDEX (card_application_asked_for)"
    " WHERE regency = ? AND location = ? AND state = 'WAITLISTED' AND asked_for > ? ORDER BY asked_for LIMIT "
    "1";
// What is kept of the register is read without a lock.
constexpr char kKeptObligedDate[] =
    ", (SELECT k.obliged_date FROM eligibility k WHERE k.regency = a.regency AND k.resident = a.resident)";
constexpr char kOfCode[] =
    " FORCE INDEX (card_application_asked_for) WHERE a.regency = ? AND a.location = ?"
    " AND a.state = 'WAITLISTED' AND a.asked_for = ? AND a.priority >= 0";
constexpr char kAtHead[] =
    " FORCE INDEX (card_application_line) WHERE a.regency = ? AND a.location = ?"
    " AND a.state = 'WAITLISTED' AND a.priority = ?";
// But for whom the register keeps from a card meanwhile. Priorities are left to who knows the rules in force.
constexpr char kServableInOrder[] =
    " AND NOT EXISTS (SELECT 1 FROM eligibility e WHERE e.regency = a.regency AND e.resident = a.resident"
    " AND (e.blocked OR (a.reason = 'FIRST_ISSUE' AND (NOT e.print_ready OR e.has_first_card))"
    " OR e.obliged_date IS NULL OR e.obliged_date > ? OR e.death_date <= ? OR e.departure_date <= ?))"
    " ORDER BY a.create_time, a.id LIMIT ? FOR UPDATE";
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

// The codes of the reasons for which somebody waits at `place`.
absl::StatusOr<std::vector<std::string>> WaitingCodes(mysql::Transaction& transaction,
                                                      const LocationName& place) {
  std::vector<std::string> codes;
  while (true) {
    const std::string last = codes.empty() ? "" : codes.back();
    ASSIGN_OR_RETURN(const mysql::Rows next,
                     transaction.Query(kSelectNextCode, {place.regency, place.location, last}));
    if (next.empty()) return codes;
    codes.push_back(next[0].String(0));
  }
}

// Those that `index` finds, who could be served on `today`; obliged from when on the register says by now.
absl::Status AppendServable(mysql::Transaction& transaction, const char* index,
                            std::vector<mysql::Param> found_by, const DecisionInputs& inputs,
                            absl::CivilDay today, std::int64_t limit, std::vector<CardApplication>& waiting) {
  const absl::string_view columns = absl::StripSuffix(kSelectApplication, kFromApplications);
  found_by.insert(found_by.end(), {today + inputs.policy.reservation_days, today, today, limit});
  ASSIGN_OR_RETURN(
      const mysql::Rows rows,
      transaction.Query(absl::StrCat(columns, kKeptObligedDate, kFromApplications, index, kServableInOrder),
                        found_by));
  for (const mysql::Row& row : rows) {
    ASSIGN_OR_RETURN(CardApplication application, ApplicationFromRow(row));
    const auto kept = row.OptionalDate(kApplicationColumns);
    if (kept.has_value()) application.obliged_date = kept;
    waiting.push_back(std::move(application));
  }
  return absl::OkStatus();
}

// Of `waiting` those to be looked at: which may be served, and which a later policy dropped.
std::vector<std::string> CodesToServe(const std::vector<std::string>& waiting, const DecisionInputs& inputs) {
  const std::vector<std::string> served = ReasonsToServe(inputs);
  std::vector<std::string> codes;
  for (const std::string& code : waiting) {
    if (!Knows(inputs.policy, code) || std::find(served.begin(), served.end(), code) != served.end()) {
      codes.push_back(code);
    }
  }
  return codes;
}

// The policies by which those wait whose reason the policy in force has dropped.
absl::StatusOr<std::vector<IssuancePolicy>> FormerPolicies(Snapshot& snapshot, const IssuancePolicy& in_force,
                                                           const std::vector<CardApplication>& waiting) {
  std::set<std::string> seen;
  std::vector<IssuancePolicy> former;
  for (const CardApplication& application : waiting) {
    const std::string& id = application.decision.policy_id;
    if (Knows(in_force, application.asked_for().code) || !seen.insert(id).second) continue;
    ASSIGN_OR_RETURN(auto policy, snapshot.FindPolicy(application.region, id));
    if (policy.has_value()) former.push_back(*std::move(policy));
  }
  return former;
}

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
  ASSIGN_OR_RETURN(const std::vector<std::string> codes, WaitingCodes(transaction_, place));
  if (codes.empty()) return std::vector<Promotion>();
  const absl::CivilDay today = rules.clock.Today();
  ASSIGN_OR_RETURN(IssuancePolicy policy, PolicyInForce(place.regency, today));
  ASSIGN_OR_RETURN(DecisionInputs inputs,
                   InputsAt(place.regency, place.location, std::move(policy), today, rules.clock.Now()));
  inputs.SetHere(available);
  std::vector<CardApplication> waiting;
  // The head is short, and all of it is looked at: the mode may keep its first from a card, and not its
  // second.
  RETURN_IF_ERROR(AppendServable(transaction_, kAtHead, {place.regency, place.location, kHeadOfWaitlist},
                                 inputs, today, kPromotedAtOnce, waiting));
  for (const std::string& code : CodesToServe(codes, inputs)) {
    RETURN_IF_ERROR(AppendServable(transaction_, kOfCode, {place.regency, place.location, code}, inputs,
                                   today, limit, waiting));
  }
  ASSIGN_OR_RETURN(const auto former, FormerPolicies(*this, inputs.policy, waiting));
  return Promote(std::move(waiting), std::move(inputs), today, limit, former);
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
