#include "cli/fake_gateway.h"

#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/support/byte_buffer.h>

#include <fstream>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "platform/rpc/errors.h"
#include "platform/rpc/server.h"

namespace dukcapil::cli {
namespace {

std::string Bytes(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  for (const grpc::Slice& slice : slices)
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  return bytes;
}

class Reactor : public grpc::ServerGenericBidiReactor {
 public:
  Reactor(const grpc::GenericCallbackServerContext* context, const FakeGateway::Answer& answer)
      : context_(context), answer_(answer) {
    StartRead(&request_);
  }
  void OnReadDone(bool ok) override {
    if (!ok) return Finish(grpc::Status::CANCELLED);
    const auto& metadata = context_->client_metadata();
    const auto entry = metadata.find("authorization");
    const std::string authorization =
        entry == metadata.end() ? "" : std::string(entry->second.data(), entry->second.size());
    const absl::StatusOr<std::string> answer = answer_(context_->method(), Bytes(request_), authorization);
    if (!answer.ok()) return Finish(rpc::ToGrpc(answer.status()));
    const grpc::Slice slice(*answer);
    response_ = grpc::ByteBuffer(&slice, 1);
    StartWriteAndFinish(&response_, grpc::WriteOptions(), grpc::Status::OK);
  }
  void OnDone() override { delete this; }

 private:
  const grpc::GenericCallbackServerContext* context_;
  const FakeGateway::Answer& answer_;
  grpc::ByteBuffer request_, response_;
};

class Service : public grpc::CallbackGenericService {
 public:
  explicit Service(FakeGateway::Answer answer) : answer_(std::move(answer)) {}
  grpc::ServerGenericBidiReactor* CreateReactor(grpc::GenericCallbackServerContext* context) override {
    return new Reactor(context, answer_);
  }

 private:
  const FakeGateway::Answer answer_;
};

}  // namespace

struct FakeGateway::Server {
  explicit Server(Answer answer) : service(std::move(answer)) {}
  Service service;
  std::unique_ptr<rpc::Server> rpc;
};

FakeGateway::FakeGateway(Answer answer) : server_(std::make_unique<Server>(std::move(answer))) {
  rpc::ServerOptions options;
  options.tls = authority_.Issue("gateway");
  options.require_client_certificate = false;
  ca_ = options.tls.ca;
  token_file_ = absl::StrCat(authority_.directory(), "/token");
  std::ofstream(token_file_) << "a-token\n";
  server_->rpc = rpc::Server::Start(options, {}, &server_->service).value();
  SetServing(true);
}

FakeGateway::~FakeGateway() {
  server_->rpc->Stop();
}

std::string FakeGateway::address() const {
  return absl::StrCat("127.0.0.1:", server_->rpc->port());
}

void FakeGateway::SetServing(bool serving) {
  server_->rpc->SetServing(serving);
}

}  // namespace dukcapil::cli
