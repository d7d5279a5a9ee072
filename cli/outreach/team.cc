#include "cli/exit_codes.h"
#include "cli/list_verb.h"
#include "cli/nouns.h"
#include "cli/outreach/arguments.h"
#include "cli/verb_on_one.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::outreach::v1;

const std::vector<Column>& TeamColumns() {
  static const auto& columns = *new std::vector<Column>{{"NAME", "name"},
                                                        {"TEAM", "display_name"},
                                                        {"MEMBERS", "member_count"},
                                                        {"KITS", "kits"},
                                                        {"PER KIT-HOUR", "recordings_per_kit_hour"},
                                                        {"BASE", "base"}};
  return columns;
}

// The options for the fields that a team must have; `team` gives it, told which field is about to be written.
std::vector<CLI::Option*> AddRequired(CLI::App* verb, const std::function<v1::Team*(const char*)>& team) {
  return {
      verb->add_option_function<std::string>(
          "--display-name", [team](const std::string& name) { team("display_name")->set_display_name(name); },
          "name"),
      verb->add_option_function<int>(
          "--members", [team](int count) { team("member_count")->set_member_count(count); }, "people"),
      verb->add_option_function<int>(
          "--kits", [team](int kits) { team("kits")->set_kits(kits); }, "recording kits"),
      verb->add_option_function<int>(
          "--rate", [team](int rate) { team("recordings_per_kit_hour")->set_recordings_per_kit_hour(rate); },
          "recordings a kit makes in an hour"),
      verb->add_option_function<std::string>(
          "--base", [team](const std::string& code) { team("base")->set_base("regions/" + code); },
          "code of the district it sets out from"),
      AddWeekdays(
          verb, "--days", [team] { return team("work_week")->mutable_work_week(); },
          "days it works, separated by commas"),
  };
}

void AddOptional(CLI::App* verb, const std::function<v1::Team*(const char*)>& team) {
  AddWeekdays(
      verb, "--mornings-only", [team] { return team("mornings_only")->mutable_mornings_only(); },
      "days without the afternoon");
  AddDayRanges(
      verb, "--leave", [team] { return team("leaves")->mutable_leaves(); },
      "days it is away, FIRST..LAST, separated by commas");
  AddCoordinates(
      verb, "--base-at", [team] { return team("base_location")->mutable_base_location(); },
      "where it sets out from, NORTH,EAST in degrees");
}

void AddCreateTeam(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::CreateTeamRequest>();
  CLI::App* verb = AddVerb(line, noun, "create", "adds a team",
                           "team create tim-4 --display-name 'Tim 4' --members 4 --kits 2 --rate 8 "
                           "--base 17.02.09 --days tuesday,thursday",
                           [request](Session& session) -> absl::StatusOr<int> {
                             request->set_parent(session.Parent());
                             request->set_request_id(session.RequestId());
                             ASSIGN_OR_RETURN(const auto created, session.Call<v1::Team>(*request));
                             session.Print(created, TeamColumns());
                             return kOk;
                           });
  verb->add_option("id", *request->mutable_team_id(), "id, a-z 0-9 -")->required();
  const auto team = [request](const char*) { return request->mutable_team(); };
  for (CLI::Option* option : AddRequired(verb, team)) option->required();
  AddOptional(verb, team);
}

void AddUpdateTeam(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::UpdateTeamRequest>();
  CLI::App* verb =
      AddVerbOnOne(line, noun,
                   {"update", "changes a team", "team update tim-1 --kits 3 --leave 2023-12-25..2023-12-31",
                    "teams", "team"},
                   request, [](Session& session, const v1::UpdateTeamRequest& asked) -> absl::StatusOr<int> {
                     ASSIGN_OR_RETURN(const auto updated, session.Call<v1::Team>(asked));
                     session.Print(updated, TeamColumns());
                     return kOk;
                   });
  const auto team = [request](const char* field) {
    request->mutable_update_mask()->add_paths(field);
    return request->mutable_team();
  };
  AddRequired(verb, team);
  AddOptional(verb, team);
  verb->require_option(2, 0);  // the name and at least one more
}

}  // namespace

void AddTeam(CommandLine& line) {
  CLI::App* noun = line.app.add_subcommand("team", "Outreach teams");
  noun->require_subcommand(1);
  AddCreateTeam(line, noun);
  AddUpdateTeam(line, noun);
  AddListVerb<v1::ListTeamsRequest, v1::ListTeamsResponse>(line, noun, "teams with their kits", "team list",
                                                           "teams", TeamColumns());
}

}  // namespace dukcapil::cli
