#include <cstdlib>
#include <iostream>

#include "outreach-svc/server.h"
#include "platform/log/log.h"
#include "platform/rpc/server.h"

int main(int argc, char** argv) {
  dukcapil::InitLog("outreach-svc");
  dukcapil::rpc::BlockSignals();
  dukcapil::ParseCommandLine(argc, argv, "Outreach: teams, sites, and the plan of who is where when.");
  const auto flags = dukcapil::outreach::ReadFlags();
  if (!flags.ok()) {
    std::cerr << flags.status().message() << std::endl;
    return EXIT_FAILURE;
  }
  const absl::Status status = dukcapil::outreach::Run(*flags);
  if (!status.ok()) std::cerr << status.message() << std::endl;
  return status.ok() ? EXIT_SUCCESS : EXIT_FAILURE;
}
