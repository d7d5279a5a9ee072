#include "gateway/server.h"

#include <memory>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "gateway/access/token_cache.h"
#include "gateway/forward/checks.h"
#include "gateway/forward/forwarder.h"
#include "gateway/overview/gateway_service.h"
#include "platform/file/read_whole_file.h"
#include "platform/log/log.h"
#include "platform/rpc/client.h"
#include "platform/status/status_macros.h"

ABSL_FLAG(std::string, population_address, "", "host:port of population-svc");
ABSL_FLAG(std::string, inventory_address, "", "host:port of inventory-svc");
ABSL_FLAG(std::string, outreach_address, "", "host:port of outreach-svc");
ABSL_FLAG(std::string, token_issuer_key, "", "PEM file of the token issuer's public key (P-256)");
ABSL_FLAG(std::string, token_issuer, "", "issuer (`iss`) of accepted tokens");
ABSL_FLAG(std::string, token_audience, "", "audience (`aud`) of accepted tokens");
ABSL_FLAG(int, stream_minutes, 60, "how long a stream lasts at most; 1 to 1440");
ABSL_FLAG(int, stream_untaken_seconds, 30, "a stream whose caller takes nothing for so long ends; 1 to 600");
ABSL_FLAG(int, streams, 1000, "streams open at once; 1 to 100000");
ABSL_FLAG(int, streams_per_caller, 50, "of these, of one subject; 1 to 100000");

namespace dukcapil::gateway {
namespace {

constexpr std::size_t kCachedTokens = 10'000;
constexpr int kCallsInFlight = 1'000;
constexpr int kWaitingOverviews = 200;
constexpr int kConnectionsPerBackend = 2;

using google::protobuf::ServiceDescriptor;

const ServiceDescriptor* ServiceOf(const google::protobuf::Descriptor* request) {
  return request->file()->service(0);
}

using Channels = std::vector<std::shared_ptr<grpc::Channel>>;

absl::StatusOr<Channels> Connect(const std::string& address, const std::string& name,
                                 const rpc::TlsFiles& tls) {
  Channels channels;
  for (int i = 0; i < kConnectionsPerBackend; ++i) {
    ASSIGN_OR_RETURN(auto channel, rpc::ConnectMutualTls(address, name, tls));
    channels.push_back(std::move(channel));
  }
  return channels;
}

StreamLimits ReadStreamLimits(FlagErrors& errors) {
  const int minutes = absl::GetFlag(FLAGS_stream_minutes);
  const int untaken_seconds = absl::GetFlag(FLAGS_stream_untaken_seconds);
  StreamLimits limits;
  limits.total = absl::GetFlag(FLAGS_streams);
  limits.per_caller = absl::GetFlag(FLAGS_streams_per_caller);
  CheckRange("--stream_minutes", minutes, 1, 24 * 60, errors);
  CheckRange("--stream_untaken_seconds", untaken_seconds, 1, 600, errors);
  CheckRange("--streams", limits.total, 1, 100'000, errors);
  CheckRange("--streams_per_caller", limits.per_caller, 1, 100'000, errors);
  limits.longest = absl::Minutes(minutes);
  limits.untaken = absl::Seconds(untaken_seconds);
  return limits;
}

}  // namespace

absl::StatusOr<GatewayFlags> ReadFlags() {
  FlagErrors errors;
  GatewayFlags flags;
  flags.common = ReadServerFlags(errors);
  flags.population_address = absl::GetFlag(FLAGS_population_address);
  flags.inventory_address = absl::GetFlag(FLAGS_inventory_address);
  flags.outreach_address = absl::GetFlag(FLAGS_outreach_address);
  CheckAddress("--population_address", flags.population_address, false, errors);
  CheckAddress("--inventory_address", flags.inventory_address, false, errors);
  CheckAddress("--outreach_address", flags.outreach_address, false, errors);
  const absl::StatusOr<std::string> key = ReadWholeFile(absl::GetFlag(FLAGS_token_issuer_key));
  if (key.ok()) flags.token_issuer_key = *key;
  flags.token_issuer = absl::GetFlag(FLAGS_token_issuer);
  flags.token_audience = absl::GetFlag(FLAGS_token_audience);
  errors.AddStatus("--token_issuer_key",
                   key.ok() ? TokenVerifier::Create(*key, "issuer", "audience").status() : key.status());
  if (flags.token_issuer.empty()) errors.Add("--token_issuer", "is required");
  if (flags.token_audience.empty()) errors.Add("--token_audience", "is required");
  flags.stream_limits = ReadStreamLimits(errors);
  RETURN_IF_ERROR(errors.ToStatus());
  return flags;
}

absl::Status Run(const GatewayFlags& flags) {
  const ServiceDescriptor* population = ServiceOf(population::v1::GetRegionRequest::descriptor());
  const ServiceDescriptor* inventory = ServiceOf(inventory::v1::GetForecastRequest::descriptor());
  const ServiceDescriptor* outreach = ServiceOf(outreach::v1::GetPlanRequest::descriptor());
  ASSIGN_OR_RETURN(const AccessPolicy policy,
                   AccessPolicy::Create(
                       {population, inventory, outreach, ServiceOf(v1::GetOverviewRequest::descriptor())}));
  ASSIGN_OR_RETURN(TokenVerifier verifier,
                   TokenVerifier::Create(flags.token_issuer_key, flags.token_issuer, flags.token_audience));
  TokenCache tokens(std::move(verifier), kCachedTokens);

  const rpc::TlsFiles& tls = flags.common.server.tls;
  ASSIGN_OR_RETURN(const Channels to_population, Connect(flags.population_address, "population-svc", tls));
  ASSIGN_OR_RETURN(const Channels to_inventory, Connect(flags.inventory_address, "inventory-svc", tls));
  ASSIGN_OR_RETURN(const Channels to_outreach, Connect(flags.outreach_address, "outreach-svc", tls));
  Backend population_backend(to_population);
  Backend inventory_backend(to_inventory);
  Backend outreach_backend(to_outreach);
  Routes routes;
  routes.Add(*population, policy, population_backend);
  routes.Add(*inventory, policy, inventory_backend);
  routes.Add(*outreach, policy, outreach_backend);
  Forwarder forwarder(routes, policy, tokens, kCallsInFlight, flags.stream_limits);

  Gateway app{flags.common.clock, NewSisterClient(to_population[0], to_inventory[0], to_outreach[0])};
  rpc::WorkerPool workers(flags.common.workers, kWaitingOverviews);
  rpc::UnaryAdapter adapter(policy, workers, [&tokens](const grpc::CallbackServerContext& context) {
    return AuthenticateByToken(context, tokens);
  });
  GatewayService service(app, adapter);

  rpc::ServerOptions options = flags.common.server;
  options.require_client_certificate = false;
  ASSIGN_OR_RETURN(const std::unique_ptr<rpc::Server> server,
                   rpc::Server::Start(options, {&service}, &forwarder));
  server->OnStop([&forwarder] { forwarder.Drain(); });
  server->SetServing(true);
  Log(LogLevel::kInfo, "serving", {{"port", std::to_string(server->port())}});
  server->WaitForSignal();
  return absl::OkStatus();
}

}  // namespace dukcapil::gateway
