// A gRPC server of ours: mutual TLS, health, graceful stop.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <grpcpp/server.h>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace dukcapil::rpc {

// PEM files of one party.
struct TlsFiles {
  std::string certificate;
  std::string key;
  std::string ca;
};

struct ServerOptions {
  std::string listen = "127.0.0.1:0";  // address:port, 0: the system picks
  TlsFiles tls;
  bool require_client_certificate = true;  // mutual TLS; the gateway's public side asks for none
  bool development = false;                // reflection on
  std::string port_file;                   // the port is written here once serving; empty: nowhere
  absl::Duration drain = absl::Seconds(10);
};

// Also registers grpc.health.v1 (the default service, NOT_SERVING until SetServing). SO_REUSEPORT is off, so
// that a taken port is an error.
class Server {
 public:
  // INVALID_ARGUMENT where a file cannot be read; UNAVAILABLE where the port is taken.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const ServerOptions& options,
                                                       const std::vector<grpc::Service*>& services,
                                                       grpc::CallbackGenericService* generic = nullptr);
  ~Server();

  int port() const { return port_; }
  void SetServing(bool serving);
  // Blocks until SIGTERM or SIGINT, then drains: health off, in-flight calls finish, a watchdog ends the
  // process after `drain` plus five seconds in any case. Signals are blocked in the caller before threads
  // start: see BlockSignals.
  void WaitForSignal();
  // Drains now.
  void Stop();

 private:
  Server() = default;
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
  absl::Duration drain_;
};

// Call first thing in main, before any thread exists, so that only WaitForSignal sees SIGTERM and SIGINT.
void BlockSignals();

// True where the certificate was issued by a generated development authority (O = "dukcapil development").
absl::StatusOr<bool> IsDevelopmentCertificate(const TlsFiles& tls);

}  // namespace dukcapil::rpc
