// Handlers on a real private MariaDB, with canned answers of the sister services.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "inventory-svc/rpc/handlers.h"
#include "platform/mysql/database.h"

namespace dukcapil::inventory {

inline constexpr absl::CivilDay kToday(2023, 10, 14);
inline constexpr char kRegency[] = "regions/17.02";
inline constexpr char kOffice[] = "regions/17.02/locations/kantor";
inline constexpr auto kFirst = v1::CARD_APPLICATION_REASON_FIRST_ISSUE;
inline constexpr auto kLost = v1::CARD_APPLICATION_REASON_LOST;
inline constexpr auto kDamaged = v1::CARD_APPLICATION_REASON_DAMAGED;

// One empty schema a test; today is kToday.
class InventoryTest : public ::testing::Test {
 protected:
  InventoryTest();

  // Opens `kantor` with `cards` blanks RJL00000001…; none where 0.
  void OpenOffice(std::int64_t cards);
  // Receives `first`–`last` at `location`.
  absl::StatusOr<v1::Movement> Receive(const std::string& first, const std::string& last,
                                       const std::string& location = kOffice);
  // A fresh resident's name; print-ready, obliged, here, without a card, unless `resident_` was changed.
  std::string NewResident();
  absl::StatusOr<v1::CardApplication> Apply(v1::CardApplicationReason reason, const std::string& resident);
  absl::StatusOr<v1::CardApplication> Apply(v1::CardApplicationReason reason) {
    return Apply(reason, NewResident());
  }
  absl::StatusOr<v1::CardApplication> Print(const std::string& application, const std::string& serial);
  absl::StatusOr<v1::CardApplication> Deliver(const std::string& application);
  absl::StatusOr<v1::CardApplication> Cancel(const std::string& application);
  v1::Location Office();
  // Differences, one line each; empty: proven.
  std::string Proof();
  // Sets the stored stock mode.
  void SetMode(StockLevel level, std::int64_t protected_stock);
  // Changes rows by hand, as somebody with the administrator's password would.
  void Damage(const std::string& sql);

  ResidentFacts resident_;
  CoverageFigures coverage_;
  std::map<absl::CivilDay, double> expected_;
  std::vector<RegencyName> regencies_;
  RegisterFigures register_;
  mysql::DatabaseOptions options_;
  std::unique_ptr<Inventory> app_;
};

// Reason and fields of a refusal, `INVALID_FIELDS: location_id location.kind`.
std::string Refusal(const absl::Status& status);

}  // namespace dukcapil::inventory
