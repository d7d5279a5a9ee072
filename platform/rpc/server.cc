#include "platform/rpc/server.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <thread>

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include "absl/strings/str_cat.h"
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

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const ServerOptions& options,
                                                      const std::vector<grpc::Service*>& services,
                                                      grpc::CallbackGenericService* generic) {
  ASSIGN_OR_RETURN(const std::shared_ptr<grpc::ServerCredentials> credentials, Credentials(options));
  grpc::EnableDefaultHealthCheckService(true);
  // The plugin is for every server built after it: a process is in development or it is not.
  if (options.development) grpc::reflection::InitProtoReflectionServerBuilderPlugin();

  std::unique_ptr<Server> server(new Server());
  server->drain_ = options.drain;
  grpc::ServerBuilder builder;
  builder.AddListeningPort(options.listen, credentials, &server->port_);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.SetMaxReceiveMessageSize(kLargestMessage);
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
  Stop();
}

void Server::SetServing(bool serving) {
  server_->GetHealthCheckService()->SetServingStatus(serving);
}

void Server::WaitForSignal() {
  const sigset_t signals = StopSignals();
  int signal = 0;
  sigwait(&signals, &signal);
  Stop();
}

void Server::Stop() {
  if (server_ == nullptr) return;
  Log(LogLevel::kInfo, "stopping");
  absl::Notification stopped;
  std::thread watchdog([&stopped, limit = drain_ + kWatchdogGrace] {
    if (stopped.WaitForNotificationWithTimeout(limit)) return;
    Log(LogLevel::kError, "the watchdog ends the process: it did not drain in time");
    std::_Exit(EXIT_FAILURE);
  });
  server_->GetHealthCheckService()->Shutdown();
  server_->Shutdown(absl::ToChronoTime(absl::Now() + drain_));
  server_->Wait();
  server_.reset();
  stopped.Notify();
  watchdog.join();
  Log(LogLevel::kInfo, "stopped");
}

void BlockSignals() {
  const sigset_t signals = StopSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace dukcapil::rpc
