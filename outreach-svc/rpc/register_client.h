// The register's stream of changes, over gRPC.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <grpcpp/channel.h>

#include "absl/status/status.h"
#include "outreach-svc/domain/resident.h"
#include "platform/changes/consumer.h"

namespace dukcapil::outreach {

// What is done in the transaction of a consumer.
struct RegisterEffects {
  // Residents changed.
  std::function<absl::Status(mysql::Transaction&, const std::vector<Resident>& residents)> told;
  // The schools of a regency changed.
  std::function<absl::Status(mysql::Transaction&, const std::string& regency)> schools;
  // Residents were listed: what else was told of their regencies may have been missed.
  std::function<absl::Status(mysql::Transaction&, const std::vector<Resident>& residents)> listed;
};

// Follows population-svc over a channel of platform/rpc/client.h, as `service:outreach-svc`, across all
// regencies.
changes::Source RegisterOver(const std::shared_ptr<grpc::Channel>& population,
                             const RegisterEffects& effects);

}  // namespace dukcapil::outreach
