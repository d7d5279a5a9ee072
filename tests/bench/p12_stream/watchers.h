// Many streams of WatchInventory, and how long after its commit each change was told.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "dukcapil/inventory/v1/inventory_service.grpc.pb.h"

namespace dukcapil::bench {

class Watchers {
 public:
  using Stubs = std::vector<std::unique_ptr<inventory::v1::InventoryService::Stub>>;

  // One stream a parent, spread over `stubs`, which outlive this; waits until each has begun.
  Watchers(const Stubs& stubs, const std::vector<std::string>& parents);
  // Ends the streams.
  ~Watchers();

  // Forgets the times taken so far.
  void Clear();
  // Waits until the streams of `parent` were told `changes` each since Clear. False where `limit` is over.
  bool Await(const std::string& parent, std::size_t changes, absl::Duration limit) const;
  // All times taken since Clear, in milliseconds.
  std::vector<double> Milliseconds() const;

 private:
  class Stream;
  std::vector<std::unique_ptr<Stream>> streams_;
};

}  // namespace dukcapil::bench
