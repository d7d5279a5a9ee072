// Keeps every regency's stock at a glance, for the ministry.
#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "inventory-svc/rpc/app.h"

namespace dukcapil::inventory {

// One of the service's instances looks at a time, by a lease.
class SummaryWorker {
 public:
  SummaryWorker(Inventory& app, std::string holder) : app_(app), holder_(std::move(holder)) {}

  // One look: once a day the regencies of the country are taken over from the register; then those whose
  // summary is oldest are counted again, a few: after five minutes, after an hour where there is no stock.
  // The register's part is kept from before where it does not answer at once. The first error met, after
  // having tried all.
  absl::Status Look();

 private:
  absl::Status ListRegencies();
  absl::Status Refresh(const std::string& regency);

  Inventory& app_;
  const std::string holder_;
  std::optional<absl::Time> listed_;
};

}  // namespace dukcapil::inventory
