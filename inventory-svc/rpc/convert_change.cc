#include "inventory-svc/rpc/convert_change.h"

#include "absl/strings/match.h"
#include "inventory-svc/rpc/convert.h"

namespace dukcapil::inventory {
namespace {

void SetPayload(const mysql::Change& change, v1::WatchInventoryResponse& response) {
  if (change.payload.empty()) return;
  bool read = false;
  if (absl::StrContains(change.resource, "/cardApplications/")) {
    read = response.mutable_card_application()->ParseFromString(change.payload);
  } else if (absl::StrContains(change.resource, "/movements/")) {
    read = response.mutable_movement()->ParseFromString(change.payload);
  } else if (absl::StrContains(change.resource, "/stockRequests/")) {
    read = response.mutable_stock_request()->ParseFromString(change.payload);
  } else if (absl::StrContains(change.resource, "/locations/")) {
    read = response.mutable_location()->ParseFromString(change.payload);
  }
  if (!read) response.clear_payload();
}

}  // namespace

v1::WatchInventoryResponse ToWatchResponse(const changes::Told& told) {
  v1::WatchInventoryResponse response;
  response.set_sequence(told.sequence);
  if (told.change == nullptr) {
    response.mutable_bookmark();
    return response;
  }
  response.set_resource(told.change->change.resource);
  response.set_kind(told.change->change.kind);
  *response.mutable_change_time() = ToProto(told.change->create_time);
  SetPayload(told.change->change, response);
  return response;
}

}  // namespace dukcapil::inventory
