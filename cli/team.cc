#include "cli/exit_codes.h"
#include "cli/list_verb.h"
#include "cli/nouns.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::outreach::v1;

const std::vector<Column>& Columns() {
  static const auto& columns = *new std::vector<Column>{{"NAME", "name"},
                                                        {"TEAM", "display_name"},
                                                        {"MEMBERS", "member_count"},
                                                        {"KITS", "kits"},
                                                        {"PER KIT-HOUR", "recordings_per_kit_hour"},
                                                        {"BASE", "base"}};
  return columns;
}

void AddCreate(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::CreateTeamRequest>();
  v1::Team* team = request->mutable_team();
  CLI::App* verb = AddVerb(line, noun, "create", "adds a team",
                           "team create tim-4 --display-name 'Tim 4' --members 4 --kits 2 --rate 8 "
                           "--base 17.02.09 --days tuesday,thursday",
                           [request](Session& session) -> absl::StatusOr<int> {
                             request->set_parent(session.Parent());
                             request->set_request_id(session.RequestId());
                             ASSIGN_OR_RETURN(const auto created, session.Call<v1::Team>(*request));
                             session.Print(created, Columns());
                             return kOk;
                           });
  verb->add_option("id", *request->mutable_team_id(), "id, a-z 0-9 -")->required();
  verb->add_option("--display-name", *team->mutable_display_name(), "name")->required();
  verb->add_option_function<int>(
          "--members", [team](int count) { team->set_member_count(count); }, "people")
      ->required();
  verb->add_option_function<int>(
          "--kits", [team](int kits) { team->set_kits(kits); }, "recording kits")
      ->required();
  verb->add_option_function<int>(
          "--rate", [team](int rate) { team->set_recordings_per_kit_hour(rate); },
          "recordings a kit makes in an hour")
      ->required();
  verb->add_option_function<std::string>(
          "--base", [team](const std::string& code) { team->set_base("regions/" + code); },
          "code of the district it sets out from")
      ->required();
  verb->add_option_function<std::vector<std::string>>(
          "--days",
          [team](const std::vector<std::string>& days) {
            v1::WorkWeek* week = team->mutable_work_week();
            for (const std::string& day : days) {
              week->GetReflection()->SetBool(week, week->GetDescriptor()->FindFieldByName(day), true);
            }
          },
          "days it works, separated by commas")
      ->delimiter(',')
      ->required()
      ->check(CLI::IsMember({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}));
}

}  // namespace

void AddTeam(CommandLine& line) {
  CLI::App* noun = line.app.add_subcommand("team", "Outreach teams");
  noun->require_subcommand(1);
  AddCreate(line, noun);
  AddListVerb<v1::ListTeamsRequest, v1::ListTeamsResponse>(line, noun, "teams with their kits", "team list",
                                                           "teams", Columns());
}

}  // namespace dukcapil::cli
