#include "cli/exit_codes.h"
#include "cli/list_verb.h"
#include "cli/nouns.h"
#include "cli/verb_on_one.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::inventory::v1;

const std::vector<Column>& CardColumns() {
  static const auto& columns = *new std::vector<Column>{{"NAME", "name"},
                                                        {"REASON", "reason_code"},
                                                        {"STATE", "state"},
                                                        {"RULE", "decision.rule"},
                                                        {"INTERIM", "decision.interim_document"},
                                                        {"EXPECTED", "promise.promised_by_date"},
                                                        {"APPLIED", "application_date"},
                                                        {"PRINTED", "print_date"},
                                                        {"DELIVERED", "delivery_date"},
                                                        {"SERIAL", "serial"},
                                                        {"RESIDENT", "resident"}};
  return columns;
}

// Sends the request and shows the request for a card as it then is.
template <class Request>
absl::StatusOr<int> SendCard(Session& session, const Request& request) {
  ASSIGN_OR_RETURN(const auto application, session.Call<v1::CardApplication>(request));
  if (!application.decision().explanation_en().empty())
    session.err() << application.decision().explanation_en() << "\n";
  if (!application.promise().explanation_en().empty())
    session.err() << application.promise().explanation_en() << "\n";
  if (!application.warning().empty()) session.err() << "warning: " << application.warning() << "\n";
  session.Print(application, CardColumns());
  return kOk;
}

// A verb on one existing request, named by the first argument.
template <class Request>
CLI::App* AddAboutCard(CommandLine& line, CLI::App* noun, const std::string& verb, const std::string& about,
                       const std::string& example, const std::shared_ptr<Request>& request) {
  return AddVerbOnOne(line, noun, {verb, about, example, "cardApplications", "card-application"}, request,
                      SendCard<Request>);
}

void AddCreateCard(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::CreateCardApplicationRequest>();
  v1::CardApplication* wanted = request->mutable_card_application();
  CLI::App* verb = AddVerb(
      line, noun, "create", "decides a request for a card",
      "card-application create --resident 018b2c4e-… --reason lost --evidence SKTLK/7 "
      "--location kantor --validate-only",
      [request, wanted](Session& session) -> absl::StatusOr<int> {
        if (wanted->reason() == v1::CARD_APPLICATION_REASON_UNSPECIFIED && wanted->reason_code().empty()) {
          return UsageError("say why: --reason, or --reason-code for one of the policy");
        }
        request->set_parent(session.Parent());
        wanted->set_resident(session.ChildName("residents", wanted->resident()));
        wanted->set_location(session.ChildName("locations", wanted->location()));
        if (!request->validate_only()) request->set_request_id(session.RequestId());
        return SendCard(session, *request);
      });
  verb->add_option("--resident", *wanted->mutable_resident(), "id or resource name")->required();
  verb->add_option("--location", *wanted->mutable_location(), "id or resource name")->required();
  AddEnum(
      verb, "--reason", v1::CardApplicationReason_descriptor(),
      [wanted](int reason) { wanted->set_reason(static_cast<v1::CardApplicationReason>(reason)); },
      "why; required without --reason-code");
  verb->add_option("--reason-code", *wanted->mutable_reason_code(),
                   "why, as the policy in force calls it: HOSPITAL_EMERGENCY");
  verb->add_option("--evidence", *wanted->mutable_evidence_number(), "number of the evidence");
  AddDate(
      verb, "--date", [wanted] { return wanted->mutable_application_date(); }, "day; today unless given");
  verb->add_flag_function(
      "--validate-only", [request](std::int64_t) { request->set_validate_only(true); },
      "only the answer, without any effect");
}

void AddListCard(CommandLine& line, CLI::App* noun) {
  const auto list = AddListVerb<v1::ListCardApplicationsRequest, v1::ListCardApplicationsResponse>(
      line, noun, "requests for cards that all filters hold for", "card-application list --state waitlisted",
      "card_applications", CardColumns());
  const auto request = list.request;
  AddEnum(
      list.verb, "--state", v1::CardApplicationState_descriptor(),
      [request](int state) { request->set_state(static_cast<v1::CardApplicationState>(state)); },
      "in this state");
  AddEnum(
      list.verb, "--reason", v1::CardApplicationReason_descriptor(),
      [request](int reason) { request->set_reason(static_cast<v1::CardApplicationReason>(reason)); },
      "for one that behaves like this");
  list.verb->add_option("--reason-code", *request->mutable_reason_code(), "for the one the policy calls so");
  list.verb->add_option("--location", *request->mutable_location(), "id or resource name of the location");
  AddDate(
      list.verb, "--printed-before", [request] { return request->mutable_printed_before(); },
      "printed before this day and not handed over");
  list.verb->add_option("--resident", *request->mutable_resident(), "id or resource name of the resident");
}

void AddPrint(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::PrintCardRequest>();
  CLI::App* verb = AddAboutCard(line, noun, "print", "enters that the card was printed, or spoiled",
                                "card-application print 018b2c4e-… --serial RJL00102001", request);
  verb->add_option("--serial", *request->mutable_serial(),
                   "serial of the blank used; left out where all that were taken spoiled");
  verb->add_option_function<std::vector<std::string>>(
          "--spoiled",
          [request](const std::vector<std::string>& serials) {
            request->mutable_spoiled_serials()->Add(serials.begin(), serials.end());
          },
          "serials spoiled on the way, separated by commas")
      ->delimiter(',');
  AddEnum(
      verb, "--cause", v1::SpoilageCause_descriptor(),
      [request](int cause) { request->set_spoilage_cause(static_cast<v1::SpoilageCause>(cause)); },
      "why they spoiled");
  AddDate(
      verb, "--date", [request] { return request->mutable_print_date(); }, "day; today unless given");
}

}  // namespace

void AddCardApplication(CommandLine& line) {
  CLI::App* noun = line.app.add_subcommand("card-application", "Requests for cards");
  noun->require_subcommand(1);
  AddCreateCard(line, noun);
  AddAboutCard(line, noun, "get", "a request with its decision", "card-application get 018b2c4e-…",
               std::make_shared<v1::GetCardApplicationRequest>());
  AddListCard(line, noun);
  AddPrint(line, noun);
  auto deliver = std::make_shared<v1::DeliverCardRequest>();
  CLI::App* verb = AddAboutCard(line, noun, "deliver", "enters that the card was handed over",
                                "card-application deliver 018b2c4e-…", deliver);
  AddDate(
      verb, "--date", [deliver] { return deliver->mutable_delivery_date(); }, "day; today unless given");
  auto cancel = std::make_shared<v1::CancelCardApplicationRequest>();
  verb = AddAboutCard(line, noun, "cancel", "withdraws an open request",
                      "card-application cancel 018b2c4e-… --cause 'withdrawn at the counter'", cancel);
  verb->add_option("--cause", *cancel->mutable_cause(), "why, without personal data")->required();
}

}  // namespace dukcapil::cli
