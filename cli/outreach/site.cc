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

const std::vector<Column>& SiteColumns() {
  static const auto& columns = *new std::vector<Column>{{"NAME", "name"},
                                                        {"SITE", "display_name"},
                                                        {"KIND", "kind"},
                                                        {"VILLAGE", "village"},
                                                        {"TARGET", "target"}};
  return columns;
}

void AddUpdateSite(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::UpdateSiteRequest>();
  CLI::App* verb = AddVerbOnOne(
      line, noun,
      {"update", "says when and how a site can be visited",
       "site update 10702001 --closed 2023-12-04..2023-12-15 --afternoons none", "sites", "site"},
      request, [](Session& session, const v1::UpdateSiteRequest& asked) -> absl::StatusOr<int> {
        ASSIGN_OR_RETURN(const auto updated, session.Call<v1::Site>(asked));
        session.Print(updated, SiteColumns());
        return kOk;
      });
  const auto site = [request](const char* field) {
    request->mutable_update_mask()->add_paths(field);
    return request->mutable_site();
  };
  AddWeekdays(
      verb, "--mornings", [site] { return site("mornings")->mutable_mornings(); },
      "days open in the morning");
  AddWeekdays(
      verb, "--afternoons", [site] { return site("afternoons")->mutable_afternoons(); },
      "days open in the afternoon");
  AddDayRanges(
      verb, "--closed", [site] { return site("closures")->mutable_closures(); },
      "when it cannot be visited, FIRST..LAST, separated by commas");
  AddCoordinates(
      verb, "--at", [site] { return site("location")->mutable_location(); },
      "where it is, NORTH,EAST in degrees");
  verb->add_option_function<int>(
      "--travel-minutes", [site](int minutes) { site("travel_minutes")->set_travel_minutes(minutes); },
      "the way there and back; estimated unless given");
  verb->require_option(2, 0);  // the name and at least one more
}

}  // namespace

void AddSite(CommandLine& line) {
  CLI::App* noun = line.app.add_subcommand("site", "Villages and schools to visit");
  noun->require_subcommand(1);
  AddUpdateSite(line, noun);
  const auto list = AddListVerb<v1::ListSitesRequest, v1::ListSitesResponse>(
      line, noun, "sites with the people to record", "site list --kind school --date 2024-02-14", "sites",
      SiteColumns());
  const auto request = list.request;
  AddEnum(
      list.verb, "--kind", v1::SiteKind_descriptor(),
      [request](int kind) { request->set_kind(static_cast<v1::SiteKind>(kind)); }, "village or school");
  AddDate(
      list.verb, "--date", [request] { return request->mutable_target_date(); }, "day; today unless given");
}

}  // namespace dukcapil::cli
