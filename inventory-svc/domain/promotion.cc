#include "inventory-svc/domain/promotion.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

// A waiting request, by what it is decided again, and its place.
struct Waiting {
  CardApplication application;
  const IssuancePolicy* policy = nullptr;
  int priority = 0;
};

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

const IssuancePolicy& PolicyFor(const CardApplication& application, const IssuancePolicy& in_force,
                                const std::vector<IssuancePolicy>& former) {
  if (Knows(in_force, application.asked_for().code)) return in_force;
  for (const IssuancePolicy& policy : former) {
    if (policy.region == application.decision.policy_region && policy.id == application.decision.policy_id) {
      return policy;
    }
  }
  return in_force;
}

int PriorityNow(const CardApplication& application, const IssuancePolicy& policy, StockLevel level) {
  if (application.decision.priority == kHeadOfWaitlist) return kHeadOfWaitlist;
  const PolicyRule* const rule = policy.Find(application.asked_for().code, level);
  return rule == nullptr ? application.decision.priority : rule->priority;
}

std::vector<Waiting> InOrderOfService(std::vector<CardApplication> applications,
                                      const IssuancePolicy& in_force,
                                      const std::vector<IssuancePolicy>& former, StockLevel level) {
  std::vector<Waiting> waiting;
  waiting.reserve(applications.size());
  for (CardApplication& application : applications) {
    const IssuancePolicy& policy = PolicyFor(application, in_force, former);
    const int priority = PriorityNow(application, policy, level);
    waiting.emplace_back(Waiting{std::move(application), &policy, priority});
  }
  std::sort(waiting.begin(), waiting.end(), [](const Waiting& a, const Waiting& b) {
    return std::tie(a.priority, a.application.create_time, a.application.id) <
           std::tie(b.priority, b.application.create_time, b.application.id);
  });
  return waiting;
}

}  // namespace

bool Knows(const IssuancePolicy& policy, absl::string_view code) {
  return std::any_of(policy.rules.begin(), policy.rules.end(),
                     [&](const PolicyRule& rule) { return rule.reason == code; });
}

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
                               absl::CivilDay today, std::int64_t limit,
                               const std::vector<IssuancePolicy>& former) {
  const IssuancePolicy in_force = inputs.policy;
  const IssuancePolicy* policy = &in_force;  // what `inputs` has
  std::vector<Promotion> promoted;
  for (Waiting& next : InOrderOfService(std::move(waiting), in_force, former, inputs.Level())) {
    if (static_cast<std::int64_t>(promoted.size()) == limit) break;
    if (std::exchange(policy, next.policy) != next.policy) inputs.policy = *next.policy;
    CardApplication& application = next.application;
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
