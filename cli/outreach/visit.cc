#include "cli/outreach/visit.h"

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "cli/exit_codes.h"
#include "cli/file.h"
#include "cli/list_verb.h"
#include "cli/nouns.h"
#include "cli/verb_on_one.h"
#include "platform/crypto/uuid.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::outreach::v1;

constexpr int kLargestBatch = 1000;

// Sends the request and shows the visit as it then is.
template <class Request>
absl::StatusOr<int> Send(Session& session, const Request& request) {
  ASSIGN_OR_RETURN(const auto visit, session.Call<v1::Visit>(request));
  session.Print(visit, VisitColumns());
  return kOk;
}

// A verb on one existing visit, named by the first argument.
template <class Request>
CLI::App* AddAbout(CommandLine& line, CLI::App* noun, const std::string& verb, const std::string& about,
                   const std::string& example, const std::shared_ptr<Request>& request) {
  return AddVerbOnOne(line, noun, {verb, about, example, "visits", "visit"}, request, Send<Request>);
}

void AddList(CommandLine& line, CLI::App* noun) {
  const auto list = AddListVerb<v1::ListVisitsRequest, v1::ListVisitsResponse>(
      line, noun, "visits by day", "visit list --from 2023-10-16 --to 2023-10-20 --state planned", "visits",
      VisitColumns());
  const auto request = list.request;
  AddDate(
      list.verb, "--from", [request] { return request->mutable_from_date(); }, "on or after this day");
  AddDate(
      list.verb, "--to", [request] { return request->mutable_to_date(); }, "on or before this day");
  list.verb->add_option("--team", *request->mutable_team(), "id or resource name of the team");
  list.verb->add_option("--site", *request->mutable_site(),
                        "village code, NPSN, or resource name of the site");
  AddEnum(
      list.verb, "--state", v1::VisitState_descriptor(),
      [request](int state) { request->set_state(static_cast<v1::VisitState>(state)); }, "in this state");
}

void AddCreateVisit(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::CreateVisitRequest>();
  v1::Visit* visit = request->mutable_visit();
  CLI::App* verb =
      AddVerb(line, noun, "create", "announces a visit outside any plan",
              "visit create --team tim-1 --site 17.02.09.2001 --date 2023-10-20 --half morning",
              [request, visit](Session& session) {
                request->set_parent(session.Parent());
                request->set_request_id(session.RequestId());
                visit->set_team(session.ChildName("teams", visit->team()));
                visit->set_site(session.ChildName("sites", visit->site()));
                if (!visit->carry_movement().empty()) {
                  visit->set_carry_movement(session.ChildName("movements", visit->carry_movement()));
                }
                return Send(session, *request);
              });
  verb->add_option("--team", *visit->mutable_team(), "id of the team")->required();
  verb->add_option("--site", *visit->mutable_site(), "village code or NPSN")->required();
  AddDate(
      verb, "--date", [visit] { return visit->mutable_date(); }, "day")
      ->required();
  AddEnum(
      verb, "--half", v1::HalfDay_descriptor(),
      [visit](int half) { visit->set_half_day(static_cast<v1::HalfDay>(half)); }, "half of the day")
      ->required();
  AddDate(
      verb, "--target-date", [visit] { return visit->mutable_target_date(); },
      "who is obliged then is called; the day of the visit unless given");
  verb->add_option_function<int>(
      "--kits", [visit](int kits) { visit->set_kits(kits); }, "kits taken along; all unless given");
  verb->add_flag_function(
      "--pinned", [visit](std::int64_t) { visit->set_pinned(true); }, "stays when another plan is published");
  verb->add_option("--carry", *visit->mutable_carry_movement(), "movement by which it got blank cards");
}

void AddMove(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::UpdateVisitRequest>();
  const auto masked = [request](const char* field) {
    request->mutable_update_mask()->add_paths(field);
    return request->mutable_visit();
  };
  const auto complete = [](Session& session, v1::UpdateVisitRequest& update) {
    v1::Visit* visit = update.mutable_visit();
    if (!visit->team().empty()) visit->set_team(session.ChildName("teams", visit->team()));
    if (!visit->carry_movement().empty()) {
      visit->set_carry_movement(session.ChildName("movements", visit->carry_movement()));
    }
  };
  CLI::App* verb =
      AddVerbOnOne(line, noun,
                   {"move", "changes team, day, half-day, kits, pin or blank cards of a visit",
                    "visit move 018b2c4e-… --date 2023-10-23 --half afternoon", "visits", "visit"},
                   request, [request, complete](Session& session, const auto&) {
                     complete(session, *request);
                     return Send(session, *request);
                   });
  verb->add_option_function<std::string>(
      "--team", [masked](const std::string& team) { masked("team")->set_team(team); }, "id of the team");
  AddDate(
      verb, "--date", [masked] { return masked("date")->mutable_date(); }, "day");
  AddEnum(
      verb, "--half", v1::HalfDay_descriptor(),
      [masked](int half) { masked("half_day")->set_half_day(static_cast<v1::HalfDay>(half)); },
      "half of the day");
  verb->add_option_function<int>(
      "--kits", [masked](int kits) { masked("kits")->set_kits(kits); }, "kits taken along; 0: all");
  verb->add_option_function<bool>(
      "--pinned", [masked](bool pinned) { masked("pinned")->set_pinned(pinned); },
      "true: stays when another plan is published");
  verb->add_option_function<std::string>(
      "--carry",
      [masked](const std::string& movement) { masked("carry_movement")->set_carry_movement(movement); },
      "movement by which it got blank cards");
  verb->require_option(2, 7);  // the name and at least one more
}

// A figure of the result.
void AddFigure(CLI::App* verb, const std::string& flag, std::function<void(int)> set,
               const std::string& help) {
  verb->add_option_function<int>(flag, std::move(set), help);
}

void AddComplete(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::CompleteVisitRequest>();
  v1::VisitResult* result = request->mutable_result();
  CLI::App* verb =
      AddAbout(line, noun, "complete", "ends a visit, with what came of it; also one that failed",
               "visit complete 018b2c4e-… --invited 120 --came 40 --recorded 36", request);
  AddFigure(
      verb, "--invited", [result](int people) { result->set_invited(people); }, "people invited");
  AddFigure(
      verb, "--came", [result](int people) { result->set_came(people); }, "people who came");
  AddFigure(
      verb, "--recorded", [result](int people) { result->set_recorded(people); },
      "people recorded; as many as were reported unless given");
  AddEnum(
      verb, "--cause", v1::VisitFailureCause_descriptor(),
      [result](int cause) { result->set_failure_cause(static_cast<v1::VisitFailureCause>(cause)); },
      "why it failed or was cut short");
  verb->add_option("--note", *result->mutable_note(), "free text without personal data");
  const auto blanks = [result] { return result->mutable_blanks(); };
  AddFigure(
      verb, "--taken", [blanks](int cards) { blanks()->set_taken(cards); }, "blank cards taken along");
  AddFigure(
      verb, "--used", [blanks](int cards) { blanks()->set_used(cards); }, "of them, printed");
  AddFigure(
      verb, "--spoiled", [blanks](int cards) { blanks()->set_spoiled(cards); }, "of them, spoiled");
  AddFigure(
      verb, "--returned", [blanks](int cards) { blanks()->set_returned(cards); }, "of them, brought back");
  AddFigure(
      verb, "--lost", [blanks](int cards) { blanks()->set_lost(cards); }, "of them, lost");
}

// `already-recorded` or `ALREADY_RECORDED` of PERSON_OUTCOME_ALREADY_RECORDED.
std::optional<v1::PersonOutcome> OutcomeNamed(absl::string_view word) {
  std::string name = absl::StrCat("PERSON_OUTCOME_", absl::AsciiStrToUpper(absl::StripAsciiWhitespace(word)));
  std::replace(name.begin(), name.end(), '-', '_');
  v1::PersonOutcome outcome = v1::PERSON_OUTCOME_UNSPECIFIED;
  if (!v1::PersonOutcome_Parse(name, &outcome)) return std::nullopt;
  return outcome;
}

// Lines of `resident,outcome`; a first line that begins with `resident,` is a heading.
absl::StatusOr<std::vector<v1::VisitOutcome>> ReadOutcomes(const Session& session, const std::string& text) {
  std::vector<v1::VisitOutcome> outcomes;
  int number = 0;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    absl::ConsumeSuffix(&line, "\r");
    if (line.empty() || (number == 1 && absl::StartsWith(line, "resident,"))) continue;
    const std::vector<std::string> cells = absl::StrSplit(line, ',');
    const auto outcome = cells.size() == 2 ? OutcomeNamed(cells[1]) : std::nullopt;
    if (!outcome.has_value()) return UsageError(absl::StrCat("line ", number, " is not `resident,outcome`"));
    outcomes.emplace_back().set_resident(session.ChildName("residents", cells[0]));
    outcomes.back().set_outcome(*outcome);
  }
  return outcomes;
}

// A thousand outcomes a call. A batch has the same request id each time the same one is given.
absl::StatusOr<int> Report(Session& session, v1::BatchReportOutcomesRequest& request,
                           const std::string& file) {
  ASSIGN_OR_RETURN(const std::string text, ReadFile(file));
  ASSIGN_OR_RETURN(const std::vector<v1::VisitOutcome> outcomes, ReadOutcomes(session, text));
  request.set_parent(session.ChildName("visits", request.parent()));
  const std::string request_id = session.RequestId();
  v1::BatchReportOutcomesResponse all;
  for (std::size_t begin = 0; begin < outcomes.size(); begin += kLargestBatch) {
    request.clear_outcomes();
    const std::size_t end = std::min(outcomes.size(), begin + kLargestBatch);
    for (std::size_t i = begin; i < end; ++i) *request.add_outcomes() = outcomes[i];
    request.set_request_id(NamedUuid(absl::StrCat(request_id, "/", begin)));
    ASSIGN_OR_RETURN(const auto response, session.Call<v1::BatchReportOutcomesResponse>(request));
    all.set_kept(all.kept() + response.kept());
    for (const v1::RefusedOutcome& refused : response.refused()) {
      *all.add_refused() = refused;
      all.mutable_refused(all.refused_size() - 1)->set_index(static_cast<int>(begin) + refused.index());
    }
  }
  session.err() << all.kept() << " of " << outcomes.size() << " outcomes kept\n";
  session.PrintList(all, "refused", {{"INDEX", "index"}, {"REASON", "reason"}, {"WHY", "description"}});
  return all.refused().empty() ? kOk : kFinding;
}

void AddReport(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::BatchReportOutcomesRequest>();
  auto file = std::make_shared<std::string>();
  CLI::App* verb = AddVerb(line, noun, "report",
                           "reports what a visit found of each person; FILE has lines of `resident,outcome`",
                           "visit report 018b2c4e-… outcomes.csv",
                           [request, file](Session& session) { return Report(session, *request, *file); });
  verb->add_option("visit", *request->mutable_parent(), "id or resource name")->required();
  verb->add_option("file", *file,
                   "CSV file; outcomes: recorded, absent, moved, deceased, already-recorded, "
                   "refused, not-found, cannot")
      ->required();
}

void AddOutcomes(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::ListOutcomesRequest>();
  auto limit = std::make_shared<int>(50);
  CLI::App* verb = AddVerb(
      line, noun, "outcomes", "what was reported of a visit", "visit outcomes 018b2c4e-…",
      [request, limit](Session& session) -> absl::StatusOr<int> {
        request->set_parent(session.ChildName("visits", request->parent()));
        v1::ListOutcomesResponse response;
        RETURN_IF_ERROR(session.CallAllPages(*request, response, *limit));
        session.PrintList(
            response, "outcomes",
            {{"RESIDENT", "resident"}, {"OUTCOME", "outcome"}, {"TOLD", "told"}, {"REFUSED", "refusal"}});
        return kOk;
      });
  verb->add_option("visit", *request->mutable_parent(), "id or resource name")->required();
  AddLimit(verb, [limit](int given) { *limit = given; });
}

}  // namespace

const std::vector<Column>& VisitColumns() {
  static const auto& columns = *new std::vector<Column>{{"NAME", "name"},
                                                        {"NUMBER", "number"},
                                                        {"DATE", "date"},
                                                        {"HALF", "half_day"},
                                                        {"TEAM", "team"},
                                                        {"SITE", "site_display_name"},
                                                        {"STATE", "state"},
                                                        {"EXPECTED", "expected_recordings"},
                                                        {"WAITING", "waiting"},
                                                        {"CAME", "result.came"},
                                                        {"RECORDED", "result.recorded"},
                                                        {"CAUSE", "result.failure_cause"}};
  return columns;
}

void AddVisit(CommandLine& line) {
  CLI::App* noun = line.app.add_subcommand("visit", "Visits of outreach teams, and what came of them");
  noun->require_subcommand(1);
  AddList(line, noun);
  AddAbout(line, noun, "show", "a visit", "visit show 018b2c4e-…", std::make_shared<v1::GetVisitRequest>());
  AddCreateVisit(line, noun);
  AddMove(line, noun);
  AddAbout(line, noun, "confirm", "the place expects the team", "visit confirm 018b2c4e-…",
           std::make_shared<v1::ConfirmVisitRequest>());
  AddAbout(line, noun, "start", "the team is there", "visit start 018b2c4e-…",
           std::make_shared<v1::StartVisitRequest>());
  AddReport(line, noun);
  AddOutcomes(line, noun);
  AddComplete(line, noun);
  auto cancel = std::make_shared<v1::CancelVisitRequest>();
  CLI::App* verb = AddAbout(line, noun, "cancel", "calls off a visit that has not begun",
                            "visit cancel 018b2c4e-… --why 'banjir'", cancel);
  verb->add_option("--why", *cancel->mutable_reason(), "reason, without personal data")->required();
  AddCallList(line, noun);
  AddReconcile(line, noun);
}

}  // namespace dukcapil::cli
