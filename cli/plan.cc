#include "cli/exit_codes.h"
#include "cli/nouns.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::outreach::v1;

// JSON has the whole plan; a table or CSV its visits, and what it comes to goes to the messages.
absl::StatusOr<int> Show(Session& session, const v1::Plan& plan) {
  session.err() << "plan " << (plan.name().empty() ? "(not kept)" : plan.name()) << ": reaches "
                << FieldText(plan, "expected_recordings") << " of " << plan.target() << ", proven bound "
                << FieldText(plan, "dual_bound") << "; " << plan.visits_size() << " visits, "
                << plan.left_out_size() << " sites left out; solved in "
                << FieldText(plan, "solve_milliseconds") << " ms\n";
  session.PrintList(plan, "visits",
                    {{"DATE", "date"},
                     {"HALF", "half_day"},
                     {"TEAM", "team"},
                     {"SITE", "site"},
                     {"ORDINAL", "ordinal"},
                     {"EXPECTED", "expected_recordings"}});
  return kOk;
}

void AddCreate(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::CreatePlanRequest>();
  v1::PlanInputs* inputs = request->mutable_plan()->mutable_inputs();
  CLI::App* verb = AddVerb(line, noun, "create", "makes the plan with the most expected recordings",
                           "plan create --deadline 2024-02-14 --validate-only --extra-teams 1",
                           [request](Session& session) -> absl::StatusOr<int> {
                             request->set_parent(session.Parent());
                             if (!request->validate_only()) request->set_request_id(session.RequestId());
                             ASSIGN_OR_RETURN(const auto plan, session.Call<v1::Plan>(*request));
                             return Show(session, plan);
                           });
  AddDate(
      verb, "--deadline", [inputs] { return inputs->mutable_deadline(); }, "last day")
      ->required();
  AddDate(
      verb, "--start", [inputs] { return inputs->mutable_start_date(); }, "first day; tomorrow unless given");
  verb->add_option_function<double>(
      "--village-turnout", [inputs](double share) { inputs->set_village_turnout(share); },
      "share of those left that a visit to a village reaches");
  verb->add_option_function<double>(
      "--school-turnout", [inputs](double share) { inputs->set_school_turnout(share); },
      "likewise for a school");
  verb->add_option_function<int>(
      "--minimum-visits", [inputs](int visits) { inputs->set_minimum_visits_per_district(visits); },
      "to each district, at least");
  verb->add_option_function<int>(
      "--maximum-visits", [inputs](int visits) { inputs->set_maximum_visits_per_site(visits); },
      "to one site, at most");
  verb->add_option_function<int>(
      "--extra-teams", [inputs](int teams) { inputs->set_extra_teams(teams); },
      "what if there were so many more teams; with --validate-only");
  verb->add_flag_function(
      "--validate-only", [request](std::int64_t) { request->set_validate_only(true); },
      "only the answer, the plan is not kept");
}

void AddGet(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::GetPlanRequest>();
  CLI::App* verb = AddVerb(line, noun, "get", "a plan as it was made", "plan get 018b2c4e-…",
                           [request](Session& session) -> absl::StatusOr<int> {
                             request->set_name(session.ChildName("plans", request->name()));
                             ASSIGN_OR_RETURN(const auto plan, session.Call<v1::Plan>(*request));
                             return Show(session, plan);
                           });
  verb->add_option("plan", *request->mutable_name(), "id or resource name")->required();
}

}  // namespace

void AddPlan(CommandLine& line) {
  CLI::App* noun = line.app.add_subcommand("plan", "Which team is where, so that most are recorded");
  noun->require_subcommand(1);
  AddCreate(line, noun);
  AddGet(line, noun);
  AddPublish(line, noun);
}

}  // namespace dukcapil::cli
