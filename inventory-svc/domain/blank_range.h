// Blanks are kept as runs of serials that never overlap; a movement splits runs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "inventory-svc/domain/serial.h"

namespace dukcapil::inventory {

// Blanks of one lot that are in one account.
struct BlankRange {
  SerialRange serials;
  std::string lot;      // id of the receipt they came with
  std::string account;  // see ledger.h

  bool operator==(const BlankRange&) const = default;
};

// The serials in both; nothing where there are none.
std::optional<SerialRange> Intersection(const SerialRange& a, const SerialRange& b);

// The first serial that is in two of `ranges`; nothing where none is.
std::optional<Serial> FindOverlap(std::vector<SerialRange> ranges);

// The first serial of `part` that no range of `whole` holds; nothing where all are held.
std::optional<Serial> FindUncovered(const SerialRange& part, std::vector<SerialRange> whole);

// The same serials as sorted ranges that neither overlap nor touch.
std::vector<SerialRange> Merge(std::vector<SerialRange> ranges);
// The serials of `ranges` that are not in `without`, and those that are in both; merged.
std::vector<SerialRange> Subtract(std::vector<SerialRange> ranges, std::vector<SerialRange> without);
std::vector<SerialRange> Intersect(std::vector<SerialRange> a, std::vector<SerialRange> b);

// `range` after the serials of `taken` moved to `account`: up to three pieces, in order. What of `taken` lies
// outside `range` is left alone; the pieces hold exactly the serials of `range`.
std::vector<BlankRange> MoveSerials(const BlankRange& range, const SerialRange& taken,
                                    const std::string& account);

}  // namespace dukcapil::inventory
