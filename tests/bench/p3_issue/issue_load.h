// inventory-svc as a process, and a load of CreateCardApplication over gRPC.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "dukcapil/inventory/v1/inventory_service.grpc.pb.h"
#include "platform/mysql/database.h"
#include "platform/rpc/server.h"
#include "platform/testing/test_certificates.h"
#include "tests/bench/p3_issue/pace.h"

namespace dukcapil::bench {

// The register is one whose own work is not measured here: it tells of the residents beforehand, as the real
// one does, and answers at once where it is asked for others.
class IssueLoad {
 public:
  // Starts inventory-svc with `flags` on `schema`, which has its tables, and opens locations `kantor0`,
  // `kantor1`, … with `calls` blanks at each; the first `residents` to ask for a card are those the register
  // told of. Crashes where that fails.
  IssueLoad(const mysql::DatabaseOptions& schema, const std::vector<std::string>& flags, int locations,
            int calls, int residents);
  ~IssueLoad();

  // Card requests: `calls` of new residents by `callers`, each with one call in flight, spread over the first
  // `locations`; none is begun after `longest`. A call that fails ends the program.
  Pace Run(int callers, int locations, int calls, absl::Duration longest = absl::InfiniteDuration());

  // On a connection of its own, as the gateway.
  std::unique_ptr<inventory::v1::InventoryService::Stub> NewStub();

  // Seconds that each call took: as Run, at `location` alone and until `ended` says so.
  std::vector<double> Latencies(int callers, int location, const std::function<bool()>& ended);

  // Receives further blanks at `location`. Crashes where that fails.
  void Receive(int location, int cards);
  // Blanks at `location` that are promised to somebody.
  std::int64_t Reserved(int location);

  pid_t pid() const { return pid_; }

 private:
  void OpenLocation(int location);
  // Until inventory-svc has heard of all.
  void AwaitResidents(const mysql::DatabaseOptions& schema);
  std::string NextResident();

  const std::vector<std::string> residents_;
  std::atomic<std::size_t> asked_ = 0;
  testing::TestAuthority authority_;
  std::unique_ptr<grpc::Service> population_;
  std::unique_ptr<rpc::Server> population_server_;
  pid_t pid_ = 0;
  int receipts_ = 0;
  std::string address_;
  std::unique_ptr<inventory::v1::InventoryService::Stub> stub_;
};

}  // namespace dukcapil::bench
