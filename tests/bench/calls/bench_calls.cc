// Calls the running gateway one call after the other and prints the seconds of each as a JSON line, by
// method: reads of coverage at dates spread over fifteen years, or the reference case's plan without keeping
// it.
#include <iostream>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "cli/session.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "nlohmann/json.hpp"
#include "platform/civil_date/civil_date.h"
#include "platform/status/status_macros.h"
#include "samples/office.h"

ABSL_FLAG(std::string, gateway, "", "host:port");
ABSL_FLAG(std::string, ca, "", "PEM file");
ABSL_FLAG(std::string, token_file, "", "file with a token");
ABSL_FLAG(int, count, 200, "calls of each method");

namespace dukcapil::bench {
namespace {

namespace population = ::dukcapil::population::v1;
namespace outreach = ::dukcapil::outreach::v1;

constexpr char kParent[] = "regions/17.02";

using Seconds = std::vector<double>;

template <class Response>
absl::Status Time(cli::Session& session, const google::protobuf::Message& request, Response& response,
                  Seconds& seconds) {
  const absl::Time start = absl::Now();
  ASSIGN_OR_RETURN(response, session.Call<Response>(request));
  seconds.push_back(absl::ToDoubleSeconds(absl::Now() - start));
  return absl::OkStatus();
}

// A day of 2011, when the figures begin, to 2025; far from that of the call before.
absl::CivilDay DateOf(int call) {
  return absl::CivilDay(2011, 1, 1) + (call * 2917) % 5479;
}

absl::StatusOr<nlohmann::json> ReadCoverage(cli::Session& session, int count) {
  Seconds get, list;
  for (int i = 0; i < count; ++i) {
    population::GetCoverageRequest one;
    one.set_name(std::string(kParent) + "/coverage");
    *one.mutable_date() = ToProto(DateOf(i));
    population::Coverage coverage;
    RETURN_IF_ERROR(Time(session, one, coverage, get));
    population::ListCoverageRequest villages;
    villages.set_parent(kParent);
    villages.set_level(population::REGION_LEVEL_VILLAGE);
    *villages.mutable_date() = ToProto(DateOf(i));
    population::ListCoverageResponse page;
    RETURN_IF_ERROR(Time(session, villages, page, list));
  }
  return nlohmann::json{{"get", get}, {"list", list}};
}

absl::StatusOr<nlohmann::json> MakePlans(cli::Session& session, int count) {
  Seconds seconds;
  outreach::Plan plan;
  for (int i = 0; i < count; ++i) {
    outreach::CreatePlanRequest request;
    request.set_parent(kParent);
    request.set_validate_only(true);
    *request.mutable_plan()->mutable_inputs() = samples::Plan();
    RETURN_IF_ERROR(Time(session, request, plan, seconds));
  }
  return nlohmann::json{{"plan", seconds}, {"visits", plan.visits_size()}};
}

absl::StatusOr<nlohmann::json> Measure(const std::string& what) {
  cli::Globals globals;
  globals.gateway = absl::GetFlag(FLAGS_gateway);
  globals.ca = absl::GetFlag(FLAGS_ca);
  globals.token_file = absl::GetFlag(FLAGS_token_file);
  cli::Session session(globals, std::cout, std::cerr);
  const int count = absl::GetFlag(FLAGS_count);
  if (what == "coverage") return ReadCoverage(session, count);
  if (what == "plan") return MakePlans(session, count);
  return absl::InvalidArgumentError("say coverage or plan");
}

}  // namespace
}  // namespace dukcapil::bench

int main(int argc, char** argv) {
  const std::vector<char*> arguments = absl::ParseCommandLine(argc, argv);
  const auto measured = dukcapil::bench::Measure(arguments.size() == 2 ? arguments[1] : "");
  if (!measured.ok()) {
    std::cerr << measured.status() << std::endl;
    return 1;
  }
  std::cout << measured->dump() << std::endl;
}
