// Calls the running gateway one call after the other and prints the seconds of each as a JSON line, by
// method: the reference case's plan without keeping it.
#include <iostream>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/time/clock.h"
#include "cli/session.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"
#include "nlohmann/json.hpp"
#include "platform/status/status_macros.h"
#include "samples/office.h"

ABSL_FLAG(std::string, gateway, "", "host:port");
ABSL_FLAG(std::string, ca, "", "PEM file");
ABSL_FLAG(std::string, token_file, "", "file with a token");
ABSL_FLAG(int, count, 200, "calls of each method");

namespace dukcapil::bench {
namespace {

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
  if (what == "plan") return MakePlans(session, count);
  return absl::InvalidArgumentError("say plan");
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
