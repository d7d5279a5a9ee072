// Inventory's stream of changes, over gRPC. Following is not calling:
// docs/adr/0007-following-is-not-calling.md.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "platform/changes/consumer.h"
#include "population-svc/domain/printed_card.h"

namespace grpc {
class Channel;
}  // namespace grpc

namespace dukcapil::population {

// What is done with printed cards in the transaction of a consumer.
using TakePrintedCards =
    std::function<absl::Status(mysql::Transaction&, const std::vector<PrintedCard>& cards)>;

// The first regency with residents after one; empty: there is none.
using NextRegency = std::function<absl::StatusOr<std::string>(const std::string& after)>;

// Follows the cards that inventory-svc prints, for whatever reason, over a channel of platform/rpc/client.h,
// as `service:population-svc`, across all regencies; lists those of `next_regency`. A card is told more than
// once.
changes::Source InventoryOver(const std::shared_ptr<grpc::Channel>& inventory, const TakePrintedCards& keep,
                              NextRegency next_regency);

}  // namespace dukcapil::population
