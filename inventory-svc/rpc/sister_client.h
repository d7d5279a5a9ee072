// The sister services over gRPC.
#pragma once

#include <memory>

#include "inventory-svc/rpc/sisters.h"

namespace grpc {
class Channel;
}  // namespace grpc

namespace dukcapil::inventory {

// Asks over channels of platform/rpc/client.h, as `service:inventory-svc`.
Sisters SistersOver(const std::shared_ptr<grpc::Channel>& population,
                    const std::shared_ptr<grpc::Channel>& outreach);

}  // namespace dukcapil::inventory
