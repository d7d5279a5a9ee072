#include <cstdlib>
#include <iostream>

#include "inventory-svc/server.h"
#include "platform/log/log.h"
#include "platform/rpc/server.h"

int main(int argc, char** argv) {
  dukcapil::InitLog("inventory-svc");
  dukcapil::rpc::BlockSignals();
  dukcapil::ParseCommandLine(argc, argv, "Every blank card accounted for: stock, card requests, forecast.");
  const auto flags = dukcapil::inventory::ReadFlags();
  if (!flags.ok()) {
    std::cerr << flags.status().message() << std::endl;
    return EXIT_FAILURE;
  }
  const absl::Status status = dukcapil::inventory::Run(*flags);
  if (!status.ok()) std::cerr << status.message() << std::endl;
  return status.ok() ? EXIT_SUCCESS : EXIT_FAILURE;
}
