#include <cstdlib>
#include <iostream>

#include "platform/log/log.h"
#include "platform/rpc/server.h"
#include "population-svc/server.h"

int main(int argc, char** argv) {
  dukcapil::InitLog("population-svc");
  dukcapil::rpc::BlockSignals();
  dukcapil::ParseCommandLine(argc, argv, "The register: residents, recordings, coverage, schools.");
  const auto flags = dukcapil::population::ReadFlags();
  if (!flags.ok()) {
    std::cerr << flags.status().message() << std::endl;
    return EXIT_FAILURE;
  }
  const absl::Status status = dukcapil::population::Run(*flags);
  if (!status.ok()) std::cerr << status.message() << std::endl;
  return status.ok() ? EXIT_SUCCESS : EXIT_FAILURE;
}
