#include "inventory-svc/domain/forecast/simulation.h"

#include <algorithm>
#include <cmath>

#include "inventory-svc/domain/forecast/random.h"

namespace dukcapil::inventory {
namespace {

// What is drawn once a future.
struct Rates {
  double turnout = 1;
  double walk_in = 0;  // a print day; likewise the next two
  double lost_or_status_change = 0;
  double replacement = 0;
  double spoilage = 0;  // per card printed
};

// First cards expected a print day until the deadline: of those who turn 17, of planned visits.
struct Pace {
  double birthdays = 0;
  double visits = 0;
};

Pace PaceOf(const SimulationInputs& inputs) {
  Pace pace;
  double print_days = 0;
  for (std::size_t day = 0; day < static_cast<std::size_t>(inputs.deadline_days); ++day) {
    pace.birthdays += inputs.turning_17[day];
    pace.visits += inputs.from_visits[day];
    if (inputs.capacity[day] > 0) ++print_days;
  }
  print_days = std::max(1.0, print_days);
  return {pace.birthdays / print_days, pace.visits / print_days};
}

// The office's common factor on its rates, day by day.
class Wander {
 public:
  Wander(const Scatter& scatter, Random& random)
      : scatter_(scatter), log_level_(Normal(0, std::sqrt(scatter.level), random)) {}

  // The factor of the next day; `open` where the office prints.
  double Next(bool open, Random& random) {
    if (day_++ % 7 == 0) log_level_ += Normal(0, std::sqrt(scatter_.week), random);
    return open ? std::exp(log_level_) * Factor(scatter_.day, random) : 0;
  }

 private:
  const Scatter& scatter_;
  double log_level_;
  int day_ = 0;
};

Rates Draw(const SimulationInputs& inputs, const Pace& pace, Random& random) {
  Rates rates;
  rates.turnout = Gamma(kTurnoutShape, 1 / kTurnoutShape, random);
  const double first = Gamma(inputs.first_issues.shape, 1 / inputs.first_issues.days, random);
  const double unexplained = std::max(0.0, first - pace.birthdays);
  rates.walk_in = std::max(kWalkInShareLow * unexplained, unexplained - Uniform(0, 1, random) * pace.visits);
  rates.lost_or_status_change =
      Gamma(inputs.lost_or_status_change.shape, 1 / inputs.lost_or_status_change.days, random);
  if (inputs.replacements.has_value()) {
    rates.replacement = Gamma(inputs.replacements->shape, 1 / inputs.replacements->days, random);
  } else {
    const double ratio = std::exp(Uniform(std::log(kReprintRatioLow), std::log(kReprintRatioHigh), random));
    rates.replacement = std::max(0.0, first * ratio - rates.lost_or_status_change);
  }
  rates.spoilage = Beta(inputs.spoilage.spoiled, inputs.spoilage.good, random);
  return rates;
}

// Cards wanted on one day; `factor` is that day's on the rates.
WantedParts WantedOn(std::size_t day, const SimulationInputs& inputs, const Rates& rates, double factor,
                     std::int64_t& unrecorded, Random& random) {
  WantedParts wanted;
  if (day == 0) {
    wanted.backlog = inputs.backlog;
    wanted.lost_or_status_change = inputs.open_lost_or_status_change;
    wanted.replacement = inputs.open_replacements;
  }
  wanted.backlog += Poisson(inputs.from_centre[day], random);
  wanted.turning_17 = Poisson(inputs.turning_17[day], random);
  wanted.visits = std::min(Poisson(inputs.from_visits[day] * rates.turnout, random), unrecorded);
  unrecorded -= wanted.visits;
  if (factor > 0) {
    wanted.walk_in = std::min(Poisson(rates.walk_in * factor, random), unrecorded);
    unrecorded -= wanted.walk_in;
    wanted.lost_or_status_change += Poisson(rates.lost_or_status_change * factor, random);
    wanted.replacement += Poisson(rates.replacement * factor, random);
  }
  return wanted;
}

void Add(const WantedParts& more, WantedParts& sum) {
  sum.backlog += more.backlog;
  sum.visits += more.visits;
  sum.turning_17 += more.turning_17;
  sum.walk_in += more.walk_in;
  sum.lost_or_status_change += more.lost_or_status_change;
  sum.replacement += more.replacement;
}

// Serves demand from a stock, first come, first served.
class Counter {
 public:
  explicit Counter(std::int64_t on_hand) : on_hand_(on_hand) {}

  void Arrive(std::int64_t cards) { on_hand_ += cards; }
  void Serve(int day, std::int64_t wanted, std::int64_t capacity, double spoilage, Random& random) {
    waiting_ += wanted;
    const std::int64_t tried = std::min({waiting_, capacity, on_hand_});
    const std::int64_t spoiled = std::min(Poisson(static_cast<double>(tried) * spoilage, random), on_hand_);
    const std::int64_t printed = std::min(tried, on_hand_ - spoiled);
    on_hand_ -= printed + spoiled;
    waiting_ -= printed;
    printed_ += printed;
    if (on_hand_ == 0 && !run_out_day_.has_value()) run_out_day_ = day;
  }
  void TakeCounts(Served& served) const {
    served.printed = printed_;
    served.waiting = waiting_;
    served.out_of_stock = on_hand_ == 0;
  }
  std::int64_t on_hand() const { return on_hand_; }
  std::optional<int> run_out_day() const { return run_out_day_; }

 private:
  std::int64_t on_hand_;
  std::int64_t waiting_ = 0;
  std::int64_t printed_ = 0;
  std::optional<int> run_out_day_;
};

Future SimulateOne(const SimulationInputs& inputs, const Pace& pace, Random& random) {
  const Rates rates = Draw(inputs, pace, random);
  Future future;
  Wander wander(inputs.scatter, random);
  Counter rationed(inputs.on_hand);
  Counter unrationed(inputs.on_hand);
  std::int64_t unrecorded = inputs.unrecorded;
  const int days = static_cast<int>(inputs.capacity.size());
  const int counted_days = std::max(inputs.deadline_days, inputs.lead_time_days);
  for (int day = 0; day < days; ++day) {
    const bool both_ran_out = rationed.run_out_day().has_value() && unrationed.run_out_day().has_value();
    if (day >= counted_days && both_ran_out) break;
    const auto index = static_cast<std::size_t>(day);
    const double factor = wander.Next(inputs.capacity[index] > 0, random);
    const WantedParts wanted = WantedOn(index, inputs, rates, factor, unrecorded, random);
    const bool is_lost = inputs.scatter.lost_day > 0 && Uniform(0, 1, random) < inputs.scatter.lost_day;
    const std::int64_t capacity = is_lost ? 0 : inputs.capacity[index];
    const std::int64_t ration = wanted.first_cards() + wanted.lost_or_status_change;
    if (index < inputs.arrivals.size()) {
      rationed.Arrive(inputs.arrivals[index]);
      unrationed.Arrive(inputs.arrivals[index]);
    }
    rationed.Serve(day, ration, capacity, rates.spoilage, random);
    unrationed.Serve(day, ration + wanted.replacement, capacity, rates.spoilage, random);
    if (day < inputs.lead_time_days) future.first_cards_in_lead_time += wanted.first_cards();
    if (day >= inputs.deadline_days) continue;
    Add(wanted, future.wanted);
    future.on_hand.push_back(rationed.on_hand());
    future.wanted_a_day.push_back(ration);
    if (day + 1 == inputs.deadline_days) {
      rationed.TakeCounts(future.rationed);
      unrationed.TakeCounts(future.unrationed);
    }
  }
  const WantedParts& wanted = future.wanted;
  const std::int64_t all = wanted.first_cards() + wanted.lost_or_status_change + wanted.replacement;
  future.wanted.spoiled = Poisson(static_cast<double>(all) * rates.spoilage, random);
  future.lead_time_days = LeadTimeAt(Uniform(0, 1, random));
  future.approved_share = Beta(inputs.approved.approved, inputs.approved.cut, random);
  future.rationed.run_out_day = rationed.run_out_day();
  future.unrationed.run_out_day = unrationed.run_out_day();
  return future;
}

}  // namespace

std::vector<Future> Simulate(const SimulationInputs& inputs, std::uint64_t seed, int runs) {
  Random random(seed);
  const Pace pace = PaceOf(inputs);
  std::vector<Future> futures;
  futures.reserve(static_cast<std::size_t>(runs));
  for (int run = 0; run < runs; ++run) futures.push_back(SimulateOne(inputs, pace, random));
  return futures;
}

}  // namespace dukcapil::inventory
