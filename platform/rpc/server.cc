#include "platform/rpc/server.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <thread>

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/impl/server_builder_option.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "platform/log/log.h"
#include "platform/status/status_macros.h"

namespace dukcapil::rpc {
namespace {

constexpr absl::Duration kWatchdogGrace = absl::Seconds(5);
constexpr int kLargestMessage = 4 * 1024 * 1024;

sigset_t StopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

// Whoever waits for the file sees it whole or not at all.
absl::Status WritePort(const std::string& path, int port) {
  const std::string temporary = path + ".new";
  {
    std::ofstream file(temporary);
    file << port << '\n';
    if (!file.flush()) return absl::InvalidArgumentError(absl::StrCat("cannot write ", path));
  }
  if (std::rename(temporary.c_str(), path.c_str()) != 0) {
    return absl::InvalidArgumentError(absl::StrCat("cannot write ", path));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> Credentials(const ServerOptions& options) {
  ASSIGN_OR_RETURN(const TlsContents pem, ReadTlsFiles(options.tls));
  grpc::SslServerCredentialsOptions tls(options.require_client_certificate
                                            ? GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY
                                            : GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE);
  tls.pem_root_certs = pem.ca;
  tls.pem_key_cert_pairs.push_back({pem.key, pem.certificate});
  return grpc::SslServerCredentials(tls);
}

// To link grpc++_reflection is to have reflection in every server of the process (its static initializer sees
// to that), so a server that must not reflect takes the plugin out again.
class WithoutReflection final : public grpc::ServerBuilderOption {
 public:
  void UpdateArguments(grpc::ChannelArguments*) override {}
  void UpdatePlugins(std::vector<std::unique_ptr<grpc::ServerBuilderPlugin>>* plugins) override {
    std::erase_if(*plugins, [](const std::unique_ptr<grpc::ServerBuilderPlugin>& plugin) {
      return dynamic_cast<grpc::reflection::ProtoServerReflectionPlugin*>(plugin.get()) != nullptr;
    });
  }
};

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const ServerOptions& options,
                                                      const std::vector<grpc::Service*>& services,
                                                      grpc::CallbackGenericService* generic) {
  ASSIGN_OR_RETURN(const std::shared_ptr<grpc::ServerCredentials> credentials, Credentials(options));
#ifdef NDEBUG
  // Debian's Abseil looks for cycles at every lock of the process; that is for tests, which are built
  // otherwise.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
#endif
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();

  std::unique_ptr<Server> server(new Server());
  server->drain_ = options.drain;
  grpc::ServerBuilder builder;
  builder.AddListeningPort(options.listen, credentials, &server->port_);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.SetMaxReceiveMessageSize(kLargestMessage);
  if (!options.development) builder.SetOption(std::make_unique<WithoutReflection>());
  for (grpc::Service* service : services) builder.RegisterService(service);
  if (generic != nullptr) builder.RegisterCallbackGenericService(generic);
  server->server_ = builder.BuildAndStart();
  if (server->server_ == nullptr || server->port_ == 0) {
    return absl::UnavailableError(absl::StrCat("cannot listen on ", options.listen));
  }
  server->SetServing(false);
  if (!options.port_file.empty()) RETURN_IF_ERROR(WritePort(options.port_file, server->port_));
  return server;
}

Server::~Server() {
  if (server_ != nullptr) Stop();
}

void Server::SetServing(bool serving) {
  server_->GetHealthCheckService()->SetServingStatus(serving);
}

void Server::SetServing(const std::string& part, bool serving) {
  server_->GetHealthCheckService()->SetServingStatus(part, serving);
}

void Server::WaitForSignal() {
  const sigset_t signals = StopSignals();
  int signal = 0;
  sigwait(&signals, &signal);
  Stop();
}

void Server::Stop() {
  if (stopped_) return;
  stopped_ = true;
  Log(LogLevel::kInfo, "stopping");
  absl::Notification drained;
  std::thread watchdog([&drained, limit = drain_ + kWatchdogGrace] {
    if (drained.WaitForNotificationWithTimeout(limit)) return;
    Log(LogLevel::kError, "the watchdog ends the process: it did not drain in time");
    std::_Exit(EXIT_FAILURE);
  });
  server_->GetHealthCheckService()->Shutdown();
  if (on_stop_ != nullptr) on_stop_();
  server_->Shutdown(absl::ToChronoTime(absl::Now() + drain_));
  server_->Wait();
  drained.Notify();
  watchdog.join();
  Log(LogLevel::kInfo, "stopped");
}

void BlockSignals() {
  const sigset_t signals = StopSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace dukcapil::rpc
