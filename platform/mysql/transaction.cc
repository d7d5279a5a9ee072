#include <algorithm>
#include <array>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "platform/mysql/connection.h"
#include "platform/mysql/database.h"
#include "platform/status/status_macros.h"

namespace dukcapil::mysql {
namespace {

// Rows in a statement. Few sizes, so that few statements are prepared.
constexpr std::array<size_t, 3> kChunks = {100, 10, 1};

// `head` `(?, ?), (?, ?)` `tail`.
std::string InsertStatement(absl::string_view head, size_t rows, size_t columns, absl::string_view tail) {
  std::string group = "(";
  for (size_t i = 0; i < columns; ++i) group += i == 0 ? "?" : ", ?";
  group += ")";
  std::string sql = absl::StrCat(head, " ");
  for (size_t i = 0; i < rows; ++i) absl::StrAppend(&sql, i == 0 ? "" : ", ", group);
  if (!tail.empty()) absl::StrAppend(&sql, " ", tail);
  return sql;
}

}  // namespace

absl::StatusOr<Rows> Reader::Query(absl::string_view sql, const std::vector<Param>& params) {
  return connection_.Query(sql, params);
}

absl::StatusOr<std::int64_t> Transaction::Execute(absl::string_view sql, const std::vector<Param>& params) {
  return connection_.Execute(sql, absl::MakeConstSpan(&params, 1));
}

absl::Status Transaction::InsertRows(absl::string_view head, const std::vector<std::vector<Param>>& rows,
                                     absl::string_view tail) {
  absl::Span<const std::vector<Param>> left = rows;
  for (const size_t chunk : kChunks) {
    if (left.size() < chunk) continue;
    const size_t columns = left.front().size();
    const std::string sql = InsertStatement(head, chunk, columns, tail);
    while (left.size() >= chunk) {
      const auto now = left.first(chunk);
      if (!std::all_of(now.begin(), now.end(), [&](const auto& row) { return row.size() == columns; })) {
        std::abort();  // parameters would shift from one row to the next
      }
      RETURN_IF_ERROR(connection_.Execute(sql, now).status());
      left.remove_prefix(chunk);
    }
  }
  return absl::OkStatus();
}

}  // namespace dukcapil::mysql
