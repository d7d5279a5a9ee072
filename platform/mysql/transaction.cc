#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "platform/mysql/backlog.h"
#include "platform/mysql/connection.h"
#include "platform/mysql/database.h"
#include "platform/status/status_macros.h"

namespace dukcapil::mysql {
namespace {

// Rows in a statement. What a group leaves goes into each of its tables by one or two of them; yet the sizes
// are few enough for all to stay prepared.
constexpr std::array<size_t, 20> kChunks = {128, 64, 48, 32, 16, 15, 14, 13, 12, 11,
                                            10,  9,  8,  7,  6,  5,  4,  3,  2,  1};

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
  if (backlog_ != nullptr) RETURN_IF_ERROR(backlog_->BeforeQuery());
  return connection_.Query(sql, params);
}

absl::StatusOr<Rows> Reader::QueryApart(absl::string_view sql, const std::vector<Param>& params) {
  return connection_.Query(sql, params);
}

std::int64_t Reader::Waiting(const std::string& kind, const std::string& key) const {
  return backlog_ == nullptr ? 0 : backlog_->Waiting(kind, key);
}

absl::Span<const std::any* const> Reader::SubjectSlots() const {
  if (backlog_ == nullptr) return {};
  return backlog_->subjects();
}

std::any& Reader::KnownSlot() {
  return backlog_ == nullptr ? known_ : backlog_->known();
}

absl::Status Transaction::BeforeWrite() {
  if (backlog_ != nullptr) return backlog_->BeforeWrite();
  known_.reset();
  return absl::OkStatus();
}

absl::StatusOr<std::int64_t> Transaction::Execute(absl::string_view sql, const std::vector<Param>& params) {
  RETURN_IF_ERROR(BeforeWrite());
  return connection_.Execute(sql, absl::MakeConstSpan(&params, 1));
}

absl::StatusOr<std::int64_t> Transaction::ExecuteApart(absl::string_view sql,
                                                       const std::vector<Param>& params) {
  if (backlog_ != nullptr) RETURN_IF_ERROR(backlog_->BeforeWriteApart());
  return connection_.Execute(sql, absl::MakeConstSpan(&params, 1));
}

absl::Status Transaction::InsertRows(absl::string_view head, const std::vector<std::vector<Param>>& rows,
                                     absl::string_view tail) {
  RETURN_IF_ERROR(BeforeWrite());
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

absl::Status Transaction::InsertLater(absl::string_view head, std::vector<Param> row, const std::string& key,
                                      absl::string_view tail) {
  if (backlog_ != nullptr && backlog_->MayWait(key)) {
    backlog_->Insert(head, std::move(row), tail, key);
    return absl::OkStatus();
  }
  std::vector<std::vector<Param>> rows;
  rows.push_back(std::move(row));
  return InsertRows(head, rows, tail);
}

absl::Status Transaction::AddLater(const std::string& kind, const std::string& key, std::int64_t amount,
                                   const ApplySums& apply) {
  if (backlog_ == nullptr) return apply(*this, {{key, amount}});
  backlog_->Add(kind, key, amount, apply);
  return absl::OkStatus();
}

}  // namespace dukcapil::mysql
