// Days of the week and places as columns.
#pragma once

#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"
#include "outreach-svc/domain/team.h"
#include "platform/mysql/row.h"

namespace dukcapil::outreach::storage {

// Ends a query whose rows are to have one writer.
inline constexpr absl::string_view kLockRows = " FOR UPDATE";

// Bit 0 Monday to bit 6 Sunday.
inline int ToBits(const WorkWeek& week) {
  int bits = 0;
  for (std::size_t day = 0; day < week.days.size(); ++day) bits |= week.days[day] ? 1 << day : 0;
  return bits;
}

inline WorkWeek FromBits(std::int64_t bits) {
  WorkWeek week;
  for (std::size_t day = 0; day < week.days.size(); ++day) week.days[day] = (bits >> day & 1) != 0;
  return week;
}

// Degrees in two columns; nothing where either is NULL.
inline std::optional<Coordinates> ReadCoordinates(const mysql::Row& row, int latitude) {
  if (row.IsNull(latitude) || row.IsNull(latitude + 1)) return std::nullopt;
  return Coordinates{row.Double(latitude), row.Double(latitude + 1)};
}

}  // namespace dukcapil::outreach::storage
