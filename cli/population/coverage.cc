#include "cli/exit_codes.h"
#include "cli/nouns.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::population::v1;

// What was not counted is no 0.
std::vector<Column> CoverageColumns(bool with_newly_obliged, bool with_pupils) {
  return {{"CODE", "region.code"},
          {"REGION", "region.display_name"},
          {"DATE", "date"},
          {"OBLIGED", "obliged"},
          {"COVERED", "covered"},
          {"NOT RECORDED", "not_recorded"},
          {"DOUBTFUL", "doubtful"},
          {"PRINT READY", "print_ready"},
          {"BLOCKED", "blocked"},
          {"FIRST CARD", "first_card"},
          {"IKD", "digital_identity"},
          {"NEWLY OBLIGED", with_newly_obliged ? "newly_obliged" : ""},
          {"PUPILS", with_pupils ? "not_recorded_pupils" : ""}};
}

void AddGetCoverage(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::GetCoverageRequest>();
  CLI::App* verb = AddVerb(
      line, noun, "get", "coverage of the region on a date, past or future",
      "--region 17.02.09 coverage get --date 2024-02-14", [request](Session& session) -> absl::StatusOr<int> {
        request->set_name(session.Parent() + "/coverage");
        ASSIGN_OR_RETURN(const auto coverage, session.Call<v1::Coverage>(*request));
        session.Print(coverage, CoverageColumns(request->has_newly_obliged_since(), /*with_pupils=*/false));
        return kOk;
      });
  AddDate(
      verb, "--date", [request] { return request->mutable_date(); }, "the day; today unless given");
  AddDate(
      verb, "--since", [request] { return request->mutable_newly_obliged_since(); },
      "also count those newly obliged since this day");
}

void AddListCoverage(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::ListCoverageRequest>();
  CLI::App* verb = AddVerb(
      line, noun, "list", "coverage of each region of a level below",
      "--output csv coverage list --level village", [request](Session& session) -> absl::StatusOr<int> {
        request->set_parent(session.Parent());
        ASSIGN_OR_RETURN(const auto list, session.Call<v1::ListCoverageResponse>(*request));
        session.PrintList(list, "coverages",
                          CoverageColumns(request->has_newly_obliged_since(), request->with_school_pupils()));
        return kOk;
      });
  AddEnum(
      verb, "--level", v1::RegionLevel_descriptor(),
      [request](int level) { request->set_level(static_cast<v1::RegionLevel>(level)); },
      "a level below the region's; the next one unless given");
  AddDate(
      verb, "--date", [request] { return request->mutable_date(); }, "the day; today unless given");
  AddDate(
      verb, "--since", [request] { return request->mutable_newly_obliged_since(); },
      "also count those newly obliged since this day");
  verb->add_flag_function(
      "--pupils", [request](std::int64_t) { request->set_with_school_pupils(true); },
      "also count pupils among those not recorded");
}

}  // namespace

void AddCoverage(CommandLine& line) {
  CLI::App* noun = line.app.add_subcommand("coverage", "How many are obliged, how many are recorded");
  noun->require_subcommand(1);
  AddGetCoverage(line, noun);
  AddListCoverage(line, noun);
  AddCoverageSnapshot(line, noun);
}

}  // namespace dukcapil::cli
