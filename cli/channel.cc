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

// One stream from its call to its end.
class StreamReader final : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  StreamReader(grpc::ClientContext& context, const std::function<bool(const std::string&)>& take)
      : context_(context), take_(take) {}

  void Start(const grpc::ByteBuffer& request) {
    StartWriteLast(&request, grpc::WriteOptions());
    StartRead(&message_);
    StartCall();
  }
  grpc::Status AwaitEnd() {
    done_.WaitForNotification();
    return status_;
  }

  void OnReadDone(bool ok) override {
    if (!ok) return;
    if (take_(Bytes(message_))) return StartRead(&message_);
    context_.TryCancel();
  }
  void OnDone(const grpc::Status& status) override {
    status_ = status;
    done_.Notify();
  }

 private:
  grpc::ClientContext& context_;
  const std::function<bool(const std::string&)>& take_;
  grpc::ByteBuffer message_;
  grpc::Status status_;
  absl::Notification done_;
};

}  // namespace

void Stop::Now() {
  absl::MutexLock lock(&mutex_);
  called_ = true;
  if (end_ != nullptr) end_();
}

bool Stop::called() const {
  absl::MutexLock lock(&mutex_);
  return called_;
}

bool Stop::Wait(absl::Duration time) const {
  absl::MutexLock lock(&mutex_);
  return mutex_.AwaitWithTimeout(absl::Condition(&called_), time);
}

void Stop::Use(std::function<void()> end) {
  absl::MutexLock lock(&mutex_);
  end_ = std::move(end);
  if (called_ && end_ != nullptr) end_();
}

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

absl::Status Channel::Stream(const std::string& method, const std::string& request,
                             const std::vector<std::pair<std::string, std::string>>& metadata,
                             const std::function<bool(const std::string&)>& take, Stop& stop) {
  grpc::ClientContext context;
  for (const auto& [key, value] : metadata) context.AddMetadata(key, value);
  const grpc::Slice slice(request);
  const grpc::ByteBuffer request_bytes(&slice, 1);
  StreamReader reader(context, take);
  stub_->generic.PrepareBidiStreamingCall(&context, method, grpc::StubOptions(), &reader);
  reader.Start(request_bytes);
  stop.Use([&context] { context.TryCancel(); });
  const grpc::Status status = reader.AwaitEnd();
  stop.Use(nullptr);
  return status.ok() ? absl::OkStatus() : rpc::FromGrpc(status);
}

}  // namespace dukcapil::cli
