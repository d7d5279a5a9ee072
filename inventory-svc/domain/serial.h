// Serial numbers of blank cards: letters or none, then digits of fixed width, for example `RJL00000001`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/string_view.h"

namespace dukcapil::inventory {

// One serial. `RJL01` and `RJL1` are two serials: the width is part of the identity.
struct Serial {
  std::string prefix;
  int width = 0;
  std::int64_t number = 0;

  bool operator==(const Serial&) const = default;
};

// A run of serials of one prefix and width, both ends included; first <= last.
struct SerialRange {
  std::string prefix;
  int width = 0;
  std::int64_t first = 0;
  std::int64_t last = 0;

  std::int64_t count() const { return last - first + 1; }
  Serial front() const { return {prefix, width, first}; }
  Serial back() const { return {prefix, width, last}; }
  bool SameSeries(const SerialRange& other) const { return prefix == other.prefix && width == other.width; }

  bool operator==(const SerialRange&) const = default;
  // By prefix, width and first number.
  bool operator<(const SerialRange& other) const {
    return std::tie(prefix, width, first, last) <
           std::tie(other.prefix, other.width, other.first, other.last);
  }
};

// At most 24 characters: A–Z (a–z is read as A–Z), then 1 to 18 digits. Nothing where `text` has another
// form.
std::optional<Serial> ParseSerial(absl::string_view text);
std::string FormatSerial(const Serial& serial);

// The run from `first` to `last`; nothing where prefix or width differ or last < first.
std::optional<SerialRange> MakeRange(const Serial& first, const Serial& last);
inline SerialRange RangeOf(const Serial& serial) {
  return {serial.prefix, serial.width, serial.number, serial.number};
}

// How many serials are in `ranges`, which do not overlap.
std::int64_t CountSerials(const std::vector<SerialRange>& ranges);

}  // namespace dukcapil::inventory
