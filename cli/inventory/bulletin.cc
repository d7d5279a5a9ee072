// What is counted for all to see: the public bulletin, and the usage report under `report`.
#include "absl/strings/str_cat.h"
#include "cli/exit_codes.h"
#include "cli/nouns.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {

namespace v1 = ::dukcapil::inventory::v1;

void AddBulletin(CommandLine& line) {
  AddVerb(line, &line.app, "bulletin", "Today's blank cards, as everybody may know: needs no token",
          "bulletin", [](Session& session) -> absl::StatusOr<int> {
            v1::GetStockBulletinRequest request;
            request.set_name(session.Parent() + "/stockBulletin");
            RETURN_IF_ERROR(session.ConnectAsNobody());
            ASSIGN_OR_RETURN(const auto bulletin, session.Call<v1::StockBulletin>(request));
            session.Print(bulletin, {{"DATE", "date"},
                                     {"ON HAND", "on_hand"},
                                     {"AVAILABLE", "available"},
                                     {"USED THIS MONTH", "used_this_month"},
                                     {"MODE", "level"},
                                     {"RUNS OUT (FORECAST)", "run_out_date"},
                                     {"WAITING", "waitlisted"},
                                     {"FORECAST AS OF", "compute_time"}});
            return kOk;
          });
}

void AddUsage(CommandLine& line, CLI::App* report) {
  auto request = std::make_shared<v1::GetUsageReportRequest>();
  CLI::App* verb = AddVerb(line, report, "usage", "what blank cards were used for, month by month",
                           "report usage --months 6", [request](Session& session) -> absl::StatusOr<int> {
                             request->set_name(session.Parent() + "/usageReport");
                             session.CompleteNames(*request);
                             ASSIGN_OR_RETURN(const auto usage, session.Call<v1::UsageReport>(*request));
                             for (const v1::PrintDebt& debt : usage.print_debt()) {
                               session.err()
                                   << "print debt of " << debt.minimum_age_days()
                                   << " days and more: " << debt.reserved() << " with a card reserved, "
                                   << debt.waitlisted() << " waiting (" << FieldText(debt, "reason") << ")\n";
                             }
                             session.PrintList(usage, "months",
                                               {{"MONTH", "month"},
                                                {"RECEIVED", "received"},
                                                {"TRANSFERRED", "transferred"},
                                                {"ISSUED", "issued"},
                                                {"ISSUED BY TEAMS", "issued_by_teams"},
                                                {"SPOILED", "spoiled"},
                                                {"SPOILED BY TEAMS", "spoiled_by_teams"},
                                                {"BALANCE", "balance"},
                                                {"PRINTED", "printed"}});
                             return kOk;
                           });
  verb->footer(
      absl::StrCat("balance = balance of the month before + received + transferred\n"
                   "          - (issued - issued by teams) - (spoiled - spoiled by teams):\n"
                   "what teams used left before, as transferred, when they took it along.\n",
                   verb->get_footer()));
  verb->add_option_function<int>(
      "--months", [request](int months) { request->set_months(months); }, "1 to 24; 12 unless given");
  verb->add_option("--location", *request->mutable_location(), "id or resource name; all unless given");
}

}  // namespace dukcapil::cli
