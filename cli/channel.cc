#include "cli/channel.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/security/credentials.h>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "cli/exit_codes.h"
#include "cli/file.h"
#include "platform/rpc/errors.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

constexpr int kMaxMessageBytes = 64 * 1024 * 1024;

std::string Bytes(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Valid() || !buffer.Dump(&slices).ok()) return bytes;
  for (const grpc::Slice& slice : slices)
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  return bytes;
}

}  // namespace

struct Channel::Stub {
  explicit Stub(const std::shared_ptr<grpc::Channel>& channel) : generic(channel) {}
  grpc::GenericStub generic;
};

Channel::Channel(std::unique_ptr<Stub> stub) : stub_(std::move(stub)) {}
Channel::~Channel() = default;

absl::StatusOr<std::unique_ptr<Channel>> Channel::Open(const ChannelOptions& options) {
  if (options.address.empty()) return UsageError("the address is missing: --gateway or DUKCAPIL_GATEWAY");
  if (options.certificate.empty() != options.key.empty()) {
    return UsageError("--certificate and --key go together");
  }
  grpc::SslCredentialsOptions tls;
  if (!options.ca.empty()) {
    ASSIGN_OR_RETURN(tls.pem_root_certs, ReadFile(options.ca));
  }
  if (!options.certificate.empty()) {
    ASSIGN_OR_RETURN(tls.pem_cert_chain, ReadFile(options.certificate));
    ASSIGN_OR_RETURN(tls.pem_private_key, ReadFile(options.key));
  }
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMaxMessageBytes);
  auto channel = grpc::CreateCustomChannel(options.address, grpc::SslCredentials(tls), arguments);
  return std::unique_ptr<Channel>(new Channel(std::make_unique<Stub>(channel)));
}

absl::StatusOr<std::string> Channel::Call(const std::string& method, const std::string& request,
                                          const std::vector<std::pair<std::string, std::string>>& metadata,
                                          absl::Duration timeout) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + timeout));
  for (const auto& [key, value] : metadata) context.AddMetadata(key, value);
  const grpc::Slice slice(request);
  const grpc::ByteBuffer request_bytes(&slice, 1);
  grpc::ByteBuffer response_bytes;
  grpc::Status status;
  absl::Notification done;
  stub_->generic.UnaryCall(&context, method, grpc::StubOptions(), &request_bytes, &response_bytes,
                           [&](grpc::Status answered) {
                             status = std::move(answered);
                             done.Notify();
                           });
  done.WaitForNotification();
  if (!status.ok()) return rpc::FromGrpc(status);
  return Bytes(response_bytes);
}

}  // namespace dukcapil::cli
