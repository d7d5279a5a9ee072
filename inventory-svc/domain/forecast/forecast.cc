#include "inventory-svc/domain/forecast/forecast.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>

namespace dukcapil::inventory {
namespace {

constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

using Measure = std::function<std::int64_t(const Future&)>;

CountQuantiles Measured(const std::vector<Future>& futures, const Measure& measure) {
  std::vector<std::int64_t> values;
  values.reserve(futures.size());
  for (const Future& future : futures) values.push_back(measure(future));
  return QuantilesOf(std::move(values));
}

std::optional<absl::CivilDay> DayOf(absl::CivilDay start, std::int64_t offset) {
  if (offset == kNever) return std::nullopt;
  return start + offset;
}

DayQuantiles RunOut(absl::CivilDay start, const std::vector<Future>& futures, Served Future::*way) {
  const CountQuantiles days = Measured(futures, [way](const Future& future) -> std::int64_t {
    const std::optional<int> day = (future.*way).run_out_day;
    return day.has_value() ? *day : kNever;
  });
  return {DayOf(start, days.p10), DayOf(start, days.p50), DayOf(start, days.p90)};
}

std::int64_t Rationed(const Future& future) {
  return future.wanted.first_cards() + future.wanted.lost_or_status_change;
}

std::int64_t Unrationed(const Future& future) {
  return Rationed(future) + future.wanted.replacement;
}

std::vector<DemandPart> Parts(const ForecastInputs& inputs, const std::vector<Future>& futures) {
  const std::pair<PartKind, std::int64_t WantedParts::*> kParts[] = {
      {PartKind::kPrintReadyBacklog, &WantedParts::backlog},
      {PartKind::kOutreach, &WantedParts::visits},
      {PartKind::kTurning17, &WantedParts::turning_17},
      {PartKind::kWalkIn, &WantedParts::walk_in},
      {PartKind::kLostOrStatusChange, &WantedParts::lost_or_status_change},
      {PartKind::kReplacement, &WantedParts::replacement},
      {PartKind::kSpoilage, &WantedParts::spoiled}};
  std::vector<DemandPart> parts;
  for (const auto& [kind, member] : kParts) {
    const auto cards =
        Measured(futures, [member = member](const Future& future) { return future.wanted.*member; });
    parts.push_back({kind, cards, BasisOf(kind, inputs)});
  }
  return parts;
}

BindingLimit MostFrequentLimit(const ForecastInputs& inputs, const std::vector<Future>& futures) {
  const std::int64_t day_capacity = *std::max_element(inputs.capacity.begin(), inputs.capacity.end());
  const std::int64_t need =
      inputs.coverage_at_deadline.not_recorded + PrintReadyBacklog(inputs.coverage, inputs.history) +
      AtTheCentre(inputs.coverage) + TurningSeventeen(inputs.coverage, inputs.coverage_at_deadline);
  std::array<int, 4> count = {};
  for (const Future& future : futures) ++count[static_cast<std::size_t>(LimitOf(future, need, day_capacity))];
  return static_cast<BindingLimit>(std::max_element(count.begin(), count.end()) - count.begin());
}

std::vector<ForecastDay> Path(const ForecastInputs& inputs, const std::vector<Future>& futures) {
  std::vector<ForecastDay> path;
  for (absl::CivilDay day = inputs.date; day <= inputs.deadline; ++day) {
    if (CapacityOn(day, inputs.capacity, *inputs.calendar) == 0) continue;
    const auto index = static_cast<std::size_t>(day - inputs.date);
    path.push_back(
        {day, Measured(futures, [index](const Future& future) { return future.on_hand[index]; }),
         Measured(futures, [index](const Future& future) { return future.wanted_a_day[index]; }).p50});
  }
  return path;
}

// Cards in stock and in shipments expected until `day`.
std::int64_t CardsUntil(absl::CivilDay day, const ForecastInputs& inputs) {
  std::int64_t cards = inputs.on_hand;
  for (const auto& [expected, quantity] : inputs.arrivals) {
    if (expected <= day) cards += quantity;
  }
  return cards;
}

// Cards needed beyond those until `day`: the demand (90 %) at the pace of that until the deadline,
// as far as it can be printed, and what spoils on the way.
std::int64_t NeedUntil(absl::CivilDay day, const ForecastInputs& inputs, const Forecast& forecast) {
  const double longer =
      static_cast<double>(day - inputs.date + 1) / static_cast<double>(inputs.deadline - inputs.date + 1);
  const std::int64_t wanted = std::llround(static_cast<double>(forecast.demand_unrationed.p90) * longer);
  const std::int64_t spoiled = std::llround(static_cast<double>(forecast.parts.back().cards.p90) * longer);
  const std::int64_t printable = PrintLimit(inputs.date, day, inputs.capacity, *inputs.calendar).cards;
  return std::max<std::int64_t>(0, std::min(wanted, printable) + spoiled - CardsUntil(day, inputs));
}

std::vector<AskedFuture> AsAsked(const ForecastInputs& inputs, const std::vector<Future>& futures) {
  const auto until_deadline = static_cast<int>(inputs.deadline - inputs.date + 1);
  const int horizon = std::max(until_deadline, inputs.horizon_days);
  std::vector<AskedFuture> asked;
  asked.reserve(futures.size());
  for (const Future& future : futures) {
    asked.push_back(
        {future.rationed.run_out_day.value_or(horizon), future.lead_time_days, future.approved_share});
  }
  return asked;
}

}  // namespace

BindingLimit LimitOf(const Future& future, std::int64_t need, std::int64_t day_capacity) {
  if (future.rationed.waiting > 0 && future.rationed.out_of_stock) return BindingLimit::kCards;
  if (future.rationed.waiting > day_capacity) return BindingLimit::kPrintDays;
  return future.wanted.first_cards() < need ? BindingLimit::kRecordings : BindingLimit::kNone;
}

SimulationInputs PrepareSimulation(const ForecastInputs& inputs) {
  const auto deadline_days = static_cast<std::size_t>(inputs.deadline - inputs.date + 1);
  const std::size_t days = std::max(deadline_days, static_cast<std::size_t>(inputs.horizon_days));
  SimulationInputs simulation;
  simulation.on_hand = inputs.on_hand;
  simulation.arrivals.assign(days, 0);
  for (const auto& [day, cards] : inputs.arrivals) {
    const auto at = static_cast<std::size_t>(std::max<absl::civil_diff_t>(1, day - inputs.date));
    if (at < days) simulation.arrivals[at] += cards;
  }
  std::vector<double> visits(days, 0.0);
  for (std::size_t i = 0; i < days; ++i) {
    const absl::CivilDay day = inputs.date + static_cast<absl::civil_diff_t>(i);
    simulation.capacity.push_back(CapacityOn(day, inputs.capacity, *inputs.calendar));
    const auto expected = inputs.expected_recordings.find(day);
    if (expected != inputs.expected_recordings.end()) visits[i] = expected->second;
  }
  simulation.capacity[0] = std::max<std::int64_t>(0, simulation.capacity[0] - inputs.printed_on_date);
  simulation.backlog = PrintReadyBacklog(inputs.coverage, inputs.history);
  simulation.from_centre = LeaveTheCentre(static_cast<double>(AtTheCentre(inputs.coverage)), days);
  simulation.from_visits = BecomePrintReady(visits);
  const double birthdays =
      static_cast<double>(TurningSeventeen(inputs.coverage, inputs.coverage_at_deadline));
  simulation.turning_17.assign(days, birthdays / static_cast<double>(deadline_days));
  simulation.unrecorded = inputs.coverage_at_deadline.not_recorded;
  simulation.open_lost_or_status_change = inputs.history.open_lost_or_status_change;
  simulation.open_replacements = inputs.history.open_replacements;
  simulation.first_issues = FirstIssueRate(inputs.history);
  simulation.lost_or_status_change = LostOrStatusChangeRate(inputs.history);
  simulation.replacements = ReplacementRate(inputs.history);
  simulation.spoilage = SpoilageShare(inputs.history);
  simulation.scatter = LearnScatter(inputs.history.days);
  simulation.approved = LearnApprovedShare(inputs.decided_requests);
  simulation.deadline_days = static_cast<int>(deadline_days);
  simulation.lead_time_days = kLeadTimeDays;
  return simulation;
}

Forecast MakeForecast(const ForecastInputs& inputs) {
  const std::vector<Future> futures = Simulate(PrepareSimulation(inputs), inputs.seed, inputs.runs);
  Forecast forecast;
  forecast.parts = Parts(inputs, futures);
  forecast.demand_rationed = Measured(futures, Rationed);
  forecast.demand_unrationed = Measured(futures, Unrationed);
  forecast.run_out_rationed = RunOut(inputs.date, futures, &Future::rationed);
  forecast.run_out_unrationed = RunOut(inputs.date, futures, &Future::unrationed);
  forecast.recordings_limit =
      Measured(futures, [](const Future& future) { return future.wanted.first_cards(); });
  forecast.cards_limit = CardsUntil(inputs.deadline, inputs);
  forecast.print_limit = PrintLimit(inputs.date, inputs.deadline, inputs.capacity, *inputs.calendar);
  forecast.printed_by_deadline =
      Measured(futures, [](const Future& future) { return future.rationed.printed; });
  forecast.binding_limit = MostFrequentLimit(inputs, futures);
  forecast.printed_unrationed =
      Measured(futures, [](const Future& future) { return future.unrationed.printed; });
  forecast.ask_cards = NeedUntil(inputs.deadline, inputs, forecast);
  forecast.ask = AdviseAsking(AsAsked(inputs, futures), forecast.ask_cards,
                              NeedUntil(inputs.deadline + kLongestLeadDays, inputs, forecast));
  forecast.ask_by_date = inputs.date + forecast.ask.by_day;
  forecast.protected_stock =
      Measured(futures, [](const Future& future) { return future.first_cards_in_lead_time; }).p50;
  forecast.path = Path(inputs, futures);
  forecast.assumptions = AssumptionsOf(inputs);
  forecast.ask_words = AskWordsOf(inputs, forecast);
  return forecast;
}

}  // namespace dukcapil::inventory
