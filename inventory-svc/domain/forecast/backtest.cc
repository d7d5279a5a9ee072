#include "inventory-svc/domain/forecast/backtest.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace dukcapil::inventory {
namespace {

constexpr int kRationedDays = 28;
constexpr int kBacktestRuns = 300;

// Of the days in [from, to).
PrintedDay SumBetween(const std::vector<PrintedDay>& days, absl::CivilDay from, absl::CivilDay to) {
  PrintedDay sum{from, 0, 0, 0};
  for (const PrintedDay& day : days) {
    if (day.date < from || day.date >= to) continue;
    sum.first_issues += day.first_issues;
    sum.lost_or_status_change += day.lost_or_status_change;
    sum.replacements += day.replacements;
  }
  return sum;
}

std::int64_t SumBetween(const std::vector<StockDay>& days, std::int64_t StockDay::*figure,
                        absl::CivilDay from, absl::CivilDay to) {
  std::int64_t sum = 0;
  for (const StockDay& day : days) {
    if (day.date >= from && day.date < to) sum += day.*figure;
  }
  return sum;
}

BacktestRow RowOf(absl::CivilDay cut_off, const BacktestInputs& inputs) {
  const ForecastInputs known = KnownAt(cut_off, inputs);
  const Forecast forecast = MakeForecast(known);
  const ForecastOutcome naive = NaiveForecast(known);
  BacktestRow row;
  row.cut_off = cut_off;
  row.deadline = known.deadline;
  row.known_days = static_cast<int>(cut_off - known.history.days.front().date);
  row.rationed = SumBetween(inputs.printed, cut_off - kRationedDays, cut_off).replacements == 0;
  row.forecast = row.rationed ? forecast.printed_by_deadline : forecast.printed_unrationed;
  row.naive = row.rationed ? naive.printed : std::min(naive.wanted, known.on_hand);
  row.happened = SumBetween(inputs.printed, cut_off, known.deadline + 1).total();
  return row;
}

std::vector<std::string> NotesOf(std::size_t rows, std::size_t cut_offs) {
  std::vector<std::string> notes;
  if (rows < cut_offs) {
    notes.push_back(absl::StrCat("too little history: ", cut_offs - rows, " of ", cut_offs,
                                 " days had fewer than ", kLeastKnownDays, " days known and are left out"));
  }
  if (rows > 0 && rows < 8) {
    notes.push_back(absl::StrCat("the coverage of ", rows, " forecasts says little: their days overlap too"));
  }
  notes.push_back(
      "planned visits of the past, and who was to turn 17 as known then, are not kept: the rate of first"
      " issues stands for both");
  notes.push_back("figures of the register are of those days as known today, late uploads included");
  notes.push_back("cards that came within the days counted are taken as known, whenever they came");
  return notes;
}

}  // namespace

std::vector<absl::CivilDay> CutOffs(absl::CivilDay today, int ahead_days, int weeks) {
  std::vector<absl::CivilDay> days;
  for (absl::civil_diff_t week = weeks - 1; week >= 0; --week) days.push_back(today - ahead_days - 7 * week);
  return days;
}

bool HasHistory(absl::CivilDay cut_off, const BacktestInputs& inputs) {
  const auto first = std::find_if(inputs.printed.begin(), inputs.printed.end(),
                                  [&](const PrintedDay& day) { return day.date >= cut_off - kHistoryDays; });
  return first != inputs.printed.end() && cut_off - first->date >= kLeastKnownDays;
}

ForecastInputs KnownAt(absl::CivilDay cut_off, const BacktestInputs& inputs) {
  ForecastInputs known;
  known.date = cut_off;
  known.deadline = cut_off + (inputs.ahead_days - 1);
  known.capacity = inputs.capacity;
  known.calendar = inputs.calendar;
  known.runs = kBacktestRuns;
  known.horizon_days = inputs.ahead_days;
  known.on_hand = inputs.on_hand - SumBetween(inputs.stock, &StockDay::on_hand, cut_off, inputs.today + 1) +
                  SumBetween(inputs.stock, &StockDay::received, cut_off, known.deadline + 1);
  const auto coverage = inputs.coverage.find(cut_off);
  if (coverage != inputs.coverage.end()) known.coverage = coverage->second;
  // The register's figures of the deadline would tell what was recorded and printed until then.
  known.coverage_at_deadline = known.coverage;
  const absl::CivilDay from = cut_off - kHistoryDays;
  std::vector<PrintedDay> days;
  for (const PrintedDay& day : inputs.printed) {
    if (day.date >= from && day.date < cut_off) days.push_back(day);
  }
  known.history = HistoryOfDays(WithIdlePrintDays(days, cut_off, inputs.capacity, *inputs.calendar));
  known.history.spoiled = SumBetween(inputs.stock, &StockDay::spoiled, from, cut_off);
  const PrintedDay printed = SumBetween(inputs.printed, cut_off, inputs.today + 1);
  const PrintedDay asked = SumBetween(inputs.asked, cut_off, inputs.today + 1);
  known.history.open_lost_or_status_change = std::max<std::int64_t>(
      0, inputs.open_lost_or_status_change + printed.lost_or_status_change - asked.lost_or_status_change);
  known.history.open_replacements =
      std::max<std::int64_t>(0, inputs.open_replacements + printed.replacements - asked.replacements);
  known.history.first_cards_unknown_to_register =
      std::max<std::int64_t>(0, inputs.first_issues_unknown_to_register - printed.first_issues);
  return known;
}

Backtest MakeBacktest(const std::vector<absl::CivilDay>& cut_offs, const BacktestInputs& inputs) {
  Backtest backtest;
  for (const absl::CivilDay cut_off : cut_offs) {
    if (!HasHistory(cut_off, inputs)) continue;
    const BacktestRow row = RowOf(cut_off, inputs);
    AddTo(backtest.score, row.forecast, row.naive, row.happened);
    backtest.rows.push_back(row);
  }
  backtest.notes = NotesOf(backtest.rows.size(), cut_offs.size());
  return backtest;
}

}  // namespace dukcapil::inventory
