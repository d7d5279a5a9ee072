#include "inventory-svc/rpc/forecast_inputs.h"

#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

// Those decided last say best how the ministry cuts now.
constexpr int kDecidedRequests = 20;

IssueHistory HistoryOf(const PrintHistory& printed, const ForecastInputs& inputs) {
  IssueHistory history =
      HistoryOfDays(WithIdlePrintDays(printed.printed, inputs.date, inputs.capacity, *inputs.calendar));
  history.spoiled = printed.spoiled;
  history.open_lost_or_status_change = printed.open_lost_or_status_change;
  history.open_replacements = printed.open_replacements;
  // The register follows what is printed here: only what it does not know yet is counted from this side.
  history.first_cards_unknown_to_register = printed.first_issues_unknown_to_register;
  return history;
}

absl::Status ReadStock(Inventory& app, const Call& call, const std::string& regency, ForecastInputs& inputs) {
  const bool is_today = inputs.date == app.clock.Today();
  return app.store
      .Read(call,
            [&](Snapshot& snapshot) -> absl::StatusOr<bool> {
              ASSIGN_OR_RETURN(inputs.capacity, snapshot.PrintCapacity(regency));
              ASSIGN_OR_RETURN(const Balance balance, snapshot.RegencyBalance(regency));
              inputs.on_hand = balance.on_hand;
              if (!is_today) {
                ASSIGN_OR_RETURN(inputs.on_hand, snapshot.OnHandAsOf(regency, inputs.date));
              }
              ASSIGN_OR_RETURN(const PrintHistory printed,
                               snapshot.FindPrintHistory(regency, inputs.date - kHistoryDays, inputs.date));
              inputs.printed_on_date = printed.printed_on_to;
              ASSIGN_OR_RETURN(inputs.arrivals, snapshot.ExpectedArrivals(regency, inputs.date));
              ASSIGN_OR_RETURN(inputs.decided_requests,
                               snapshot.ListApprovedShares(regency, inputs.date, kDecidedRequests));
              inputs.history = HistoryOf(printed, inputs);
              return true;
            })
      .status();
}

// What outreach expects now or, while it is away, what it told the mode worker last.
absl::Status ReadExpected(Inventory& app, const Call& call, const std::string& regency,
                          ForecastInputs& inputs) {
  auto told = app.sisters.get_expected_recordings(call, regency, inputs.deadline);
  if (told.ok()) {
    inputs.expected_recordings = *std::move(told);
    return absl::OkStatus();
  }
  if (!absl::IsUnavailable(told.status())) return told.status();
  ASSIGN_OR_RETURN(const auto kept, app.store.Read(call, [&](Snapshot& snapshot) {
    return snapshot.FindExpectedRecordings(regency);
  }));
  if (!kept.has_value()) return told.status();
  inputs.expected_recordings_time = kept->tell_time;
  for (const auto& [day, expected] : kept->by_day) {
    if (day >= inputs.date && day <= inputs.deadline) inputs.expected_recordings[day] = expected;
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ForecastInputs> GatherForecastInputs(Inventory& app, const Call& call,
                                                    const std::string& regency, absl::CivilDay date,
                                                    absl::CivilDay deadline) {
  ForecastInputs inputs;
  inputs.date = date;
  inputs.deadline = deadline;
  inputs.calendar = &app.calendar;
  RETURN_IF_ERROR(ReadStock(app, call, regency, inputs));
  ASSIGN_OR_RETURN(inputs.coverage, app.sisters.get_coverage(call, regency, date));
  ASSIGN_OR_RETURN(inputs.coverage_at_deadline, app.sisters.get_coverage(call, regency, deadline));
  RETURN_IF_ERROR(ReadExpected(app, call, regency, inputs));
  return inputs;
}

absl::StatusOr<StockMode> RefreshStockMode(Inventory& app, const Call& call, const std::string& regency) {
  StockMode mode;
  mode.date = app.clock.Today();
  StockLevel previous = StockLevel::kNormal;
  bool arrived = false;
  RETURN_IF_ERROR(app.store
                      .Read(call,
                            [&](Snapshot& snapshot) -> absl::StatusOr<bool> {
                              ASSIGN_OR_RETURN(const Balance balance, snapshot.RegencyBalance(regency));
                              mode.on_hand = balance.on_hand;
                              mode.reserved = balance.reserved;
                              ASSIGN_OR_RETURN(const auto last, snapshot.FindStockMode(regency));
                              if (!last.has_value()) return true;
                              previous = last->forecast_level;
                              // Cards leave one by one and come in lots: more than before is an arrival.
                              arrived = mode.on_hand > last->on_hand;
                              return true;
                            })
                      .status());
  ASSIGN_OR_RETURN(const ForecastInputs inputs,
                   GatherForecastInputs(app, call, regency, mode.date, mode.date + kConstrainedDays));
  const Forecast forecast = MakeForecast(inputs);
  mode.unrationed_run_out_date = forecast.run_out_unrationed.p50;
  mode.protected_stock = forecast.protected_stock;
  mode.floor_stock = FloorOf(forecast.protected_stock);
  const auto next = inputs.arrivals.upper_bound(mode.date);
  std::optional<absl::CivilDay> next_arrival;
  if (next != inputs.arrivals.end()) next_arrival = next->first;
  mode.forecast_level =
      ForecastLevel(previous, arrived, mode.date, mode.unrationed_run_out_date, next_arrival);
  mode.compute_time = app.clock.Now();
  RETURN_IF_ERROR(app.store.WriteInternal(call, [&](Tx& tx) -> absl::Status {
    tx.NoChange();
    RETURN_IF_ERROR(tx.SaveStockMode(regency, mode));
    if (!inputs.expected_recordings_time.has_value()) {
      RETURN_IF_ERROR(tx.SaveExpectedRecordings(regency, {mode.compute_time, inputs.expected_recordings}));
    }
    return tx.DecideAgainIn(regency);
  }));
  return mode;
}

}  // namespace dukcapil::inventory
