#include "platform/mysql/keyset.h"

#include <cstdlib>

#include "absl/strings/str_cat.h"

namespace dukcapil::mysql {

KeysetCondition After(const std::vector<KeysetColumn>& columns, const std::vector<Param>& last) {
  if (columns.empty() || columns.size() != last.size()) std::abort();
  // From the inside out: `(c > ?)`, then `(b > ? OR (b = ? AND (c > ?)))`, and so on.
  KeysetCondition condition;
  for (size_t i = columns.size(); i-- > 0;) {
    const absl::string_view column = columns[i].column;
    const absl::string_view past = columns[i].descending ? " < ?" : " > ?";
    if (condition.sql.empty()) {
      condition = {absl::StrCat("(", column, past, ")"), {last[i]}};
      continue;
    }
    condition.sql = absl::StrCat("(", column, past, " OR (", column, " = ? AND ", condition.sql, "))");
    condition.params.insert(condition.params.begin(), {last[i], last[i]});
  }
  return condition;
}

std::string OrderBy(const std::vector<KeysetColumn>& columns) {
  std::string order;
  for (const KeysetColumn& column : columns) {
    absl::StrAppend(&order, order.empty() ? "" : ", ", column.column, column.descending ? " DESC" : " ASC");
  }
  return order;
}

void AppendPage(const std::vector<KeysetColumn>& columns, const std::vector<Param>& last, int limit,
                std::string& sql, std::vector<Param>& params) {
  if (!last.empty()) {
    const KeysetCondition condition = After(columns, last);
    absl::StrAppend(&sql, " AND ", condition.sql);
    params.insert(params.end(), condition.params.begin(), condition.params.end());
  }
  absl::StrAppend(&sql, " ORDER BY ", OrderBy(columns), " LIMIT ?");
  params.emplace_back(limit);
}

}  // namespace dukcapil::mysql
