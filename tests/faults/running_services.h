// The services as real processes on a private MariaDB, asked as the gateway asks them.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "dukcapil/inventory/v1/inventory_service.grpc.pb.h"
#include "dukcapil/outreach/v1/outreach_service.grpc.pb.h"
#include "dukcapil/population/v1/population_service.grpc.pb.h"
#include "platform/mysql/database.h"
#include "platform/testing/test_certificates.h"

namespace dukcapil::testing {

class RunningServices {
 public:
  // Starts population-svc and inventory-svc and waits until they serve. Crashes with their last words where
  // they do not.
  RunningServices();
  ~RunningServices();
  RunningServices(const RunningServices&) = delete;
  RunningServices& operator=(const RunningServices&) = delete;

  // kill -9, and a start on the same database and port.
  void KillInventory();
  void StartInventory();
  void KillPopulation();
  void StartPopulation();
  // outreach-svc runs from its first start on.
  void KillOutreach();
  void StartOutreach();
  // Population neither answers nor ends: a call to it stays under way.
  void StopPopulation();
  void ContinuePopulation();

  // The schemas, to be looked into.
  const mysql::DatabaseOptions& PopulationSchema() const { return population_schema_; }
  const mysql::DatabaseOptions& InventorySchema() const { return inventory_schema_; }
  const mysql::DatabaseOptions& OutreachSchema() const { return outreach_schema_; }

  // Stubs on the present ports; the caller is vouched for by `Clerk()`.
  std::unique_ptr<population::v1::PopulationService::Stub> Population() const;
  std::unique_ptr<inventory::v1::InventoryService::Stub> Inventory() const;
  std::unique_ptr<outreach::v1::OutreachService::Stub> Outreach() const;

 private:
  struct Process {
    pid_t pid = 0;
    int port = 0;
  };
  Process Start(const std::string& program, const std::string& name, const std::vector<std::string>& more);

  TestAuthority authority_;
  rpc::TlsFiles gateway_;
  mysql::DatabaseOptions population_schema_;
  mysql::DatabaseOptions inventory_schema_;
  mysql::DatabaseOptions outreach_schema_;
  std::vector<std::string> population_flags_;
  std::vector<std::string> inventory_flags_;
  std::vector<std::string> outreach_flags_;
  Process population_;
  Process inventory_;
  Process outreach_;
};

// Prepares a call by an administrator of 17.02, with 20 s to answer.
void AsAdministrator(grpc::ClientContext& context);

}  // namespace dukcapil::testing
