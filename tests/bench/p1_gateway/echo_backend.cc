// A population-svc that answers GetRegion at once: what is left to measure is the way to it.
#include <iostream>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "dukcapil/population/v1/population_service.grpc.pb.h"
#include "platform/log/log.h"
#include "platform/rpc/server.h"

ABSL_FLAG(std::string, certificate, "", "PEM file");
ABSL_FLAG(std::string, key, "", "PEM file");
ABSL_FLAG(std::string, ca, "", "PEM file");
ABSL_FLAG(std::string, port_file, "", "file that gets the port");

namespace {

class Echo : public dukcapil::population::v1::PopulationService::CallbackService {
  grpc::ServerUnaryReactor* GetRegion(grpc::CallbackServerContext* context,
                                      const dukcapil::population::v1::GetRegionRequest* request,
                                      dukcapil::population::v1::Region* response) override {
    response->set_name(request->name());
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
};

}  // namespace

int main(int argc, char** argv) {
  dukcapil::InitLog("echo");
  dukcapil::rpc::BlockSignals();
  absl::ParseCommandLine(argc, argv);
  Echo echo;
  dukcapil::rpc::ServerOptions options;
  options.tls = {absl::GetFlag(FLAGS_certificate), absl::GetFlag(FLAGS_key), absl::GetFlag(FLAGS_ca)};
  options.port_file = absl::GetFlag(FLAGS_port_file);
  const auto server = dukcapil::rpc::Server::Start(options, {&echo});
  if (!server.ok()) {
    std::cerr << server.status().message() << std::endl;
    return 1;
  }
  (*server)->SetServing(true);
  (*server)->WaitForSignal();
  return 0;
}
