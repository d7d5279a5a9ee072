// One regency's stock at a glance, as the ministry compares it with others.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace dukcapil::inventory {

// Movements and prints of so many days, the last one today, are a month.
inline constexpr int kMonthDays = 30;

struct RegencyName {
  std::string code;
  std::string display_name;
};

// What the register knows of a regency.
struct RegisterFigures {
  std::int64_t unrecorded = 0;
  std::int64_t digital_identities = 0;
};

// What is counted in the regency's own rows, in one look.
struct StockFigures {
  std::int64_t on_hand = 0;
  std::int64_t reserved = 0;
  std::int64_t moved = 0;  // by movements other than those of the next three, ever
  std::int64_t received = 0;
  std::int64_t used = 0;
  std::int64_t spoiled = 0;
  std::int64_t in_transit = 0;
  std::int64_t with_teams = 0;
  std::int64_t received_month = 0;
  std::int64_t used_month = 0;
  std::int64_t spoiled_month = 0;
  std::int64_t printed_month = 0;
  std::int64_t waitlisted = 0;

  bool operator==(const StockFigures&) const = default;
};

struct StockSummary {
  std::string regency;
  std::string display_name;
  StockFigures figures;
  std::optional<RegisterFigures> residents;  // nothing: not asked yet
  std::optional<absl::CivilDay> date;        // of the figures; nothing: not counted yet
  std::optional<absl::Time> as_of;
};

// What is open between a regency and the ministry, at this moment.
struct OpenRequests {
  std::int64_t asked = 0;       // submitted, not decided
  std::int64_t on_the_way = 0;  // approved or shipped, not received
  std::int64_t differing = 0;   // cards, in shipments received of requests that are not closed
};

// Cards wanted a day: those used in a month and those waited for. A regency whose stock has run out uses
// nothing and wants cards all the same.
double DailyUse(const StockFigures& figures);
// Hundredths of days that stock on hand lasts, rounded down: what summaries are ranked by. kLastsForever
// where nothing is wanted.
inline constexpr std::int64_t kLastsForever = 1'000'000'000'000;
std::int64_t CentidaysLeft(const StockFigures& figures);

enum class Discrepancy { kBalance, kUsedNotPrinted, kShipmentDiffers, kFewActivations };
std::vector<Discrepancy> DiscrepanciesOf(const StockSummary& summary, const OpenRequests& open);

}  // namespace dukcapil::inventory
