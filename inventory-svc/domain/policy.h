// The issuance policy: dated data with its legal basis, and the one pure function that decides by it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace dukcapil::inventory {

// Why a card is asked for.
enum class Reason { kFirstIssue, kLost, kStatusChange, kDamaged, kReplacement };
inline constexpr Reason kAllReasons[] = {Reason::kFirstIssue, Reason::kLost, Reason::kStatusChange,
                                         Reason::kDamaged, Reason::kReplacement};
// How scarce blanks are in a regency. CRITICAL is judged live, the others are forecast: see stock_mode.h.
enum class StockLevel { kNormal, kConstrained, kCritical };
inline constexpr StockLevel kAllLevels[] = {StockLevel::kNormal, StockLevel::kConstrained,
                                            StockLevel::kCritical};
enum class RuleAction { kReserve, kReserveAboveFloor, kWaitlist };
enum class InterimDocument { kNone, kSuket, kIkd };
enum class Outcome { kReserved, kWaitlisted, kRejected };

absl::string_view Name(Reason reason);  // `FIRST_ISSUE`, …
absl::string_view Name(StockLevel level);
absl::string_view Name(RuleAction action);
absl::string_view Name(InterimDocument document);
absl::string_view Name(Outcome outcome);
std::optional<Reason> ParseReason(absl::string_view name);
std::optional<StockLevel> ParseStockLevel(absl::string_view name);
std::optional<RuleAction> ParseRuleAction(absl::string_view name);
std::optional<InterimDocument> ParseInterimDocument(absl::string_view name);
std::optional<Outcome> ParseOutcome(absl::string_view name);

// The reason of one request: how it behaves, and what its policy calls it.
struct AskedFor {
  // A built-in reason is its own code.
  AskedFor(Reason reason) : kind(reason), code(Name(reason)) {}
  AskedFor(Reason reason, std::string policy_code) : kind(reason), code(std::move(policy_code)) {}

  Reason kind;
  std::string code;  // `HOSPITAL_EMERGENCY`
};

// A reason that a policy knows.
struct PolicyReason {
  std::string code;
  Reason kind = Reason::kFirstIssue;
  std::string label_id;  // for a person, Indonesian
  std::string label_en;
  bool evidence_required = false;
  // An interim document is given from the first to the last day, where there is one, and valid for so many
  // days from that of the decision; 0: until the card comes.
  std::optional<absl::CivilDay> interim_first_date = {};
  std::optional<absl::CivilDay> interim_last_date = {};
  int interim_validity_days = 0;
};

// What the policy says for one reason at one level.
struct PolicyRule {
  std::string reason;  // code
  StockLevel level = StockLevel::kNormal;
  RuleAction action = RuleAction::kReserve;
  InterimDocument interim_document = InterimDocument::kNone;  // given to who has to wait
  int priority = 0;                                           // on the waitlist: lower is served first
};

struct IssuancePolicy {
  std::string region;  // regency code, or `-` for the national default
  std::string id;
  std::string legal_basis;
  int reservation_days = 0;  // a reservation lapses after so many days
  std::vector<PolicyRule> rules;
  std::vector<PolicyReason> reasons = {};  // none: an earlier one, of the built-in reasons alone
  absl::CivilDay effective_date = {};
  absl::Time create_time = {};

  // Null where the policy does not provide for it.
  const PolicyRule* Find(absl::string_view code, StockLevel level) const;
  const PolicyReason* FindReason(absl::string_view code) const;
};

// What the register says of the resident.
struct Eligibility {
  bool print_ready = false;                    // the recording was found unique
  bool has_first_card = false;                 // has had one: a further card is no first issue
  std::optional<absl::CivilDay> obliged_date;  // first day obliged and living here
  bool blocked = false;                        // the centre found a double, or is deciding: no card at all
};

struct DecisionInputs {
  IssuancePolicy policy;
  Eligibility eligibility;
  StockLevel forecast_level = StockLevel::kNormal;  // NORMAL or CONSTRAINED, as last computed
  std::optional<StockLevel> override_level = {};    // set by hand in its place
  std::int64_t protected_stock = 0;                 // at or below it the level is CRITICAL
  std::int64_t floor_stock = 0;
  std::int64_t available_here = 0;        // at the location, on the locked balance
  std::int64_t available_in_regency = 0;  // at all its locations
  absl::Time now;
  // The day of the decision, from which an interim document counts; nothing: the day of the request.
  std::optional<absl::CivilDay> today = {};

  // The level of the stock mode as things are.
  StockLevel Level() const;
  // Sets what is available here, where available_in_regency was of the other locations.
  void SetHere(std::int64_t available) {
    available_here = available;
    available_in_regency += available;
  }
};

// What a decision saw besides, kept since it can be decided again.
struct DecisionFacts {
  std::int64_t available_in_regency = 0;
  StockLevel forecast_level = StockLevel::kNormal;
  bool print_ready = false;
  bool has_first_card = false;
  std::optional<StockLevel> override_level = {};
};

// Why a card is, or is not, expected on a day.
enum class PromiseBasis { kArrivals, kNothingConfirmed, kBeyondArrivals, kStockMode };
absl::string_view Name(PromiseBasis basis);  // `ARRIVALS`, …
std::optional<PromiseBasis> ParsePromiseBasis(absl::string_view name);

// What one who waits is told: see promise.h.
struct WaitPromise {
  PromiseBasis basis = PromiseBasis::kNothingConfirmed;
  std::optional<absl::CivilDay> date = {};
  std::optional<std::int64_t> ahead = {};  // how many wait before; nothing: not counted
  std::int64_t arriving = 0;               // confirmed to arrive until the day, or at all
};

struct Decision {
  Outcome outcome = Outcome::kRejected;
  std::string rule;  // stable id, `{LEVEL}_{REASON}_{RESERVES|WAITS|…}` or one of the constants below
  std::string policy_region;
  std::string policy_id;
  std::string legal_basis;
  StockLevel level = StockLevel::kNormal;
  std::int64_t available = 0;  // at the location
  std::int64_t protected_stock = 0;
  std::int64_t floor_stock = 0;
  InterimDocument interim_document = InterimDocument::kNone;
  std::optional<WaitPromise> promise;  // as told then
  int priority = 0;
  absl::Time decision_time;
  std::optional<DecisionFacts> seen;                 // nothing: from before this was kept
  std::optional<absl::CivilDay> interim_until_date;  // the interim document is valid until then
  std::string label_id;  // the reason, as the policy has it; empty: of an earlier policy
  std::string label_en;
};

inline constexpr char kRuleNotPrintReady[] = "RECORDING_NOT_PRINT_READY";
inline constexpr char kRuleRecordingBlocked[] = "RECORDING_BLOCKED";
inline constexpr char kRuleHasFirstCard[] = "FIRST_CARD_EXISTS";
inline constexpr char kRuleNotYetObliged[] = "NOT_YET_OBLIGED";

// True where `rule` reserves a card as things are; false where it is null.
bool MayReserve(const PolicyRule* rule, const DecisionInputs& inputs);

// Decides a request of `asked` made on `application_date`. Rules, from domain.md "Issuance policy":
// refused where the resident is not obliged within the reservation's days, the recording is blocked, or a
// first issue has no print-ready recording or had a card before; waitlisted where nothing is available here;
// otherwise as the policy says at the level now in force, with `available` and `floor` counted over the
// regency. FAILED_PRECONDITION (POLICY_INCOMPLETE) where the policy has no rule for it.
absl::StatusOr<Decision> Decide(const AskedFor& asked, absl::CivilDay application_date,
                                const DecisionInputs& inputs);

// A decision for a person. It is made from what the decision stores, so that it can be explained years later;
// `reason` is how the request behaves, for a decision that has no label of its own.
std::string ExplainInIndonesian(Reason reason, const Decision& decision);
std::string ExplainInEnglish(Reason reason, const Decision& decision);

}  // namespace dukcapil::inventory
