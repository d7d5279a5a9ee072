// inventory-svc as a process, and a load of CreateCardApplication over gRPC.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "dukcapil/inventory/v1/inventory_service.grpc.pb.h"
#include "platform/mysql/database.h"
#include "platform/rpc/server.h"
#include "platform/testing/test_certificates.h"

namespace dukcapil::bench {

// Residents are vouched for by a population-svc that answers at once: its own work is not measured here.
class IssueLoad {
 public:
  // Starts inventory-svc with `flags` on `schema`, which has its tables, and opens locations `kantor0`,
  // `kantor1`, … with stock for `calls` requests at each. Crashes where that fails.
  IssueLoad(const mysql::DatabaseOptions& schema, const std::vector<std::string>& flags, int locations,
            int calls);
  ~IssueLoad();

  // Card requests a second: `calls` of new residents by `callers`, each with one call in flight, spread over
  // the first `locations`. A call that fails ends the program.
  double Run(int callers, int locations, int calls);

  pid_t pid() const { return pid_; }

 private:
  void OpenLocation(int location, int cards);

  testing::TestAuthority authority_;
  std::unique_ptr<grpc::Service> population_;
  std::unique_ptr<rpc::Server> population_server_;
  pid_t pid_ = 0;
  std::unique_ptr<inventory::v1::InventoryService::Stub> stub_;
};

}  // namespace dukcapil::bench
