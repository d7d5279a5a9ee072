// The register's stream of changes, over gRPC.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "inventory-svc/domain/resident_facts.h"
#include "platform/changes/consumer.h"

namespace grpc {
class Channel;
}  // namespace grpc

namespace dukcapil::inventory {

// What is done with residents in the transaction of a consumer. Those of one call are changed together.
using KeepResidents =
    std::function<absl::Status(mysql::Transaction&, const std::vector<KnownResident>& residents)>;

// Follows population-svc over a channel of platform/rpc/client.h, as `service:inventory-svc`, across all
// regencies. `told` are residents of changes, `listed` those of a listing, each as the register has them.
changes::Source RegisterOver(const std::shared_ptr<grpc::Channel>& population, KeepResidents told,
                             KeepResidents listed);

}  // namespace dukcapil::inventory
