#include "platform/rpc/client.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include "platform/rpc/caller_metadata.h"
#include "platform/rpc/tls_files.h"
#include "platform/status/status_macros.h"

namespace dukcapil::rpc {

absl::StatusOr<std::shared_ptr<grpc::Channel>> ConnectMutualTls(const std::string& address,
                                                                const std::string& service_name,
                                                                const TlsFiles& tls) {
  ASSIGN_OR_RETURN(const TlsContents pem, ReadTlsFiles(tls));
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = pem.ca;
  options.pem_private_key = pem.key;
  options.pem_cert_chain = pem.certificate;
  grpc::ChannelArguments arguments;
  arguments.SetSslTargetNameOverride(service_name);
  // A connection of its own for every channel: gRPC shares them between alike channels otherwise.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  // Back to a service that was away within a second or two.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 200);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 2000);
  return grpc::CreateCustomChannel(address, grpc::SslCredentials(options), arguments);
}

void VouchFor(grpc::ClientContext& context, const Caller& caller) {
  context.AddMetadata(kCallerKey, SerializeCaller(caller));
}

void ActAsService(grpc::ClientContext& context, const Call& call, const std::string& service) {
  VouchFor(context, {"service:" + service, {"service"}, "-"});
  if (!call.trace_id.empty()) context.AddMetadata(kTraceKey, TraceParent(call.trace_id));
  if (call.deadline != absl::InfiniteFuture()) context.set_deadline(absl::ToChronoTime(call.deadline));
}

}  // namespace dukcapil::rpc
