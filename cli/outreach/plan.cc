#include "absl/strings/str_cat.h"
#include "cli/exit_codes.h"
#include "cli/list_verb.h"
#include "cli/nouns.h"
#include "cli/outreach/plan_page.h"
#include "cli/verb_on_one.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::outreach::v1;

// JSON has the whole plan; a table or CSV its visits, and what it comes to goes to the messages.
absl::StatusOr<int> Show(Session& session, const v1::Plan& plan, Language language) {
  if (session.globals().format == Format::kHtml) {
    population::v1::GetRegionRequest regency;
    regency.set_name(plan.name().empty() ? session.Parent()
                                         : plan.name().substr(0, plan.name().find("/plans/")));
    // The plan is kept by now: its page can do with the code.
    const auto region = session.Call<population::v1::Region>(regency);
    WritePlanPage(session.out(), language, region.ok() ? region->display_name() : regency.name(), plan);
    return kOk;
  }
  session.err() << "plan " << (plan.name().empty() ? "(not kept)" : plan.name()) << ": reaches "
                << FieldText(plan, "expected_recordings") << " of " << plan.target() << ", proven bound "
                << FieldText(plan, "dual_bound") << "; " << plan.visits_size() << " visits, "
                << plan.left_out_size() << " sites left out; solved in "
                << FieldText(plan, "solve_milliseconds") << " ms\n";
  if (plan.has_gains()) {
    session.err() << "one more team gains " << FieldText(plan, "gains.one_more_team")
                  << ", one more kit (for " << plan.gains().kit_team() << ") "
                  << FieldText(plan, "gains.one_more_kit") << ", one more week "
                  << FieldText(plan, "gains.one_more_week") << "\n";
  }
  session.PrintList(plan, "visits",
                    {{"DATE", "date"},
                     {"HALF", "half_day"},
                     {"TEAM", "team"},
                     {"SITE", "site"},
                     {"ORDINAL", "ordinal"},
                     {"EXPECTED", "expected_recordings"}});
  return kOk;
}

void AddCreatePlan(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::CreatePlanRequest>();
  auto language = std::make_shared<Language>(Language::kIndonesian);
  v1::PlanInputs* inputs = request->mutable_plan()->mutable_inputs();
  CLI::App* verb = AddVerb(line, noun, "create", "makes the plan with the most expected recordings",
                           "plan create --deadline 2024-02-14 --validate-only --extra-teams 1",
                           [request, inputs, language](Session& session) -> absl::StatusOr<int> {
                             request->set_parent(session.Parent());
                             if (!request->validate_only()) request->set_request_id(session.RequestId());
                             if (!inputs->base_plan().empty()) {
                               inputs->set_base_plan(session.ChildName("plans", inputs->base_plan()));
                             }
                             ASSIGN_OR_RETURN(const auto plan, session.Call<v1::Plan>(*request));
                             return Show(session, plan, *language);
                           });
  OfferPage(line, verb, language);
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
  verb->add_option_function<int>(
      "--extra-kits", [inputs](int kits) { inputs->set_extra_kits(kits); },
      "what if the first team had so many more kits; with --validate-only");
  verb->add_option_function<int>(
      "--extra-weeks", [inputs](int weeks) { inputs->set_extra_weeks(weeks); },
      "what if there were so many more weeks; with --validate-only");
  verb->add_option("--keep", *inputs->mutable_base_plan(),
                   "plan whose announced visits stay, id or resource name");
  AddDate(
      verb, "--keep-until", [inputs] { return inputs->mutable_keep_until(); },
      "last day of these visits; a fortnight unless given");
  verb->add_flag_function(
      "--gains", [request](std::int64_t) { request->set_with_gains(true); },
      "say also what one more team, kit and week would gain");
  verb->add_flag_function(
      "--validate-only", [request](std::int64_t) { request->set_validate_only(true); },
      "only the answer, the plan is not kept");
}

// A verb that asks for one plan and lays it out by `show(Session&, const Plan&)`.
template <class Show>
CLI::App* AddAboutPlan(CommandLine& line, CLI::App* noun, const char* name, const char* about, Show show) {
  auto request = std::make_shared<v1::GetPlanRequest>();
  return AddVerbOnOne(line, noun, {name, about, absl::StrCat("plan ", name, " 018b2c4e-…"), "plans", "plan"},
                      request,
                      [show](Session& session, const v1::GetPlanRequest& asked) -> absl::StatusOr<int> {
                        ASSIGN_OR_RETURN(const auto plan, session.Call<v1::Plan>(asked));
                        return show(session, plan);
                      });
}

void AddShow(CommandLine& line, CLI::App* noun) {
  auto language = std::make_shared<Language>(Language::kIndonesian);
  CLI::App* verb = AddAboutPlan(
      line, noun, "show", "a plan as it was made",
      [language](Session& session, const v1::Plan& plan) { return Show(session, plan, *language); });
  verb->alias("get");
  OfferPage(line, verb, language);
}

void AddExplain(CommandLine& line, CLI::App* noun) {
  AddAboutPlan(line, noun, "explain",
               "why sites are not in a plan, what forcing them in would cost, and when",
               [](Session& session, const v1::Plan& plan) -> absl::StatusOr<int> {
                 session.PrintList(plan, "left_out",
                                   {{"SITE", "site"},
                                    {"WHY", "reason"},
                                    {"TO RECORD", "target"},
                                    {"FIRST VISIT", "expected_recordings"},
                                    {"PRICE", "price"},
                                    {"WOULD TAKE", "would_take_date"},
                                    {"HALF", "would_take_half_day"},
                                    {"OF TEAM", "would_take_team"},
                                    {"FROM", "would_displace"}});
                 return kOk;
               });
}

void AddCompare(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::ComparePlansRequest>();
  CLI::App* verb = AddVerbOnOne(
      line, noun,
      {"compare", "what changed from an earlier plan, and why", "plan compare 018b2c4e-… --with 018b2a11-…",
       "plans", "plan"},
      request, [](Session& session, v1::ComparePlansRequest asked) -> absl::StatusOr<int> {
        asked.set_base_plan(session.ChildName("plans", asked.base_plan()));
        ASSIGN_OR_RETURN(const auto comparison, session.Call<v1::PlanComparison>(asked));
        session.err() << "expected " << FieldText(comparison, "expected_change") << ", to record "
                      << comparison.target_change() << ", half-days " << comparison.slots_change() << "; "
                      << comparison.visits_kept() << " visits kept, " << comparison.added_size() << " added, "
                      << comparison.removed_size()
                      << " removed; inputs changed: " << FieldText(comparison, "inputs_changed") << "\n";
        session.PrintList(comparison, "sites",
                          {{"SITE", "site"},
                           {"NAME", "display_name"},
                           {"VISITS BEFORE", "visits_before"},
                           {"AFTER", "visits_after"},
                           {"EXPECTED", "expected_change"},
                           {"CAUSES", "causes"}});
        return kOk;
      });
  verb->add_option("--with", *request->mutable_base_plan(), "the earlier plan, id or resource name")
      ->required();
}

}  // namespace

void AddPlan(CommandLine& line) {
  CLI::App* noun = line.app.add_subcommand("plan", "Which team is where, so that most are recorded");
  noun->require_subcommand(1);
  AddCreatePlan(line, noun);
  AddListVerb<v1::ListPlansRequest, v1::ListPlansResponse>(line, noun, "plans, the last made first",
                                                           "plan list", "plans",
                                                           {{"NAME", "name"},
                                                            {"MADE", "create_time"},
                                                            {"DEADLINE", "inputs.deadline"},
                                                            {"EXPECTED", "expected_recordings"},
                                                            {"OF", "target"},
                                                            {"BOUND", "dual_bound"},
                                                            {"HALF-DAYS", "slots"}});
  AddShow(line, noun);
  AddExplain(line, noun);
  AddCompare(line, noun);
  AddPublish(line, noun);
}

}  // namespace dukcapil::cli
