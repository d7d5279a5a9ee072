#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr int kDefaultWeeks = 8;
constexpr int kMaximumWeeks = 26;
constexpr int kDefaultDays = 30;
constexpr int kMinimumDays = 7;
constexpr int kMaximumDaysAhead = 90;

// One query a figure over all days, none a cut-off.
absl::Status ReadPast(Inventory& app, const Call& call, const std::string& regency, absl::CivilDay from,
                      BacktestInputs& inputs) {
  return app.store
      .Read(call,
            [&](Snapshot& snapshot) -> absl::StatusOr<bool> {
              ASSIGN_OR_RETURN(inputs.capacity, snapshot.PrintCapacity(regency));
              ASSIGN_OR_RETURN(const Balance balance, snapshot.RegencyBalance(regency));
              inputs.on_hand = balance.on_hand;
              ASSIGN_OR_RETURN(inputs.printed, snapshot.ListPrintedDays(regency, from, inputs.today + 1));
              ASSIGN_OR_RETURN(inputs.asked, snapshot.ListAskedDays(regency, from, inputs.today + 1));
              ASSIGN_OR_RETURN(inputs.stock, snapshot.ListStockDays(regency, "", from));
              ASSIGN_OR_RETURN(const PrintHistory today,
                               snapshot.FindPrintHistory(regency, inputs.today, inputs.today));
              inputs.open_lost_or_status_change = today.open_lost_or_status_change;
              inputs.open_replacements = today.open_replacements;
              inputs.first_issues_unknown_to_register = today.first_issues_unknown_to_register;
              return true;
            })
      .status();
}

}  // namespace

absl::StatusOr<v1::ForecastBacktest> BacktestForecast(Inventory& app, const Call& call,
                                                      const v1::BacktestForecastRequest& request) {
  Violations violations;
  const std::string regency = ParseSingleton(request.name(), "forecast", violations);
  if (request.weeks() < 0 || request.weeks() > kMaximumWeeks) {
    violations.Add("weeks", "OUT_OF_RANGE", "must be 1 to 26, or 0 for 8");
  }
  const bool is_default = request.ahead_days() == 0;
  if (!is_default && (request.ahead_days() < kMinimumDays || request.ahead_days() > kMaximumDaysAhead)) {
    violations.Add("ahead_days", "OUT_OF_RANGE", "must be 7 to 90, or 0 for 30");
  }
  RETURN_IF_ERROR(violations.ToStatus());

  BacktestInputs inputs;
  inputs.today = app.clock.Today();
  inputs.ahead_days = is_default ? kDefaultDays : request.ahead_days();
  inputs.calendar = &app.calendar;
  const int weeks = request.weeks() == 0 ? kDefaultWeeks : request.weeks();
  const std::vector<absl::CivilDay> cut_offs = CutOffs(inputs.today, inputs.ahead_days, weeks);
  RETURN_IF_ERROR(ReadPast(app, call, regency, cut_offs.front() - kHistoryDays, inputs));
  for (const absl::CivilDay cut_off : cut_offs) {
    if (!HasHistory(cut_off, inputs)) continue;
    ASSIGN_OR_RETURN(inputs.coverage[cut_off], app.sisters.get_coverage(call, regency, cut_off));
  }
  return ToProto(regency, MakeBacktest(cut_offs, inputs));
}

}  // namespace dukcapil::inventory
