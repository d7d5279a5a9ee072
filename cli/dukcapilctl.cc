#include "cli/dukcapilctl.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "cli/exit_codes.h"
#include "cli/explain.h"
#include "cli/nouns.h"

namespace dukcapil::cli {
namespace {

constexpr char kFooter[] =
    "Data goes to standard output, messages to standard error.\n"
    "Exit codes: 0 done; 1 something does not agree;\n"
    "            2 the command line is wrong, or the answer cannot be written;\n"
    "            3 the service refused (reason and fields are listed); 4 no answer.\n"
    "Examples:\n"
    "  dukcapilctl report --deadline 2024-02-14\n"
    "  dukcapilctl --output csv coverage list --level village\n"
    "  dukcapilctl card-application list --state waitlisted\n"
    "  dukcapilctl stock lookup RJL00100001\n"
    "  dukcapilctl watch inventory --from 0 --kinds movement";

void AddGlobals(CLI::App& app, Globals& globals) {
  app.add_option("--gateway", globals.gateway, "host:port of the gateway")->envname("DUKCAPIL_GATEWAY");
  app.add_option("--ca", globals.ca, "PEM file of the authority that the gateway's certificate is from")
      ->envname("DUKCAPIL_CA");
  app.add_option("--token-file", globals.token_file, "file with the token")->envname("DUKCAPIL_TOKEN_FILE");
  app.add_option("--region", globals.region, "code of the regency (default 17.02)")
      ->envname("DUKCAPIL_REGION");
  ByName(
      app.add_option("--output", globals.format, "table unless given; html: a page to print, of some verbs"),
      {{"table", static_cast<int>(Format::kTable)},
       {"json", static_cast<int>(Format::kJson)},
       {"csv", static_cast<int>(Format::kCsv)},
       {"html", static_cast<int>(Format::kHtml)}});
  app.add_option("--request-id", globals.request_id,
                 "UUID of a write, so that it can be repeated without effect");
  app.add_option("--timeout", globals.timeout_seconds, "seconds to wait for an answer (default 60)")
      ->check(CLI::Range(1, 600));
}

// What nothing of the line was meant to take. An option of a verb is often put before it.
void ExplainExtras(const CLI::App& app, std::ostream& err) {
  const std::vector<std::string> extras = app.remaining(/*recurse=*/true);
  const auto option = std::find_if(extras.begin(), extras.end(),
                                   [](const std::string& extra) { return absl::StartsWith(extra, "-"); });
  if (option == extras.end()) {
    err << extras.front() << " is too much here; --help lists what there is\n";
  } else {
    err << "there is no option " << *option << " here: --help after the verb lists those of the verb, which "
        << "stand after it\n";
  }
}

// All but whether what was written arrived.
int DoAsTold(int argc, const char* const* argv, std::ostream& out, std::ostream& err) {
  CommandLine line;
  line.app.name("dukcapilctl");
  line.app.description("Asks dukcapil and enters what happened: residents, blank cards, outreach.");
  line.app.footer(kFooter);
  line.app.require_subcommand(1);
  line.app.fallthrough();
  Globals globals;
  AddGlobals(line.app, globals);
  for (const auto add : {AddReport,       AddVerify,   AddCoverage,        AddRecording,
                         AddRegion,       AddResident, AddResidentState,   AddSchool,
                         AddStock,        AddLocation, AddCardApplication, AddStockMode,
                         AddStockRequest, AddForecast, AddBulletin,        AddTeam,
                         AddSite,         AddPlan,     AddPolicy,          AddProgress,
                         AddWatch,        AddSample,   AddToken,           AddHealth,
                         AddAllocation,   AddVisit}) {
    add(line);
  }
  try {
    line.app.parse(argc, argv);
  } catch (const CLI::RequiredError& error) {
    // CLI11 says only that a command is missing, also where one was given that there is not.
    const std::vector<std::string> unknown = line.app.remaining(/*recurse=*/true);
    if (!unknown.empty()) {
      err << "there is no command " << unknown.front() << " here; --help lists them\n";
      return kUsage;
    }
    return line.app.exit(error, out, err) == 0 ? kOk : kUsage;
  } catch (const CLI::ExtrasError&) {
    ExplainExtras(line.app, err);
    return kUsage;
  } catch (const CLI::ParseError& error) {
    // Also how CLI11 asks for help to be shown, with code 0.
    return line.app.exit(error, out, err) == 0 ? kOk : kUsage;
  }
  if (globals.format == Format::kHtml && !line.offers_page) {
    err << "there is no page of this: --output table, json or csv\n";
    return kUsage;
  }
  globals.region = std::string(absl::StripPrefix(globals.region, "regions/"));
  Session session(globals, out, err);
  const absl::StatusOr<int> code = line.chosen(session);
  if (code.ok()) return *code;
  Explain(code.status(), line, err);
  return ExitCodeOf(code.status());
}

}  // namespace

int Dukcapilctl(int argc, const char* const* argv, std::ostream& out, std::ostream& err) {
  const int code = DoAsTold(argc, argv, out, err);
  out.flush();
  if (out) return code;
  err << "cannot write the answer\n";
  return code == kOk || code == kFinding ? kUsage : code;
}

}  // namespace dukcapil::cli
