// Imports the residents of the reference case into one population-svc, as the gateway would, and prints how
// many rows in how many seconds as a JSON line. Making the rows is not timed.
#include <iostream>
#include <string>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "cli/channel.h"
#include "nlohmann/json.hpp"
#include "platform/rpc/caller_metadata.h"
#include "platform/status/status_macros.h"
#include "samples/register_loader.h"

ABSL_FLAG(std::string, address, "", "host:port of population-svc");
ABSL_FLAG(std::string, ca, "", "PEM file");
ABSL_FLAG(std::string, certificate, "", "PEM file of a peer that population-svc trusts");
ABSL_FLAG(std::string, key, "", "PEM file");
ABSL_FLAG(int, callers, 4, "imports at a time");

namespace dukcapil::bench {
namespace {

std::string MethodOf(const google::protobuf::Message& request) {
  const std::string name = request.GetDescriptor()->name();
  return "/dukcapil.population.v1.PopulationService/" + std::string(absl::StripSuffix(name, "Request"));
}

absl::Status Import(cli::Channel& channel, int callers) {
  Caller caller;
  caller.subject = "bench";
  caller.roles = {"administrator"};
  caller.region = "17.02";
  const samples::LoaderPorts ports = {
      [&](const google::protobuf::Message& request, google::protobuf::Message& response) -> absl::Status {
        ASSIGN_OR_RETURN(const std::string bytes,
                         channel.Call(MethodOf(request), request.SerializeAsString(),
                                      {{rpc::kCallerKey, rpc::SerializeCaller(caller)}}, absl::Minutes(1)));
        return response.ParseFromString(bytes) ? absl::OkStatus()
                                               : absl::InternalError("the answer cannot be read");
      },
      [](absl::Duration pause) { absl::SleepFor(pause); }, [](absl::string_view) {}};
  samples::Loading loading(ports);
  ASSIGN_OR_RETURN(const samples::Sample sample, samples::FetchSample(loading));
  RETURN_IF_ERROR(samples::LoadSchools(loading, sample));
  const absl::Time start = absl::Now();
  RETURN_IF_ERROR(samples::LoadResidents(loading, sample, callers).status());
  const double seconds = absl::ToDoubleSeconds(absl::Now() - start);
  std::cout << nlohmann::json{{"rows", sample.residents.size()}, {"seconds", seconds}}.dump() << std::endl;
  return absl::OkStatus();
}

absl::Status Main() {
  ASSIGN_OR_RETURN(const auto channel,
                   cli::Channel::Open({absl::GetFlag(FLAGS_address), absl::GetFlag(FLAGS_ca),
                                       absl::GetFlag(FLAGS_certificate), absl::GetFlag(FLAGS_key)}));
  return Import(*channel, absl::GetFlag(FLAGS_callers));
}

}  // namespace
}  // namespace dukcapil::bench

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  if (const absl::Status status = dukcapil::bench::Main(); !status.ok()) {
    std::cerr << status << std::endl;
    return 1;
  }
}
