// Keyset paging: `a > ? OR (a = ? AND b > ?)`. The row form `(a, b) > (?, ?)` scans on MariaDB and MySQL.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "platform/mysql/row.h"

namespace dukcapil::mysql {

struct KeysetColumn {
  std::string column;  // a constant of the code, never from a caller
  bool descending = false;
};

// The condition that selects what comes after `last` in the order of `columns`, in parentheses, and its
// parameters.
struct KeysetCondition {
  std::string sql;
  std::vector<Param> params;
};
KeysetCondition After(const std::vector<KeysetColumn>& columns, const std::vector<Param>& last);

// `a ASC, b DESC`.
std::string OrderBy(const std::vector<KeysetColumn>& columns);

// Appends to a query that ends in its conditions: what comes after `last` (empty: from the first), in the
// order of `columns`, at most `limit` rows.
void AppendPage(const std::vector<KeysetColumn>& columns, const std::vector<Param>& last, int limit,
                std::string& sql, std::vector<Param>& params);

}  // namespace dukcapil::mysql
