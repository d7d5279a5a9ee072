#include <cmath>

#include "cli/exit_codes.h"
#include "cli/nouns.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::inventory::v1;

const std::vector<Column>& ForecastColumns() {
  static const auto& columns = *new std::vector<Column>{{"DATE", "date"},
                                                        {"DEADLINE", "deadline"},
                                                        {"ON HAND", "on_hand"},
                                                        {"DEMAND P50", "demand_rationed.p50"},
                                                        {"RUNS OUT P10", "run_out_rationed.p10"},
                                                        {"P50", "run_out_rationed.p50"},
                                                        {"P90", "run_out_rationed.p90"},
                                                        {"UNRATIONED P50", "run_out_unrationed.p50"},
                                                        {"PRINTABLE", "print_limit"},
                                                        {"BINDS", "binding_limit"},
                                                        {"ASK", "ask_cards"},
                                                        {"RAISED", "raised_ask_cards"},
                                                        {"BY", "ask_by_date"}};
  return columns;
}

void AddBacktest(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::BacktestForecastRequest>();
  CLI::App* verb = AddVerb(
      line, noun, "backtest", "forecasts of the past weeks beside what then happened",
      "forecast backtest --weeks 12", [request](Session& session) -> absl::StatusOr<int> {
        request->set_name(session.Parent() + "/forecast");
        ASSIGN_OR_RETURN(const auto tested, session.Call<v1::ForecastBacktest>(*request));
        for (const std::string& note : tested.notes()) session.err() << "note: " << note << "\n";
        if (tested.has_coverage_percent()) {
          session.err() << "of " << tested.rows_size() << " outcomes " << tested.coverage_percent()
                        << " % lie in the 80 % band; pinball loss " << std::lround(tested.pinball_loss())
                        << " cards, naive " << std::lround(tested.naive_pinball_loss()) << "\n";
        }
        session.PrintList(tested, "rows",
                          {{"FROM", "date"},
                           {"UNTIL", "deadline"},
                           {"KNOWN DAYS", "known_days"},
                           {"P10", "forecast.p10"},
                           {"P50", "forecast.p50"},
                           {"P90", "forecast.p90"},
                           {"NAIVE", "naive"},
                           {"HAPPENED", "happened"},
                           {"WITHIN", "within"}});
        return kOk;
      });
  verb->add_option_function<int>(
      "--weeks", [request](int weeks) { request->set_weeks(weeks); },
      "cut-off days, one a week; 8 unless given");
  verb->add_option_function<int>(
      "--ahead", [request](int days) { request->set_ahead_days(days); }, "days ahead; 30 unless given");
}

}  // namespace

void AddForecast(CommandLine& line) {
  CLI::App* noun = line.app.add_subcommand("forecast", "How long blank cards last");
  noun->require_subcommand(1);
  auto request = std::make_shared<v1::GetForecastRequest>();
  CLI::App* verb = AddVerb(
      line, noun, "get", "demand, supply and what to ask for until a deadline",
      "--output json forecast get --deadline 2024-02-14", [request](Session& session) -> absl::StatusOr<int> {
        request->set_name(session.Parent() + "/forecast");
        ASSIGN_OR_RETURN(const auto forecast, session.Call<v1::Forecast>(*request));
        for (const std::string& words : forecast.ask_advice()) {
          session.err() << "asking: " << words << "\n";
        }
        for (const std::string& assumption : forecast.assumptions()) {
          session.err() << "assumption: " << assumption << "\n";
        }
        session.err() << "runs out: simulated from the demand and the shipments to come; "
                         "`stock ranking` divides stock by the use of the last 30 days\n";
        session.Print(forecast, ForecastColumns());
        return kOk;
      });
  AddDate(
      verb, "--deadline", [request] { return request->mutable_deadline(); }, "counts until this day")
      ->required();
  AddDate(
      verb, "--date", [request] { return request->mutable_date(); }, "starts here; today unless given");
  verb->add_option_function<std::uint64_t>(
      "--seed", [request](std::uint64_t seed) { request->set_seed(seed); }, "seed of the simulation");
  AddBacktest(line, noun);
}

}  // namespace dukcapil::cli
