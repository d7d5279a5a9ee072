#include "tests/bench/population/peer.h"

#include <string>

#include "absl/flags/flag.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "platform/rpc/caller_metadata.h"
#include "platform/status/status_macros.h"

ABSL_FLAG(std::string, address, "", "host:port of population-svc");
ABSL_FLAG(std::string, ca, "", "PEM file");
ABSL_FLAG(std::string, certificate, "", "PEM file of a peer that population-svc trusts");
ABSL_FLAG(std::string, key, "", "PEM file");

namespace dukcapil::bench {
namespace {

std::string MethodOf(const google::protobuf::Message& request) {
  const std::string name = request.GetDescriptor()->name();
  return "/dukcapil.population.v1.PopulationService/" + std::string(absl::StripSuffix(name, "Request"));
}

std::string Administrator() {
  Caller caller;
  caller.subject = "bench";
  caller.roles = {"administrator"};
  caller.region = "17.02";
  return rpc::SerializeCaller(caller);
}

}  // namespace

absl::StatusOr<Peer> Peer::Open() {
  ASSIGN_OR_RETURN(auto channel,
                   cli::Channel::Open({absl::GetFlag(FLAGS_address), absl::GetFlag(FLAGS_ca),
                                       absl::GetFlag(FLAGS_certificate), absl::GetFlag(FLAGS_key)}));
  return Peer(std::move(channel));
}

absl::Status Peer::Call(const google::protobuf::Message& request, google::protobuf::Message& response) {
  ASSIGN_OR_RETURN(const std::string bytes,
                   channel_->Call(MethodOf(request), request.SerializeAsString(),
                                  {{rpc::kCallerKey, Administrator()}}, absl::Minutes(1)));
  if (!response.ParseFromString(bytes)) return absl::InternalError("the answer cannot be read");
  return absl::OkStatus();
}

samples::LoaderPorts Peer::Ports() {
  return {[this](const google::protobuf::Message& request, google::protobuf::Message& response) {
            return Call(request, response);
          },
          [](absl::Duration pause) { absl::SleepFor(pause); }, [](absl::string_view) {}};
}

}  // namespace dukcapil::bench
