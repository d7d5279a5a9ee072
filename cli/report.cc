#include "cli/report_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/exit_codes.h"
#include "cli/explain.h"
#include "cli/file.h"
#include "cli/nouns.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "platform/civil_date/civil_date.h"
#include "platform/clock/clock.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

namespace inventory = ::dukcapil::inventory::v1;
namespace outreach = ::dukcapil::outreach::v1;
namespace population = ::dukcapil::population::v1;

// What one more team would add to the plan in force: the same inputs, asked again without keeping the answer.
absl::StatusOr<std::optional<double>> AskForOneMoreTeam(Session& session,
                                                        const google::type::Date& deadline) {
  outreach::GetProgressRequest progress_request;
  progress_request.set_name(session.Parent() + "/progress");
  *progress_request.mutable_deadline() = deadline;
  ASSIGN_OR_RETURN(const auto progress, session.Call<outreach::Progress>(progress_request));
  if (progress.plan().empty()) return std::nullopt;
  outreach::GetPlanRequest plan_request;
  plan_request.set_name(progress.plan());
  ASSIGN_OR_RETURN(const auto plan, session.Call<outreach::Plan>(plan_request));
  // Both are asked now, from today on: the plan kept was made for the numbers and days of its own time.
  outreach::CreatePlanRequest what_if;
  what_if.set_parent(session.Parent());
  *what_if.mutable_plan()->mutable_inputs() = plan.inputs();
  what_if.mutable_plan()->mutable_inputs()->clear_start_date();
  what_if.set_validate_only(true);
  ASSIGN_OR_RETURN(const auto now, session.Call<outreach::Plan>(what_if));
  what_if.mutable_plan()->mutable_inputs()->set_extra_teams(1);
  ASSIGN_OR_RETURN(const auto more, session.Call<outreach::Plan>(what_if));
  return more.expected_recordings() - now.expected_recordings();
}

absl::StatusOr<inventory::CardApplication> Try(Session& session, const inventory::CardApplication& delivered,
                                               inventory::CardApplicationReason reason) {
  inventory::CreateCardApplicationRequest request;
  request.set_parent(session.Parent());
  request.set_validate_only(true);
  auto* wanted = request.mutable_card_application();
  wanted->set_resident(delivered.resident());
  wanted->set_location(delivered.location());
  wanted->set_reason(reason);
  wanted->set_evidence_number("CONTOH/1");
  return session.Call<inventory::CardApplication>(request);
}

// Asks for the resident of the first card handed over, whose life goes on: any of it may be refused.
absl::Status AddTries(Session& session, ReportFacts& facts) {
  inventory::ListCardApplicationsRequest list;
  list.set_parent(session.Parent());
  list.set_state(inventory::CARD_APPLICATION_STATE_DELIVERED);
  list.set_page_size(1);
  ASSIGN_OR_RETURN(const auto delivered, session.Call<inventory::ListCardApplicationsResponse>(list));
  if (delivered.card_applications().empty()) return absl::OkStatus();
  const inventory::CardApplication& card = delivered.card_applications(0);
  population::GetResidentRequest resident;
  resident.set_name(card.resident());
  ASSIGN_OR_RETURN(const auto holder, session.Call<population::Resident>(resident));
  facts.is_synthetic = holder.synthetic();
  Tries tries;
  ASSIGN_OR_RETURN(tries.lost, Try(session, card, inventory::CARD_APPLICATION_REASON_LOST));
  ASSIGN_OR_RETURN(tries.status_change, Try(session, card, inventory::CARD_APPLICATION_REASON_STATUS_CHANGE));
  ASSIGN_OR_RETURN(tries.damaged, Try(session, card, inventory::CARD_APPLICATION_REASON_DAMAGED));
  ASSIGN_OR_RETURN(tries.replacement, Try(session, card, inventory::CARD_APPLICATION_REASON_REPLACEMENT));
  inventory::LookupBlankRequest lookup;
  lookup.set_parent(session.Parent());
  lookup.set_serial(card.serial());
  ASSIGN_OR_RETURN(tries.blank, session.Call<inventory::Blank>(lookup));
  facts.tries = std::move(tries);
  return absl::OkStatus();
}

// For a figure that the report can do without: a refusal is told and no error, unlike no answer in time.
absl::Status TellRefusal(Session& session, absl::string_view without, const absl::Status& status) {
  if (ExitCodeOf(status) != kRefused) return status;
  session.err() << "the report is without " << without << ": " << CodeAndReason(status) << ": "
                << status.message() << "\n";
  return absl::OkStatus();
}

absl::StatusOr<ReportFacts> Fetch(Session& session, const google::type::Date& deadline) {
  ReportFacts facts;
  gateway::v1::GetOverviewRequest request;
  request.set_name(session.Parent() + "/overview");
  *request.mutable_deadline() = deadline;
  ASSIGN_OR_RETURN(facts.overview, session.Call<gateway::v1::Overview>(request));
  if (!facts.overview.unreachable().empty()) {
    return absl::UnavailableError(
        absl::StrCat("no answer from ", absl::StrJoin(facts.overview.unreachable(), ", ")));
  }
  facts.is_demo_clock =
      ToProto(Clock().Today()).SerializeAsString() != facts.overview.date().SerializeAsString();
  outreach::ListTeamsRequest teams_request;
  teams_request.set_parent(session.Parent());
  outreach::ListTeamsResponse teams;
  RETURN_IF_ERROR(session.CallAllPages(teams_request, teams, 0));
  facts.teams = teams.teams_size();
  // Who may not plan, or whose plan cannot be made again today, gets the report without this figure.
  const auto one_more_team = AskForOneMoreTeam(session, deadline);
  RETURN_IF_ERROR(TellRefusal(session, "what one more team adds", one_more_team.status()));
  if (one_more_team.ok()) facts.one_more_team = *one_more_team;
  const absl::Status tried = AddTries(session, facts);
  facts.are_tries_refused = !tried.ok();
  RETURN_IF_ERROR(TellRefusal(session, "what a card holder is told", tried));
  return facts;
}

struct ReportOptions {
  google::type::Date deadline = ToProto(samples::ReferenceReport().deadline);
  std::string expect;  // a file
  bool reference = false;
};

// The figures to compare with; none where none are asked for, or they are of another region.
absl::StatusOr<std::optional<samples::ReportFigures>> Expected(const ReportOptions& options,
                                                               Session& session) {
  const std::string& region = session.globals().region;
  std::optional<samples::ReportFigures> figures;
  if (options.reference) figures = samples::ReferenceReport();
  if (!options.expect.empty()) {
    ASSIGN_OR_RETURN(const std::string csv, ReadFile(options.expect));
    absl::StatusOr<samples::ReportFigures> read = samples::ParseReportFigures(csv);
    if (!read.ok()) return UsageError(read.status().message());
    figures = *std::move(read);
  }
  if (figures.has_value() && figures->region != region) {
    session.err() << "nothing is compared: the figures are those of " << figures->region << "\n";
    figures.reset();
  }
  return figures;
}

}  // namespace

void AddReport(CommandLine& line) {
  auto options = std::make_shared<ReportOptions>();
  CLI::App* verb =
      AddVerb(line, &line.app, "report", "Can everybody be recorded and hold a card?",
              "report --deadline 2024-02-14", [options](Session& session) -> absl::StatusOr<int> {
                ASSIGN_OR_RETURN(auto expected, Expected(*options, session));
                ASSIGN_OR_RETURN(ReportFacts facts, Fetch(session, options->deadline));
                // What was published on one day says nothing of another.
                const google::type::Date& date = facts.overview.date();
                if (expected.has_value() &&
                    expected->as_of == absl::CivilDay(date.year(), date.month(), date.day())) {
                  facts.expected = std::move(expected);
                } else if (expected.has_value()) {
                  session.err() << "nothing is compared: the figures are those of "
                                << absl::FormatCivilTime(expected->as_of) << "\n";
                }
                const ReportText report = RenderReport(facts);
                if (session.globals().format == Format::kTable) {
                  session.out() << report.text;
                } else {
                  session.Print(facts.overview, {{"DATE", "date"},
                                                 {"OBLIGED", "coverage.obliged"},
                                                 {"NOT RECORDED", "coverage.not_recorded"},
                                                 {"RECEIVED", "stock.received"},
                                                 {"USED", "stock.used"},
                                                 {"LEFT", "stock.left"},
                                                 {"MODE", "stock_mode.level"},
                                                 {"READY", "readiness.ready"},
                                                 {"BINDS", "readiness.binding_limit"},
                                                 {"ASK", "readiness.ask_cards"}});
                }
                return report.agrees ? kOk : kFinding;
              });
  AddDate(
      verb, "--deadline", [options] { return &options->deadline; }, "the day; 2024-02-14 unless given");
  AddUsage(line, verb);
  CLI::Option* expect = verb->add_option(
      "--expect", options->expect, "compare with a CSV figure,value of this day; 1 where a figure differs");
  verb->add_flag("--reference", options->reference, "likewise with what was published of the reference case")
      ->excludes(expect);
}

}  // namespace dukcapil::cli
