// Asks the three services for everything an overview needs, all at once.
#pragma once

#include <memory>

#include <grpcpp/channel.h>

#include "absl/status/statusor.h"
#include "dukcapil/gateway/v1/gateway_service.pb.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "platform/access/call.h"

namespace dukcapil::gateway {

// The answer of each, or why there is none.
struct SisterAnswers {
  absl::StatusOr<population::v1::Region> region;
  absl::StatusOr<population::v1::Coverage> today;
  absl::StatusOr<population::v1::Coverage> at_deadline;
  absl::StatusOr<population::v1::ListCoverageResponse> districts;  // at the deadline
  absl::StatusOr<inventory::v1::ListLocationsResponse> locations;
  absl::StatusOr<inventory::v1::StockMode> mode;
  absl::StatusOr<inventory::v1::Forecast> forecast;
  absl::StatusOr<outreach::v1::Progress> progress;
};

// What to ask.
struct OverviewQuestion {
  std::string region;  // code
  google::type::Date date;
  google::type::Date deadline;
};

class SisterClient {
 public:
  virtual ~SisterClient() = default;
  // In the name of call.caller, until call.deadline. Never fails as a whole.
  virtual SisterAnswers Ask(const Call& call, const OverviewQuestion& question) = 0;
};

// Over gRPC.
std::unique_ptr<SisterClient> NewSisterClient(const std::shared_ptr<grpc::Channel>& population,
                                              const std::shared_ptr<grpc::Channel>& inventory,
                                              const std::shared_ptr<grpc::Channel>& outreach);

}  // namespace dukcapil::gateway
