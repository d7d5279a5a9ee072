#include "inventory-svc/domain/policy_replay.h"

#include "absl/status/statusor.h"

namespace dukcapil::inventory {
namespace {

DecisionInputs InputsSeen(const IssuancePolicy& draft, const PastRequest& request,
                          const DecisionFacts& seen) {
  DecisionInputs inputs;
  inputs.policy = draft;
  // The dates for interim documents are of the time ahead, not of the one replayed.
  for (PolicyReason& reason : inputs.policy.reasons) {
    reason.interim_first_date.reset();
    reason.interim_last_date.reset();
  }
  inputs.eligibility = {seen.print_ready, seen.has_first_card, request.obliged_date,
                        request.decision.rule == kRuleRecordingBlocked};
  inputs.forecast_level = seen.forecast_level;
  inputs.override_level = seen.override_level;
  inputs.protected_stock = request.decision.protected_stock;
  inputs.floor_stock = request.decision.floor_stock;
  inputs.available_here = request.decision.available;
  inputs.available_in_regency = seen.available_in_regency;
  inputs.now = request.decision.decision_time;
  return inputs;
}

ReplayedDecision DecideUnder(const IssuancePolicy& draft, const PastRequest& request,
                             const DecisionFacts& seen) {
  const PolicyReason* reason = draft.FindReason(request.asked.code);
  if (reason == nullptr) return {std::nullopt, kRuleNotInPolicy};
  const absl::StatusOr<Decision> decision = Decide(
      AskedFor(reason->kind, reason->code), request.application_date, InputsSeen(draft, request, seen));
  if (!decision.ok()) return {std::nullopt, kRuleNotInPolicy};
  return {decision->outcome, decision->rule, decision->interim_document};
}

}  // namespace

void Replay(const IssuancePolicy& draft, const PastRequest& request, PolicyReplay& replay) {
  const Decision& before = request.decision;
  if (!before.seen.has_value()) {
    ++replay.not_replayable;
    return;
  }
  const ReplayedDecision now = DecideUnder(draft, request, *before.seen);
  ++replay.replayed;
  ++replay.counts[{request.asked.code, before.outcome, now.outcome}];
  if (now.outcome == before.outcome && now.interim_document == before.interim_document) return;
  ++replay.changed;
  if (replay.requests.size() < kListedReplays) replay.requests.push_back({request, now});
}

}  // namespace dukcapil::inventory
