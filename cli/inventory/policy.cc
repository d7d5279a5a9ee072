#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "cli/exit_codes.h"
#include "cli/file.h"
#include "cli/list_verb.h"
#include "cli/nouns.h"
#include "cli/verb_on_one.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "google/protobuf/util/json_util.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::inventory::v1;

const std::vector<Column>& PolicyColumns() {
  static const auto& columns = *new std::vector<Column>{{"NAME", "name"},
                                                        {"EFFECTIVE", "effective_date"},
                                                        {"IN FORCE", "in_force"},
                                                        {"RESERVATION DAYS", "reservation_days"},
                                                        {"LEGAL BASIS", "legal_basis"}};
  return columns;
}

// JSON has the whole policy; a table or CSV its rules, and what it is goes to the messages.
absl::StatusOr<int> ShowPolicy(Session& session, const v1::IssuancePolicy& policy) {
  session.err() << "policy " << policy.name() << ": from " << FieldText(policy, "effective_date") << ", "
                << (policy.in_force() ? "in force" : "not in force today") << "; a reservation holds "
                << policy.reservation_days() << " days; " << policy.legal_basis() << "\n";
  session.PrintList(policy, "rules",
                    {{"REASON", "reason_code"},
                     {"LEVEL", "level"},
                     {"ACTION", "action"},
                     {"INTERIM", "interim_document"},
                     {"PRIORITY", "priority"}});
  return kOk;
}

// JSON has the draft with its replay; a table or CSV who would have been treated otherwise.
absl::StatusOr<int> ShowReplay(Session& session, const v1::IssuancePolicy& draft) {
  const v1::PolicyReplay& replay = draft.replay();
  session.err() << "the draft is right. Of " << replay.replayed() << " requests from "
                << FieldText(draft, "replay.first_date") << " to " << FieldText(draft, "replay.last_date")
                << " " << replay.changed() << " would have been treated otherwise";
  if (replay.not_replayable() > 0) {
    session.err() << "; " << replay.not_replayable()
                  << " more cannot be judged, what they were decided by was not kept";
  }
  session.err() << "\n";
  for (const v1::ReplayCount& count : replay.counts()) {
    if (count.old_outcome() == count.new_outcome()) continue;
    const std::string outcome = FieldText(count, "new_outcome");
    session.err() << "  " << count.count() << " of " << count.reason_code() << ": "
                  << FieldText(count, "old_outcome") << ", would be "
                  << (outcome.empty() ? "not accepted" : outcome) << "\n";
  }
  if (replay.requests_size() < replay.changed()) {
    session.err() << "listed are the first " << replay.requests_size() << " of " << replay.changed() << "\n";
  }
  if (session.globals().format == Format::kJson) {
    session.Print(draft, PolicyColumns());
    return kOk;
  }
  session.PrintList(replay, "requests",
                    {{"CARD APPLICATION", "card_application"},
                     {"REASON", "reason_code"},
                     {"WAS", "old_outcome"},
                     {"RULE", "old_rule"},
                     {"WOULD BE", "new_outcome"},
                     {"RULE OF THE DRAFT", "new_rule"},
                     {"INTERIM", "new_interim_document"}});
  return kOk;
}

absl::Status ReadPolicy(const std::string& path, v1::IssuancePolicy& policy) {
  ASSIGN_OR_RETURN(const std::string text, ReadFile(path));
  const auto status = google::protobuf::util::JsonStringToMessage(text, &policy);
  if (status.ok()) return absl::OkStatus();
  return UsageError(absl::StrCat(path, " is no policy: ", std::string(status.message())));
}

void AddCreatePolicy(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::CreateIssuancePolicyRequest>();
  auto path = std::make_shared<std::string>();
  CLI::App* verb = AddVerb(
      line, noun, "create", "enters a policy, or replays last month's requests under a draft",
      "policy create draft.json --validate-only", [request, path](Session& session) -> absl::StatusOr<int> {
        RETURN_IF_ERROR(ReadPolicy(*path, *request->mutable_issuance_policy()));
        request->set_parent(session.Parent());
        if (!request->validate_only()) request->set_request_id(session.RequestId());
        ASSIGN_OR_RETURN(const auto policy, session.Call<v1::IssuancePolicy>(*request));
        return request->validate_only() ? ShowReplay(session, policy) : ShowPolicy(session, policy);
      });
  verb->add_option("file", *path, "the policy as JSON; `policy get --output json` writes one to begin with")
      ->required();
  verb->add_flag_function(
      "--validate-only", [request](std::int64_t) { request->set_validate_only(true); },
      "only check it, and show who would have been treated otherwise");
}

void AddWithdrawPolicy(CommandLine& line, CLI::App* noun) {
  AddVerbOnOne(line, noun,
               {"withdraw", "takes back a policy whose first day is yet to come",
                "policy withdraw 018b2c4e-…", "issuancePolicies", "policy"},
               std::make_shared<v1::WithdrawIssuancePolicyRequest>(),
               [](Session& session, const v1::WithdrawIssuancePolicyRequest& request) -> absl::StatusOr<int> {
                 ASSIGN_OR_RETURN(const auto policy, session.Call<v1::IssuancePolicy>(request));
                 session.err() << "withdrawn; it was:\n";
                 return ShowPolicy(session, policy);
               });
}

}  // namespace

void AddPolicy(CommandLine& line) {
  CLI::App* noun = line.app.add_subcommand("policy", "Who gets a card when blanks are short");
  noun->require_subcommand(1);
  AddCreatePolicy(line, noun);
  AddWithdrawPolicy(line, noun);
  auto get = std::make_shared<v1::GetIssuancePolicyRequest>();
  CLI::App* verb = AddVerb(line, noun, "get", "a policy with its rules", "policy get national-default-1",
                           [get](Session& session) -> absl::StatusOr<int> {
                             // A national policy is read through the own region.
                             const absl::string_view id =
                                 absl::StripPrefix(get->name(), "regions/-/issuancePolicies/");
                             get->set_name(session.ChildName("issuancePolicies", id));
                             ASSIGN_OR_RETURN(const auto policy, session.Call<v1::IssuancePolicy>(*get));
                             return ShowPolicy(session, policy);
                           });
  verb->add_option("policy", *get->mutable_name(), "id or resource name")->required();
  AddListVerb<v1::ListIssuancePoliciesRequest, v1::ListIssuancePoliciesResponse>(
      line, noun, "policies of the regency, newest first, then the national ones", "policy list",
      "issuance_policies", PolicyColumns());
}

}  // namespace dukcapil::cli
