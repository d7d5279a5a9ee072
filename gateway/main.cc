#include <cstdlib>
#include <iostream>

#include "gateway/server.h"
#include "platform/log/log.h"
#include "platform/rpc/server.h"

int main(int argc, char** argv) {
  dukcapil::InitLog("gateway");
  dukcapil::rpc::BlockSignals();
  dukcapil::ParseCommandLine(argc, argv, "The one public door: authenticates, authorizes, forwards, joins.");
  const auto flags = dukcapil::gateway::ReadFlags();
  if (!flags.ok()) {
    std::cerr << flags.status().message() << std::endl;
    return EXIT_FAILURE;
  }
  const absl::Status status = dukcapil::gateway::Run(*flags);
  if (!status.ok()) std::cerr << status.message() << std::endl;
  return status.ok() ? EXIT_SUCCESS : EXIT_FAILURE;
}
