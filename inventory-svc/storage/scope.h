// Regencies that a caller looks across: one, those of a province, or all. Private to storage.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "platform/access/region_scope.h"
#include "platform/mysql/row.h"

namespace dukcapil::inventory {

// Appends the condition that the code in `column` lies in `scope`: a regency, a province or, `-`, all.
inline void AddScope(const std::string& scope, absl::string_view column, std::string& sql,
                     std::vector<mysql::Param>& params) {
  if (scope == "-") {
    absl::StrAppend(&sql, "1 = 1");
    return;
  }
  const bool is_regency = scope.size() > 2 && RegencyOf(scope) == scope;
  absl::StrAppend(&sql, column, is_regency ? " = ?" : " LIKE ?");
  params.emplace_back(is_regency ? scope : scope + ".%");
}

}  // namespace dukcapil::inventory
