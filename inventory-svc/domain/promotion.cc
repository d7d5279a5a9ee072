#include "inventory-svc/domain/promotion.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "inventory-svc/domain/stock_mode.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

bool MayReserve(const PolicyRule* rule, const DecisionInputs& inputs) {
  if (rule == nullptr || rule->action == RuleAction::kWaitlist) return false;
  return rule->action == RuleAction::kReserve || inputs.available_in_regency > inputs.floor_stock;
}

Eligibility AsFoundBefore(const CardApplication& application) {
  return {/*print_ready=*/true, /*has_first_card=*/false, application.obliged_date};
}

// `application` under a decision made today instead of the one it has.
Promotion DecidedAgain(CardApplication application, Decision decision, const IssuancePolicy& policy,
                       absl::CivilDay today) {
  Promotion promotion{std::move(application), {}};
  promotion.earlier = promotion.application.decision;
  promotion.application.expire_date.reset();
  ApplyDecision(std::move(decision), policy, today, promotion.application);
  ++promotion.application.version;
  return promotion;
}

}  // namespace

std::vector<Reason> ReasonsToServe(const DecisionInputs& inputs) {
  const StockLevel level =
      LiveLevel(inputs.forecast_level, inputs.available_in_regency, inputs.protected_stock);
  std::vector<Reason> reasons;
  for (const Reason reason : kAllReasons) {
    if (MayReserve(inputs.policy.Find(reason, level), inputs) ||
        MayReserve(inputs.policy.Find(reason, StockLevel::kCritical), inputs)) {
      reasons.push_back(reason);
    }
  }
  return reasons;
}

std::vector<Promotion> Promote(std::vector<CardApplication> waiting, DecisionInputs inputs,
                               absl::CivilDay today, std::int64_t limit) {
  std::sort(waiting.begin(), waiting.end(), [](const CardApplication& a, const CardApplication& b) {
    return std::tie(a.decision.priority, a.create_time, a.id) <
           std::tie(b.decision.priority, b.create_time, b.id);
  });
  std::vector<Promotion> promoted;
  for (CardApplication& application : waiting) {
    if (static_cast<std::int64_t>(promoted.size()) == limit) break;
    inputs.eligibility = AsFoundBefore(application);
    absl::StatusOr<Decision> decision = Decide(application.reason, today, inputs);
    if (!decision.ok() || decision->outcome != Outcome::kReserved) continue;
    promoted.push_back(DecidedAgain(std::move(application), *std::move(decision), inputs.policy, today));
    --inputs.available_here;
    --inputs.available_in_regency;
  }
  return promoted;
}

absl::StatusOr<Promotion> PutAtHead(CardApplication application, DecisionInputs inputs,
                                    absl::CivilDay today) {
  inputs.available_here = 0;
  inputs.eligibility = AsFoundBefore(application);
  ASSIGN_OR_RETURN(Decision decision, Decide(application.reason, today, inputs));
  decision.priority = kHeadOfWaitlist;
  return DecidedAgain(std::move(application), std::move(decision), inputs.policy, today);
}

}  // namespace dukcapil::inventory
