#include "cli/exit_codes.h"
#include "cli/nouns.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

// grpc.health.v1.HealthCheckResponse{status: SERVING}: field 1, varint 1.
constexpr char kServing[] = "\x08\x01";
// HealthCheckRequest{service: part}: field 1, length-delimited; a name is shorter than 128 bytes.
std::string CheckOf(const std::string& part) {
  if (part.empty()) return "";
  return std::string("\x0a") + static_cast<char>(part.size()) + part;
}
constexpr std::size_t kLongestPart = 100;
constexpr char kCheck[] = "/grpc.health.v1.Health/Check";

}  // namespace

void AddHealth(CommandLine& line) {
  auto options = std::make_shared<ChannelOptions>();
  auto answers = std::make_shared<bool>(false);
  auto part = std::make_shared<std::string>();
  CLI::App* verb = AddVerb(
      line, &line.app, "health", "Is a service or the gateway serving? 4 where it is not",
      "health --address 127.0.0.1:7001 --ca ca.pem --certificate me.pem --key me.key",
      [options, answers, part](Session& session) -> absl::StatusOr<int> {
        options->ca = session.globals().ca;
        if (options->address.empty()) options->address = session.globals().gateway;
        ASSIGN_OR_RETURN(const auto channel, Channel::Open(*options));
        ASSIGN_OR_RETURN(
            const std::string answer,
            channel->Call(kCheck, CheckOf(*part), {}, absl::Seconds(session.globals().timeout_seconds)));
        const bool is_serving = answer == kServing;
        session.out() << (is_serving ? "SERVING" : "NOT_SERVING") << "\n";
        return is_serving || *answers ? kOk : kUnreachable;
      });
  verb->add_flag("--answers", *answers, "0 also where it answers NOT_SERVING: it is alive");
  CLI::Option* only = verb->add_option(
      "--part", *part,
      "of a part of the service at --address: `following/population-svc` stops at a change not understood");
  only->check(CLI::Validator(
      [](const std::string& name) {
        return name.size() > kLongestPart ? "must be at most 100 characters" : "";
      },
      "NAME"));
  only->needs(verb->add_option("--address", options->address, "host:port; the gateway unless given"));
  verb->add_option("--certificate", options->certificate, "PEM file, where the peer asks for one");
  verb->add_option("--key", options->key, "PEM file of its private key");
}

}  // namespace dukcapil::cli
