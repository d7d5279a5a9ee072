#include "cli/exit_codes.h"
#include "cli/nouns.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {

namespace v1 = ::dukcapil::inventory::v1;

void AddStockMode(CommandLine& line) {
  CLI::App* noun = line.app.add_subcommand("stock-mode", "How scarce blank cards are");
  noun->require_subcommand(1);
  AddVerb(line, noun, "get", "the mode with what it was computed from", "stock-mode get",
          [](Session& session) -> absl::StatusOr<int> {
            v1::GetStockModeRequest request;
            request.set_name(session.Parent() + "/stockMode");
            ASSIGN_OR_RETURN(const auto mode, session.Call<v1::StockMode>(request));
            session.Print(mode, {{"MODE", "level"},
                                 {"AVAILABLE", "available"},
                                 {"PROTECTED", "protected_stock"},
                                 {"FLOOR", "floor_stock"},
                                 {"RUNS OUT UNRATIONED", "unrationed_run_out_date"},
                                 {"DATE", "date"},
                                 {"COMPUTED", "compute_time"}});
            return kOk;
          });
}

}  // namespace dukcapil::cli
