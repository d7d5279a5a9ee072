#include "inventory-svc/domain/forecast/simulation.h"

#include <boost/random/gamma_distribution.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <boost/random/uniform_real_distribution.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace dukcapil::inventory {
namespace {

using Random = boost::random::mt19937_64;

std::int64_t Poisson(double mean, Random& random) {
  if (mean <= 0) return 0;
  return boost::random::poisson_distribution<std::int64_t, double>(mean)(random);
}

double Gamma(double shape, double scale, Random& random) {
  if (shape <= 0) return 0;
  return boost::random::gamma_distribution<double>(shape, scale)(random);
}

double Uniform(double low, double high, Random& random) {
  return boost::random::uniform_real_distribution<double>(low, high)(random);
}

// What is drawn once a future.
struct Rates {
  double turnout = 1;
  double walk_in = 0;  // a print day; likewise the next two
  double lost_or_status_change = 0;
  double replacement = 0;
  double spoilage = 0;  // per card printed
};

Rates Draw(const SimulationInputs& inputs, double birthdays_a_print_day, Random& random) {
  Rates rates;
  rates.turnout = Gamma(kTurnoutShape, 1 / kTurnoutShape, random);
  const double first = Gamma(inputs.first_issues.shape, 1 / inputs.first_issues.days, random);
  rates.walk_in =
      Uniform(kWalkInShareLow, kWalkInShareHigh, random) * std::max(0.0, first - birthdays_a_print_day);
  rates.lost_or_status_change =
      Gamma(inputs.lost_or_status_change.shape, 1 / inputs.lost_or_status_change.days, random);
  if (inputs.replacements.has_value()) {
    rates.replacement = Gamma(inputs.replacements->shape, 1 / inputs.replacements->days, random);
  } else {
    const double ratio = std::exp(Uniform(std::log(kReprintRatioLow), std::log(kReprintRatioHigh), random));
    rates.replacement = std::max(0.0, first * ratio - rates.lost_or_status_change);
  }
  const double spoiled = Gamma(inputs.spoilage.spoiled, 1, random);
  const double good = Gamma(inputs.spoilage.good, 1, random);
  rates.spoilage = spoiled / (spoiled + good);
  return rates;
}

// Cards wanted on one day.
WantedParts WantedOn(std::size_t day, const SimulationInputs& inputs, const Rates& rates,
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
  if (inputs.capacity[day] > 0) {
    wanted.walk_in = std::min(Poisson(rates.walk_in, random), unrecorded);
    unrecorded -= wanted.walk_in;
    wanted.lost_or_status_change += Poisson(rates.lost_or_status_change, random);
    wanted.replacement += Poisson(rates.replacement, random);
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

Future SimulateOne(const SimulationInputs& inputs, double birthdays_a_print_day, Random& random) {
  const Rates rates = Draw(inputs, birthdays_a_print_day, random);
  Future future;
  Counter rationed(inputs.on_hand);
  Counter unrationed(inputs.on_hand);
  std::int64_t unrecorded = inputs.unrecorded;
  const int days = static_cast<int>(inputs.capacity.size());
  const int counted_days = std::max(inputs.deadline_days, inputs.lead_time_days);
  for (int day = 0; day < days; ++day) {
    const bool both_ran_out = rationed.run_out_day().has_value() && unrationed.run_out_day().has_value();
    if (day >= counted_days && both_ran_out) break;
    const auto index = static_cast<std::size_t>(day);
    const WantedParts wanted = WantedOn(index, inputs, rates, unrecorded, random);
    const std::int64_t ration = wanted.first_cards() + wanted.lost_or_status_change;
    rationed.Serve(day, ration, inputs.capacity[index], rates.spoilage, random);
    unrationed.Serve(day, ration + wanted.replacement, inputs.capacity[index], rates.spoilage, random);
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
  future.rationed.run_out_day = rationed.run_out_day();
  future.unrationed.run_out_day = unrationed.run_out_day();
  return future;
}

}  // namespace

std::vector<Future> Simulate(const SimulationInputs& inputs, std::uint64_t seed, int runs) {
  Random random(seed);
  const auto print_days = std::count_if(inputs.capacity.begin(), inputs.capacity.end(),
                                        [](std::int64_t capacity) { return capacity > 0; });
  const double birthdays = std::accumulate(inputs.turning_17.begin(), inputs.turning_17.end(), 0.0);
  std::vector<Future> futures;
  futures.reserve(static_cast<std::size_t>(runs));
  for (int run = 0; run < runs; ++run) {
    futures.push_back(
        SimulateOne(inputs, birthdays / static_cast<double>(std::max<std::int64_t>(1, print_days)), random));
  }
  return futures;
}

}  // namespace dukcapil::inventory
