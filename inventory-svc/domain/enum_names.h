// Stable UPPER_SNAKE names of domain enums: stored in the database and part of rule ids.
#pragma once

#include <cstddef>
#include <optional>

#include "absl/strings/string_view.h"

namespace dukcapil::inventory {

template <class E>
struct EnumName {
  E value;
  absl::string_view name;
};

// The name of `value`; every value of E must be in `table`.
template <class E, std::size_t N>
constexpr absl::string_view NameIn(const EnumName<E> (&table)[N], E value) {
  for (const EnumName<E>& entry : table) {
    if (entry.value == value) return entry.name;
  }
  return "";
}

// The value of `name`; nothing where unknown.
template <class E, std::size_t N>
constexpr std::optional<E> ParseIn(const EnumName<E> (&table)[N], absl::string_view name) {
  for (const EnumName<E>& entry : table) {
    if (entry.name == name) return entry.value;
  }
  return std::nullopt;
}

}  // namespace dukcapil::inventory
