#include "inventory-svc/domain/promotion.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

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

std::vector<std::string> ReasonsToServe(const DecisionInputs& inputs) {
  const StockLevel level = inputs.Level();
  std::vector<std::string> codes;
  for (const PolicyRule& rule : inputs.policy.rules) {
    // Each reason once, by one of its rules.
    if (inputs.policy.Find(rule.reason, level) != &rule) continue;
    if (MayReserve(&rule, inputs) ||
        MayReserve(inputs.policy.Find(rule.reason, StockLevel::kCritical), inputs)) {
      codes.push_back(rule.reason);
    }
  }
  return codes;
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
    absl::StatusOr<Decision> decision = Decide(application.asked_for(), today, inputs);
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
  inputs.eligibility.obliged_date = today;  // a card was promised: it is not refused now
  ASSIGN_OR_RETURN(Decision decision, Decide(application.asked_for(), today, inputs));
  decision.priority = kHeadOfWaitlist;
  return DecidedAgain(std::move(application), std::move(decision), inputs.policy, today);
}

}  // namespace dukcapil::inventory
