// What the writes of a group read once (mysql::Reader::Known). Private to storage/.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/time/civil_time.h"
#include "inventory-svc/domain/policy.h"
#include "inventory-svc/domain/stock_mode.h"
#include "inventory-svc/storage/rows.h"

namespace dukcapil::inventory {

struct Known {
  using RegencyOnDay = std::pair<std::string, absl::CivilDay>;

  std::map<RegencyOnDay, std::shared_ptr<const IssuancePolicy>> policies;  // in force
  std::map<std::string, std::optional<StockMode>> modes;                   // by regency
  std::map<RegencyOnDay, std::optional<StockLevel>> overrides;
  std::map<std::string, std::map<std::string, std::int64_t>> available;  // by regency and account
  std::map<LocationName, Balance> balances;                              // locked
  // Of residents by regency and id, locked; nothing: no facts are kept.
  std::map<std::pair<std::string, std::string>, std::optional<Applicant>> applicants;
};

}  // namespace dukcapil::inventory
