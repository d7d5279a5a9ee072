#include "cli/list_verb.h"
#include "cli/nouns.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"

namespace dukcapil::cli {

namespace v1 = ::dukcapil::outreach::v1;

void AddSite(CommandLine& line) {
  CLI::App* noun = line.app.add_subcommand("site", "Villages and schools to visit");
  noun->require_subcommand(1);
  const auto list = AddListVerb<v1::ListSitesRequest, v1::ListSitesResponse>(
      line, noun, "sites with the people to record", "site list --kind school --date 2024-02-14", "sites",
      {{"NAME", "name"},
       {"SITE", "display_name"},
       {"KIND", "kind"},
       {"VILLAGE", "village"},
       {"TARGET", "target"}});
  const auto request = list.request;
  AddEnum(
      list.verb, "--kind", v1::SiteKind_descriptor(),
      [request](int kind) { request->set_kind(static_cast<v1::SiteKind>(kind)); }, "village or school");
  AddDate(
      list.verb, "--date", [request] { return request->mutable_target_date(); }, "day; today unless given");
}

}  // namespace dukcapil::cli
