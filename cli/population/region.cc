#include "cli/population/region.h"

#include "cli/list_verb.h"
#include "cli/nouns.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {

namespace v1 = ::dukcapil::population::v1;

absl::Status CheckRegions(Session& session, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (name.empty()) continue;
    v1::GetRegionRequest request;
    request.set_name(name);
    RETURN_IF_ERROR(session.Call<v1::Region>(request).status());
  }
  return absl::OkStatus();
}

void AddRegion(CommandLine& line) {
  CLI::App* noun = line.app.add_subcommand("region", "Districts and villages, with their codes");
  noun->require_subcommand(1);
  const auto list = AddListVerb<v1::ListRegionsRequest, v1::ListRegionsResponse>(
      line, noun, "regions below the regency", "region list --level village", "regions",
      {{"CODE", "code"}, {"REGION", "display_name"}, {"LEVEL", "level"}});
  AddEnum(
      list.verb, "--level", v1::RegionLevel_descriptor(),
      [request = list.request](int level) { request->set_level(static_cast<v1::RegionLevel>(level)); },
      "district (unless given) or village");
}

}  // namespace dukcapil::cli
