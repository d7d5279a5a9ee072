#include "cli/exit_codes.h"
#include "cli/nouns.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::inventory::v1;

absl::StatusOr<int> ShowMode(Session& session, const google::protobuf::Message& request) {
  ASSIGN_OR_RETURN(const auto mode, session.Call<v1::StockMode>(request));
  if (mode.has_active_override()) {
    session.err() << "set to " << FieldText(mode, "active_override.level") << " until "
                  << FieldText(mode, "active_override.end_date") << " by " << mode.active_override().actor()
                  << ": " << mode.active_override().reason() << "\n";
  }
  session.Print(mode, {{"MODE", "level"},
                       {"FORECAST", "forecast_level"},
                       {"SET UNTIL", "active_override.end_date"},
                       {"AVAILABLE", "available"},
                       {"PROTECTED", "protected_stock"},
                       {"FLOOR", "floor_stock"},
                       {"RUNS OUT UNRATIONED (FORECAST)", "unrationed_run_out_date"},
                       {"DATE", "date"},
                       {"COMPUTED", "compute_time"}});
  return kOk;
}

void AddOverride(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::OverrideStockModeRequest>();
  CLI::App* verb = AddVerb(line, noun, "override", "sets the mode by hand until a day, or ends that",
                           "stock-mode override --level critical --until 2023-11-30 --reason 'shipment lost'",
                           [request](Session& session) {
                             request->set_name(session.Parent() + "/stockMode");
                             request->set_request_id(session.RequestId());
                             return ShowMode(session, *request);
                           });
  CLI::Option* level = AddEnum(
      verb, "--level", v1::StockModeLevel_descriptor(),
      [request](int value) { request->set_level(static_cast<v1::StockModeLevel>(value)); },
      "from now on; without it the override in force ends");
  CLI::Option* until = AddDate(
      verb, "--until", [request] { return request->mutable_end_date(); }, "last day, at most 90 days ahead");
  level->needs(until);
  until->needs(level);
  verb->add_option("--reason", *request->mutable_reason(), "why, without personal data")->required();
}

}  // namespace

void AddStockMode(CommandLine& line) {
  CLI::App* noun = line.app.add_subcommand("stock-mode", "How scarce blank cards are");
  noun->require_subcommand(1);
  AddVerb(line, noun, "get", "the mode with what it was computed from", "stock-mode get",
          [](Session& session) {
            v1::GetStockModeRequest request;
            request.set_name(session.Parent() + "/stockMode");
            return ShowMode(session, request);
          });
  AddOverride(line, noun);
}

}  // namespace dukcapil::cli
