#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "cli/exit_codes.h"
#include "cli/file.h"
#include "cli/list_verb.h"
#include "cli/nouns.h"
#include "cli/verb_on_one.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::inventory::v1;

const std::vector<Column>& StockRequestColumns() {
  static const auto& columns = *new std::vector<Column>{{"NAME", "name"},
                                                        {"STATE", "state"},
                                                        {"ASKED", "quantity"},
                                                        {"APPROVED", "approved_quantity"},
                                                        {"SHIPPED", "shipped_quantity"},
                                                        {"RECEIVED", "received_quantity"},
                                                        {"MISSING", "missing_quantity"},
                                                        {"DIFFERING", "differing_quantity"},
                                                        {"NEEDED BY", "needed_by_date"},
                                                        {"SUBMITTED", "submit_date"},
                                                        {"REASON", "decision_reason"}};
  return columns;
}

const std::vector<Column>& ShipmentColumns() {
  static const auto& columns = *new std::vector<Column>{{"SHIPMENT", "name"},
                                                        {"DOCUMENT", "document_number"},
                                                        {"CARDS", "quantity"},
                                                        {"LEFT", "ship_date"},
                                                        {"EXPECTED", "expected_arrival_date"},
                                                        {"FIRST RECEIPT", "receipt_date"},
                                                        {"IN ORDER", "arrived_quantity"},
                                                        {"MISSING", "missing_quantity"},
                                                        {"EXTRA", "extra_quantity"},
                                                        {"DAMAGED", "damaged_quantity"}};
  return columns;
}

// Sends the request and shows the stock request as it then is; as a table its shipments too.
template <class Request>
absl::StatusOr<int> SendStockRequest(Session& session, const Request& request) {
  ASSIGN_OR_RETURN(const auto answer, session.Call<v1::StockRequest>(request));
  session.Print(answer, StockRequestColumns());
  if (session.globals().format == Format::kTable && !answer.shipments().empty()) {
    session.PrintList(answer, "shipments", ShipmentColumns());
  }
  return kOk;
}

// A verb on one existing request, named by the first argument.
template <class Request>
CLI::App* AddAboutStockRequest(CommandLine& line, CLI::App* noun, const std::string& verb,
                               const std::string& about, const std::string& example,
                               const std::shared_ptr<Request>& request) {
  return AddVerbOnOne(line, noun, {verb, about, example, "stockRequests", "stock-request"}, request,
                      SendStockRequest<Request>);
}

void AddCreateStockRequest(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::CreateStockRequestRequest>();
  v1::StockRequest* draft = request->mutable_stock_request();
  CLI::App* verb = AddVerb(line, noun, "create", "drafts a request to the ministry for blank cards",
                           "stock-request create --quantity 10000 --why 'cards for first-time voters'",
                           [request](Session& session) {
                             request->set_parent(session.Parent());
                             if (!request->validate_only()) request->set_request_id(session.RequestId());
                             return SendStockRequest(session, *request);
                           });
  verb->add_option_function<std::int64_t>(
          "--quantity", [draft](std::int64_t cards) { draft->set_quantity(cards); }, "cards asked for")
      ->required();
  verb->add_option("--why", *draft->mutable_justification(), "justification, without personal data")
      ->required();
  AddDate(
      verb, "--needed-by", [draft] { return draft->mutable_needed_by_date(); },
      "day; as soon as possible unless given");
  verb->add_flag_function(
      "--validate-only", [request](std::int64_t) { request->set_validate_only(true); },
      "only the answer, without any effect");
}

void AddUpdate(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::UpdateStockRequestRequest>();
  CLI::App* verb = AddAboutStockRequest(line, noun, "update", "changes a draft",
                                        "stock-request update 018b2c4e-… --quantity 8000", request);
  const auto masked = [request](const char* field) {
    request->mutable_update_mask()->add_paths(field);
    return request->mutable_stock_request();
  };
  verb->add_option_function<std::int64_t>(
      "--quantity", [masked](std::int64_t cards) { masked("quantity")->set_quantity(cards); },
      "cards asked for");
  verb->add_option_function<std::string>(
      "--why", [masked](const std::string& why) { masked("justification")->set_justification(why); },
      "justification");
  AddDate(
      verb, "--needed-by", [masked] { return masked("needed_by_date")->mutable_needed_by_date(); }, "day");
  verb->require_option(2, 4);  // the name and at least one more
}

void AddListStockRequest(CommandLine& line, CLI::App* noun) {
  const auto list = AddListVerb<v1::ListStockRequestsRequest, v1::ListStockRequestsResponse>(
      line, noun, "requests of the region; of the country with --region -",
      "stock-request list --state submitted", "stock_requests", StockRequestColumns());
  const auto request = list.request;
  AddEnum(
      list.verb, "--state", v1::StockRequestState_descriptor(),
      [request](int state) { request->set_state(static_cast<v1::StockRequestState>(state)); },
      "in this state");
  list.verb->add_flag_function(
      "--differing", [request](std::int64_t) { request->set_differing(true); },
      "only those received with a difference");
}

// Lines of `name,cards,reason`: the reason may hold commas; a first line that begins with `name,` is a
// heading.
absl::Status ReadDecisions(const std::string& text, v1::BatchDecideStockRequestsRequest& request) {
  int number = 0;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    absl::ConsumeSuffix(&line, "\r");
    if (line.empty() || (number == 1 && absl::StartsWith(line, "name,"))) continue;
    const std::vector<std::string> cells = absl::StrSplit(line, absl::MaxSplits(',', 2));
    std::int64_t cards = 0;
    if (cells.size() < 2 || !absl::SimpleAtoi(cells[1], &cards)) {
      return UsageError(absl::StrCat("line ", number, " is not `name,cards,reason`"));
    }
    v1::StockRequestDecision* decision = request.add_decisions();
    decision->set_name(cells[0]);
    decision->set_approved_quantity(cards);
    if (cells.size() == 3) decision->set_reason(cells[2]);
  }
  return absl::OkStatus();
}

void AddDecide(CommandLine& line, CLI::App* noun) {
  auto file = std::make_shared<std::string>();
  CLI::App* verb = AddVerb(
      line, noun, "decide",
      "approves or rejects requests; FILE has lines of `name,cards,reason`, 0 cards rejects",
      "--region - stock-request decide decisions.csv", [file](Session& session) -> absl::StatusOr<int> {
        v1::BatchDecideStockRequestsRequest request;
        ASSIGN_OR_RETURN(const std::string text, ReadFile(*file));
        RETURN_IF_ERROR(ReadDecisions(text, request));
        request.set_parent(session.Parent());
        request.set_request_id(session.RequestId());
        ASSIGN_OR_RETURN(const auto response, session.Call<v1::BatchDecideStockRequestsResponse>(request));
        session.PrintList(response, "results",
                          {{"NAME", "name"},
                           {"STATE", "stock_request.state"},
                           {"APPROVED", "stock_request.approved_quantity"},
                           {"REFUSED", "refusal"},
                           {"WHY", "description"}});
        for (const auto& result : response.results()) {
          if (!result.refusal().empty()) return kFinding;
        }
        return kOk;
      });
  verb->add_option("file", *file, "CSV file")->required();
}

void AddShip(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::ShipStockRequestRequest>();
  CLI::App* verb =
      AddAboutStockRequest(line, noun, "ship", "enters that the ministry sent cards, all or a part",
                           "stock-request ship 018b2c4e-… --document BAST/470/12 --expected 2023-11-01 "
                           "--serials RJL00200001..RJL00202000",
                           request);
  verb->add_option("--document", *request->mutable_document_number(), "number of the handover record")
      ->required();
  AddSerials(
      verb, "--serials", [request] { return request->mutable_serials(); }, "which")
      ->required();
  AddDate(
      verb, "--expected", [request] { return request->mutable_expected_arrival_date(); },
      "day it should arrive")
      ->required();
  AddDate(
      verb, "--date", [request] { return request->mutable_ship_date(); }, "day it left; today unless given");
}

}  // namespace

void AddStockRequest(CommandLine& line) {
  CLI::App* noun =
      line.app.add_subcommand("stock-request", "Blank cards asked of the ministry, and sent by it");
  noun->require_subcommand(1);
  AddCreateStockRequest(line, noun);
  AddAboutStockRequest(line, noun, "get", "a request with its shipments", "stock-request get 018b2c4e-…",
                       std::make_shared<v1::GetStockRequestRequest>());
  AddListStockRequest(line, noun);
  AddUpdate(line, noun);
  AddAboutStockRequest(line, noun, "submit", "hands a draft to the ministry",
                       "stock-request submit 018b2c4e-…", std::make_shared<v1::SubmitStockRequestRequest>());
  AddAboutStockRequest(line, noun, "cancel", "withdraws a request of which nothing was shipped",
                       "stock-request cancel 018b2c4e-…", std::make_shared<v1::CancelStockRequestRequest>());
  AddDecide(line, noun);
  AddShip(line, noun);
  auto close = std::make_shared<v1::CloseStockRequestRequest>();
  CLI::App* verb =
      AddAboutStockRequest(line, noun, "close", "settles a request with what differs or was lost on the way",
                           "stock-request close 018b2c4e-… --why 'written off by the carrier'", close);
  verb->add_option("--why", *close->mutable_reason(), "how it is settled")->required();
}

}  // namespace dukcapil::cli
