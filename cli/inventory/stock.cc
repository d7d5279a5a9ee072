#include "cli/exit_codes.h"
#include "cli/inventory/movement.h"
#include "cli/list_verb.h"
#include "cli/nouns.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::inventory::v1;

void AddReceive(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::CreateMovementRequest>();
  v1::Receipt* receipt = request->mutable_movement()->mutable_receipt();
  receipt->set_source(v1::EXTERNAL_PARTY_MINISTRY);
  CLI::App* verb =
      AddVerb(line, noun, "receive", "blank cards arrived",
              "stock receive --document BAST/12 --location kantor --serials RJL00300001..RJL00300500",
              [request, receipt](Session& session) {
                receipt->set_location(session.ChildName("locations", receipt->location()));
                if (!receipt->shipment().empty()) {
                  receipt->set_shipment(session.ChildName("shipments", receipt->shipment()));
                }
                return EnterMovement(session, *request);
              });
  AddPaper(verb, request);
  verb->add_option("--location", *receipt->mutable_location(), "id or resource name")->required();
  AddSerials(
      verb, "--serials", [receipt] { return receipt->mutable_serials(); }, "all serials, good and damaged")
      ->required();
  AddSerials(
      verb, "--damaged", [receipt] { return receipt->mutable_damaged(); }, "of these, damaged on arrival");
  AddEnum(
      verb, "--from", v1::ExternalParty_descriptor(),
      [receipt](int party) { receipt->set_source(static_cast<v1::ExternalParty>(party)); },
      "ministry (unless given), province or regency");
  verb->add_option("--shipment", *receipt->mutable_shipment(), "the ministry's shipment that arrived");
}

void AddSpoil(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::CreateMovementRequest>();
  v1::Spoilage* spoilage = request->mutable_movement()->mutable_spoilage();
  CLI::App* verb =
      AddVerb(line, noun, "spoil", "blank cards became unusable",
              "stock spoil --document BA/7 --location kantor --serials RJL00102500 --cause misprint",
              [request, spoilage](Session& session) {
                spoilage->set_location(session.ChildName("locations", spoilage->location()));
                return EnterMovement(session, *request);
              });
  AddPaper(verb, request);
  verb->add_option("--location", *spoilage->mutable_location(), "id or resource name")->required();
  AddSerials(
      verb, "--serials", [spoilage] { return spoilage->mutable_serials(); }, "which")
      ->required();
  AddEnum(
      verb, "--cause", v1::SpoilageCause_descriptor(),
      [spoilage](int cause) { spoilage->set_cause(static_cast<v1::SpoilageCause>(cause)); }, "why")
      ->required();
}

void AddListStock(CommandLine& line, CLI::App* noun) {
  const auto list = AddListVerb<v1::ListMovementsRequest, v1::ListMovementsResponse>(
      line, noun, "the ledger, newest first", "stock list --kind receipt", "movements", MovementColumns());
  const auto request = list.request;
  list.verb->add_option("--location", *request->mutable_location(),
                        "id or resource name: only what was entered for it");
  list.verb->add_option("--account", *request->mutable_account(), "only what touches it, as in loan:17.03");
  list.verb->add_flag_callback(
      "--unconfirmed", [request] { request->set_unconfirmed(true); }, "only what waits to be confirmed");
  AddEnum(
      list.verb, "--kind", v1::MovementKind_descriptor(),
      [request](int kind) { request->set_kind(static_cast<v1::MovementKind>(kind)); }, "only of this kind");
  AddDate(
      list.verb, "--from", [request] { return request->mutable_occurred_from(); }, "on or after");
  AddDate(
      list.verb, "--to", [request] { return request->mutable_occurred_to(); }, "on or before");
}

void AddRanking(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::ListStockSummariesRequest>();
  auto limit = std::make_shared<int>(50);
  CLI::App* verb = AddVerb(
      line, noun, "ranking", "regencies by the days that their stock lasts, for the ministry",
      "--region - stock ranking --limit 0", [request, limit](Session& session) -> absl::StatusOr<int> {
        request->set_parent(session.Parent());
        v1::ListStockSummariesResponse response;
        RETURN_IF_ERROR(session.CallAllPages(*request, response, *limit));
        session.PrintList(response, "stock_summaries",
                          {{"NAME", "name"},
                           {"REGENCY", "display_name"},
                           {"DAYS LEFT AT 30D USE", "days_left"},
                           {"ON HAND", "on_hand"},
                           {"ON THE WAY", "on_the_way"},
                           {"ASKED", "asked"},
                           {"RECEIVED 30D", "received_month"},
                           {"USED 30D", "used_month"},
                           {"SPOILED 30D", "spoiled_month"},
                           {"PRINTED 30D", "printed_month"},
                           {"PRINT DEBT", "print_debt"},
                           {"UNRECORDED", "unrecorded"},
                           {"IKD PER BLANK", "activations_per_blank"},
                           {"DOES NOT ADD UP", "discrepancies"},
                           {"AS OF", "as_of_time"}});
        session.err()
            << "days left: on hand, at the use of the last 30 days and the waitlist, with nothing that is "
               "to come; `forecast get` simulates demand and shipments, and its run-out date differs\n"
               "figures are of AS OF; on the way and asked, and where they differ, of now\n";
        return kOk;
      });
  AddLimit(verb, [limit](int given) { *limit = given; });
}

void AddLookup(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::LookupBlankRequest>();
  CLI::App* verb = AddVerb(line, noun, "lookup", "where a blank card is and who got it",
                           "stock lookup RJL00100001", [request](Session& session) -> absl::StatusOr<int> {
                             request->set_parent(session.Parent());
                             ASSIGN_OR_RETURN(const auto blank, session.Call<v1::Blank>(*request));
                             session.Print(blank, {{"SERIAL", "serial"},
                                                   {"ACCOUNT", "account"},
                                                   {"LOT", "lot"},
                                                   {"CARD APPLICATION", "card_application"},
                                                   {"RESIDENT", "resident"},
                                                   {"PRINTED", "print_date"},
                                                   {"DELIVERED", "delivery_date"}});
                             return kOk;
                           });
  verb->add_option("serial", *request->mutable_serial(), "serial")->required();
}

}  // namespace

void AddStock(CommandLine& line) {
  CLI::App* noun = line.app.add_subcommand("stock", "Blank cards: what came, what went, where one is");
  noun->require_subcommand(1);
  AddReceive(line, noun);
  AddSpoil(line, noun);
  AddListStock(line, noun);
  AddRanking(line, noun);
  AddLookup(line, noun);
  AddMovementVerbs(line, noun);
}

}  // namespace dukcapil::cli
