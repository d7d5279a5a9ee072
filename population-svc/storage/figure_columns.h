// The columns of the tables that hold figures, in the order of Figure.
#pragma once

#include <vector>

#include "absl/strings/string_view.h"
#include "platform/mysql/row.h"
#include "population-svc/domain/coverage.h"

namespace dukcapil::population::storage {

inline constexpr absl::string_view kFigureColumns =
    "obliged, covered, print_ready, blocked, first_card, digital_identity, doubtful";

inline constexpr absl::string_view kFigureSums =
    "SUM(obliged), SUM(covered), SUM(print_ready), SUM(blocked), SUM(first_card), SUM(digital_identity), "
    "SUM(doubtful)";

// Ends an INSERT that adds to what is there.
inline constexpr absl::string_view kAddFigures =
    " ON DUPLICATE KEY UPDATE obliged = obliged + VALUES(obliged), covered = covered + VALUES(covered), "
    "print_ready = print_ready + VALUES(print_ready), blocked = blocked + VALUES(blocked), "
    "first_card = first_card + VALUES(first_card), "
    "digital_identity = digital_identity + VALUES(digital_identity), doubtful = doubtful + VALUES(doubtful)";

// From the column `first` on.
inline Figures FiguresFromRow(const mysql::Row& row, int first) {
  Figures figures{};
  for (std::size_t i = 0; i < kFigureCount; ++i) figures[i] = row.Int(first + static_cast<int>(i));
  return figures;
}

// A row to insert: its key, then the figures.
inline std::vector<mysql::Param> WithFigures(std::vector<mysql::Param> key, const Figures& figures) {
  key.insert(key.end(), figures.begin(), figures.end());
  return key;
}

}  // namespace dukcapil::population::storage
