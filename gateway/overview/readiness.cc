#include "gateway/overview/readiness.h"

#include <algorithm>

namespace dukcapil::gateway {
namespace {

Limit Smallest(const ReadinessInputs& in, std::int64_t needed) {
  const std::int64_t least = std::min({in.recordings_limit, in.cards_left, in.print_possible});
  if (least >= needed) return Limit::kNone;
  if (least == in.cards_left) return Limit::kCards;
  return least == in.print_possible ? Limit::kPrintDays : Limit::kRecordings;
}

}  // namespace

ReadinessAnswer AnswerReadiness(const ReadinessInputs& in) {
  ReadinessAnswer out;
  out.to_record = in.not_recorded_at_deadline;
  // Those who leave or die until the deadline are not known today, so this is never below zero; a register
  // that says otherwise is shown as it is.
  out.turning_obliged = in.not_recorded_at_deadline - in.not_recorded_today;
  out.cards_needed = out.to_record + in.recorded_without_card;
  out.cards_short = std::max<std::int64_t>(0, out.cards_needed - in.cards_left);
  out.print_short = std::max<std::int64_t>(0, out.cards_needed - in.print_possible);
  out.binding_limit = Smallest(in, out.cards_needed);
  out.ready = out.binding_limit == Limit::kNone && in.outreach_reaches >= out.to_record;
  return out;
}

}  // namespace dukcapil::gateway
