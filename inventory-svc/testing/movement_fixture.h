// Movements of every kind, entered as text protos.
#pragma once

#include <atomic>
#include <string>

#include "inventory-svc/testing/inventory_fixture.h"

namespace dukcapil::inventory {

inline constexpr char kPoint[] = "regions/17.02/locations/titik";
inline constexpr char kTeam[] = "regions/17.02/teams/curup-1";

// `{ first: "RJL00000001" last: "RJL00000010" }` for 1 and 10.
std::string Serials(std::int64_t first, std::int64_t last);

// An office and a print point.
class MovementTest : public InventoryTest {
 protected:
  // Opens `titik`, without blanks.
  void OpenPoint();
  v1::Location Point();
  // Enters the movement whose detail is `detail`; the paper gets a number of its own.
  absl::StatusOr<v1::Movement> Enter(const std::string& detail, const std::string& actor = "first");
  absl::StatusOr<v1::Movement> Get(const std::string& name);
  // Confirms as `actor`, with the fields in `fields` besides.
  absl::StatusOr<v1::Movement> Confirm(const std::string& name, const std::string& fields = "",
                                       const std::string& actor = "second");
  absl::StatusOr<v1::Movement> Reverse(const std::string& name);
  // Names of the movements that wait to be confirmed, newest first.
  std::vector<std::string> Unconfirmed();
  // The account a blank is in; empty where it is unknown.
  std::string WhereIs(std::int64_t number);

 private:
  std::string NextDocument() { return "BA-" + std::to_string(++documents_); }

  std::atomic<int> documents_ = 0;
};

}  // namespace dukcapil::inventory
