// The gateway's own methods.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "dukcapil/gateway/v1/gateway_service.pb.h"
#include "gateway/overview/sister_client.h"
#include "platform/access/call.h"
#include "platform/clock/clock.h"

namespace dukcapil::gateway {

// What the handlers work with.
struct Gateway {
  Clock clock;
  std::unique_ptr<SisterClient> sisters;
};

absl::StatusOr<v1::Overview> GetOverview(Gateway& app, const Call& call,
                                         const v1::GetOverviewRequest& request);

}  // namespace dukcapil::gateway
