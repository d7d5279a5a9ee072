// A gRPC server of ours: mutual TLS, health, graceful stop.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <grpcpp/server.h>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "platform/rpc/tls_files.h"

namespace dukcapil::rpc {

struct ServerOptions {
  std::string listen = "127.0.0.1:0";  // address:port, 0: the system picks
  TlsFiles tls;
  bool require_client_certificate = true;  // mutual TLS; the gateway's public side asks for none
  bool development = false;                // reflection on
  std::string port_file;                   // the port is written here once listening; empty: nowhere
  absl::Duration drain = absl::Seconds(10);
};

// Also registers grpc.health.v1 (the default service, NOT_SERVING until SetServing). SO_REUSEPORT is off, so
// that a taken port is an error.
class Server {
 public:
  // INVALID_ARGUMENT where a file cannot be read; UNAVAILABLE where the port is taken. `services` outlive the
  // server.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const ServerOptions& options,
                                                       const std::vector<grpc::Service*>& services,
                                                       grpc::CallbackGenericService* generic = nullptr);
  ~Server();

  int port() const { return port_; }
  // What health says. Any thread, any time: from Stop on it says NOT_SERVING in any case.
  void SetServing(bool serving);
  // What health says of a part, asked for by its name (`following/population-svc`): trouble that does not
  // keep the service from serving.
  void SetServing(const std::string& part, bool serving);
  // Blocks until SIGTERM or SIGINT (see BlockSignals), then stops.
  void WaitForSignal();
  // `drain` is called first thing in Stop: streams, which do not end by themselves, are to end. Once, before
  // Stop.
  void OnStop(std::function<void()> drain) { on_stop_ = std::move(drain); }
  // Drains: health off, calls in flight finish, those still running after `drain` are cancelled. A watchdog
  // ends the process five seconds after that in any case.
  void Stop();

 private:
  Server() = default;
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
  absl::Duration drain_;
  std::function<void()> on_stop_;
  bool stopped_ = false;
};

// Call first thing in main, before any thread exists, so that only WaitForSignal sees SIGTERM and SIGINT.
void BlockSignals();

}  // namespace dukcapil::rpc
