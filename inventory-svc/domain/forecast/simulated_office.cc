#include "inventory-svc/domain/forecast/simulated_office.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "inventory-svc/domain/forecast/random.h"

namespace dukcapil::inventory {
namespace {

constexpr absl::CivilDay kCutOff(2023, 10, 14);
constexpr int kWarmUpDays = 60;  // before the first day that is known

// What is true of an office and nobody knows.
struct Truth {
  double first_a_day = 0;  // walk-ins; likewise the next two
  double lost_a_day = 0;
  double replaced_a_day = 0;
  double birthdays_a_day = 0;
  double visit_size = 0;  // expected recordings, before the cut-off
  double campaign = 1;    // planned visits are larger by this factor
  int visit_gap = 0;      // days between visits
  double turnout = 1;     // of all visits, over what is expected
  double visit_failure = 0;
  double delay_median = 0;
  double delay_log_sd = 0;
  double week_sd = 0;  // of the step of the rates' logarithm
  double day_variance = 0;
  double burst_chance = 0;
  double lost_day = 0;
  double spoilage = 0;
  int jump_day = 0;  // the rates change at once
  double jump = 0;   // by this logarithm
  std::array<double, 7> habit = {};
  WeekCapacity capacity = {};
};

double LogNormal(double median, double log_sd, Random& random) {
  return median * std::exp(Normal(0, log_sd, random));
}

void DrawRates(Truth& truth, Random& random) {
  const double size = std::clamp(LogNormal(80, 0.5, random), 20.0, 250.0);
  const double first = size * Uniform(0.2, 0.5, random);
  truth.lost_a_day = size * Uniform(0.15, 0.4, random);
  truth.replaced_a_day = std::max(1.0, size - first - truth.lost_a_day);
  truth.first_a_day = first * (0.25 + 0.75 * Beta(2, 2, random));
  truth.birthdays_a_day = first * Uniform(0.02, 0.15, random);
  truth.visit_gap = static_cast<int>(Uniform(2, 6, random));
  const double by_visits = std::max(0.0, first - truth.first_a_day - truth.birthdays_a_day);
  truth.visit_size = by_visits * truth.visit_gap * 6 / 7;
}

Truth DrawTruth(int known_days, int ahead_days, Random& random) {
  Truth truth;
  DrawRates(truth, random);
  truth.turnout = LogNormal(1, 0.25, random);
  truth.campaign = Uniform(0, 1, random) < 0.4 ? 1 : std::exp(Uniform(0, 1.2, random));
  truth.visit_failure = Uniform(0, 0.15, random);
  truth.delay_median = LogNormal(2, 0.3, random);
  truth.delay_log_sd = Uniform(1.3, 1.8, random);
  truth.week_sd = Uniform(0, 0.10, random);
  truth.day_variance = std::min(0.5, LogNormal(0.06, 0.7, random));
  truth.burst_chance = Uniform(0, 0.05, random);
  truth.lost_day = Uniform(0, 0.05, random);
  truth.spoilage = Beta(2, 150, random);
  const bool jumps = Uniform(0, 1, random) < 0.25;
  truth.jump_day = static_cast<int>(Uniform(-known_days, ahead_days, random));
  truth.jump = jumps ? Normal(0, 0.3, random) : 0;
  const double most = truth.first_a_day + truth.lost_a_day + truth.replaced_a_day +
                      truth.campaign * truth.visit_size / truth.visit_gap + truth.birthdays_a_day;
  const double room = Uniform(1.3, 2.6, random);
  const bool saturdays = Uniform(0, 1, random) < 0.6;
  for (std::size_t i = 0; i < truth.habit.size(); ++i) {
    const double usual = i < 4 ? 1.15 : i == 4 ? 0.7 : i == 5 && saturdays ? 0.6 : 0;
    truth.habit[i] = usual * LogNormal(1, 0.15, random);
    truth.capacity[i] = static_cast<std::int64_t>(std::ceil(usual * room * most));
  }
  return truth;
}

// Walks through the days, serving who comes as the queue and the printer allow.
class Office {
 public:
  Office(const Truth& truth, int first_day, int last_day, Random& random)
      : truth_(truth),
        random_(random),
        first_day_(first_day),
        ready_(static_cast<std::size_t>(last_day - first_day + 1)) {}

  // Until the cut-off everybody is served, then replacements are not.
  void Step(int day) {
    const absl::CivilDay date = kCutOff + day;
    const std::int64_t capacity = CapacityOn(date, truth_.capacity, WorkingCalendar());
    Come(day, date, capacity > 0);
    if (capacity == 0) return;
    const bool lost = Uniform(0, 1, random_) < truth_.lost_day;
    Print(lost ? 0 : capacity);
  }
  // At the cut-off: so many cards are in store, and what is wanted from here on counts.
  void Stock(std::int64_t on_hand) {
    on_hand_ = on_hand;
    rationed_ = true;
    wanted_ = first_ + lost_ + replaced_;
    printed_ = 0;
  }

  std::int64_t first_waiting() const { return first_; }
  std::int64_t lost_waiting() const { return lost_; }
  std::int64_t replaced_waiting() const { return replaced_; }
  std::int64_t at_the_centre() const { return at_the_centre_; }
  std::int64_t birthdays() const { return birthdays_; }
  std::int64_t spoiled() const { return spoiled_; }
  const std::vector<PrintedDay>& days() const { return days_; }
  const std::vector<std::pair<absl::CivilDay, double>>& visits() const { return visits_; }
  ForecastOutcome outcome() const { return {wanted_, printed_, on_hand_}; }

 private:
  void Visit(int day) {
    if ((day - first_day_) % truth_.visit_gap != 0) return;
    const double size = truth_.visit_size * (day < 0 ? 1 : truth_.campaign);
    visits_.emplace_back(kCutOff + day, size * (1 - truth_.visit_failure));
    if (Uniform(0, 1, random_) < truth_.visit_failure) return;
    const std::int64_t recorded = Poisson(size * truth_.turnout * Factor(0.15, random_), random_);
    at_the_centre_ += recorded;
    for (std::int64_t i = 0; i < recorded; ++i) {
      const double delay = LogNormal(truth_.delay_median, truth_.delay_log_sd, random_);
      const auto index = static_cast<std::size_t>(day - first_day_) + static_cast<std::size_t>(delay);
      if (index < ready_.size()) ++ready_[index];
    }
  }

  double FactorOf(int day) {
    if ((day - first_day_) % 7 == 0) log_level_ += Normal(0, truth_.week_sd, random_);
    double factor = std::exp(log_level_ + (day >= truth_.jump_day ? truth_.jump : 0));
    factor *= truth_.habit[static_cast<std::size_t>(absl::GetWeekday(kCutOff + day))];
    factor *= Factor(truth_.day_variance, random_);
    if (Uniform(0, 1, random_) < truth_.burst_chance) factor *= Uniform(1.5, 3, random_);
    return factor;
  }

  void Come(int day, absl::CivilDay date, bool open) {
    Visit(day);
    const std::int64_t ready = ready_[static_cast<std::size_t>(day - first_day_)];
    const std::int64_t turning = Poisson(truth_.birthdays_a_day * 6 / 7, random_);
    at_the_centre_ -= ready;
    birthdays_ += turning;
    const double factor = FactorOf(day);
    const std::int64_t first = ready + turning + (open ? Poisson(truth_.first_a_day * factor, random_) : 0);
    const std::int64_t lost = open ? Poisson(truth_.lost_a_day * factor, random_) : 0;
    const std::int64_t replaced = open ? Poisson(truth_.replaced_a_day * factor, random_) : 0;
    first_ += first;
    lost_ += lost;
    replaced_ += replaced;
    wanted_ += first + lost + replaced;
    if (open) days_.push_back({date, 0, 0, 0});
  }

  std::int64_t PrintOf(std::int64_t& waiting, std::int64_t& room) {
    std::int64_t printed = std::min({waiting, room, on_hand_});
    const std::int64_t spoiled =
        std::min(Poisson(static_cast<double>(printed) * truth_.spoilage, random_), on_hand_);
    printed = std::min(printed, on_hand_ - spoiled);
    waiting -= printed;
    room -= printed;
    on_hand_ -= printed + spoiled;
    spoiled_ += spoiled;
    printed_ += printed;
    return printed;
  }

  void Print(std::int64_t room) {
    PrintedDay& today = days_.back();
    today.first_issues = PrintOf(first_, room);
    today.lost_or_status_change = PrintOf(lost_, room);
    if (!rationed_) today.replacements = PrintOf(replaced_, room);
  }

  const Truth& truth_;
  Random& random_;
  const int first_day_;
  std::vector<std::int64_t> ready_;  // become print-ready, by day
  std::vector<PrintedDay> days_;
  std::vector<std::pair<absl::CivilDay, double>> visits_;
  double log_level_ = 0;
  bool rationed_ = false;
  std::int64_t on_hand_ = 1'000'000'000;
  std::int64_t first_ = 0;
  std::int64_t lost_ = 0;
  std::int64_t replaced_ = 0;
  std::int64_t at_the_centre_ = 0;
  std::int64_t birthdays_ = 0;
  std::int64_t wanted_ = 0;
  std::int64_t printed_ = 0;
  std::int64_t spoiled_ = 0;
};

const WorkingCalendar& NoHolidays() {
  static const auto& calendar = *new WorkingCalendar();
  return calendar;
}

IssueHistory HistoryOf(const Office& office, std::int64_t spoiled, absl::CivilDay from) {
  std::vector<PrintedDay> days = office.days();
  days.erase(days.begin(),
             std::find_if(days.begin(), days.end(), [&](const PrintedDay& day) { return day.date >= from; }));
  IssueHistory history = HistoryOfDays(std::move(days));
  history.spoiled = spoiled;
  history.open_lost_or_status_change = office.lost_waiting();
  history.open_replacements = office.replaced_waiting();
  return history;
}

}  // namespace

SimulatedOffice SimulateOffice(std::uint64_t seed, int life, int known_days, int ahead_days) {
  Random of_office(seed);
  const Truth truth = DrawTruth(known_days, ahead_days, of_office);
  Random random(of_office() + static_cast<std::uint64_t>(life));
  const int first_day = -known_days - kWarmUpDays;
  Office office(truth, first_day, ahead_days - 1, random);
  for (int day = first_day; day < -known_days; ++day) office.Step(day);
  const std::int64_t spoiled_before = office.spoiled();
  for (int day = -known_days; day < 0; ++day) office.Step(day);

  SimulatedOffice simulated;
  ForecastInputs& known = simulated.known;
  known.date = kCutOff;
  known.deadline = kCutOff + (ahead_days - 1);
  known.capacity = truth.capacity;
  known.calendar = &NoHolidays();
  known.history = HistoryOf(office, office.spoiled() - spoiled_before, kCutOff - known_days);
  const double a_day =
      truth.first_a_day + truth.lost_a_day + truth.campaign * truth.visit_size / truth.visit_gap;
  known.on_hand = static_cast<std::int64_t>(a_day * ahead_days * Uniform(0.9, 3, random));
  const std::int64_t not_recorded = static_cast<std::int64_t>(Uniform(5000, 20000, random));
  known.coverage = {not_recorded, 200'000, 0, 200'000 - office.at_the_centre(),
                    200'000 - office.at_the_centre() - office.first_waiting()};
  office.Stock(known.on_hand);
  const std::int64_t born = office.birthdays();
  const std::size_t visits = office.visits().size();
  for (int day = 0; day < ahead_days; ++day) office.Step(day);
  const std::int64_t turning = office.birthdays() - born;
  known.coverage_at_deadline = known.coverage;
  known.coverage_at_deadline.covered += turning;
  known.coverage_at_deadline.print_ready += turning;
  for (std::size_t i = visits; i < office.visits().size(); ++i)
    known.expected_recordings[office.visits()[i].first] = office.visits()[i].second;
  simulated.happened = office.outcome();
  return simulated;
}

}  // namespace dukcapil::inventory
