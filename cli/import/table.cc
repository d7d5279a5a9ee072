#include "cli/import/table.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/exit_codes.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

constexpr char kSeparators[] = {',', ';', '\t', '|'};
// Titles stand above the heading in some exports.
constexpr int kRowsSearched = 10;
constexpr int kColumnsOfList = 2;

std::string Simplified(absl::string_view heading) {
  std::string simple;
  for (const char c : heading) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c)))
      simple.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
  }
  return simple;
}

// The headings of a field, the one that says it best first.
std::vector<std::string> HeadingsOf(const Field& field) {
  std::vector<std::string> headings(field.headings.begin(), field.headings.end());
  headings.push_back(Simplified(field.name));
  return headings;
}

bool IsHeadedSo(const Field& field, const std::string& simple) {
  const std::vector<std::string> headings = HeadingsOf(field);
  return std::find(headings.begin(), headings.end(), simple) != headings.end();
}

// How many of `fields` the row heads.
std::ptrdiff_t CountHeadings(const Row& row, absl::Span<const Field> fields) {
  return std::count_if(row.begin(), row.end(), [&](const std::string& cell) {
    const std::string simple = Simplified(cell);
    return std::any_of(fields.begin(), fields.end(),
                       [&](const Field& field) { return IsHeadedSo(field, simple); });
  });
}

}  // namespace

absl::string_view Cells::operator[](std::size_t field) const {
  const int column = columns_[field];
  if (column < 0 || static_cast<std::size_t>(column) >= row_.size()) return "";
  absl::string_view text = row_[static_cast<std::size_t>(column)];
  // Spreadsheets and web pages also leave no-break spaces.
  constexpr absl::string_view kNoBreakSpace = "\xC2\xA0";
  for (;;) {
    text = absl::StripAsciiWhitespace(text);
    if (text.substr(0, 2) == kNoBreakSpace) {
      text.remove_prefix(2);
    } else if (text.size() >= 2 && text.substr(text.size() - 2) == kNoBreakSpace) {
      text.remove_suffix(2);
    } else {
      return text;
    }
  }
}

Table::Table(std::string path, absl::Span<const Field> fields, TextForm form)
    : path_(std::move(path)), fields_(fields), form_(std::move(form)) {}

absl::StatusOr<Table> Table::Open(const std::string& path, absl::Span<const Field> fields) {
  ASSIGN_OR_RETURN(TextForm form, ExamineText(path));
  Table table(path, fields, std::move(form));
  RETURN_IF_ERROR(table.FindHeading());
  RETURN_IF_ERROR(table.Match());
  RETURN_IF_ERROR(table.Rewind());
  return table;
}

absl::Status Table::FindHeading() {
  std::ptrdiff_t most = -1;
  for (const char separator : kSeparators) {
    ASSIGN_OR_RETURN(TextReader text, TextReader::Open(path_, form_));
    RowReader reader(std::move(text), separator);
    Row row;
    for (int above = 1; above <= kRowsSearched; ++above) {
      const absl::StatusOr<bool> more = reader.Next(row);
      if (!more.ok() || !*more) break;  // a quote can be open with one separator and not with another
      if (const std::ptrdiff_t found = CountHeadings(row, fields_); found > most) {
        most = found;
        separator_ = separator;
        rows_above_ = above;
        heading_ = row;
      }
    }
  }
  is_list_ =
      heading_.size() > kColumnsOfList && heading_[0] == kNumberHeading && heading_[1] == kReasonHeading;
  if (is_list_) heading_.erase(heading_.begin(), heading_.begin() + kColumnsOfList);
  return absl::OkStatus();
}

absl::Status Table::Match() {
  std::vector<std::string> simple, missing;
  for (const std::string& heading : heading_) simple.push_back(Simplified(heading));
  columns_.assign(fields_.size(), -1);
  std::vector<bool> read(heading_.size());
  for (std::size_t f = 0; f < fields_.size(); ++f) {
    for (const std::string& heading : HeadingsOf(fields_[f])) {
      const auto column = std::find(simple.begin(), simple.end(), heading);
      if (column == simple.end()) continue;
      if (std::find(column + 1, simple.end(), heading) != simple.end()) {
        return UsageError(absl::StrCat(path_, " has two columns ",
                                       heading_[static_cast<std::size_t>(column - simple.begin())],
                                       ": leave one out"));
      }
      columns_[f] = static_cast<int>(column - simple.begin());
      read[static_cast<std::size_t>(columns_[f])] = true;
      break;
    }
    if (columns_[f] < 0 && fields_[f].required) {
      missing.push_back(absl::StrCat(fields_[f].name, " (", absl::StrJoin(fields_[f].headings, ", "), ")"));
    }
  }
  for (std::size_t c = 0; c < heading_.size(); ++c) {
    if (!read[c]) ignored_.push_back(heading_[c]);
  }
  if (missing.empty()) return absl::OkStatus();
  return UsageError(absl::StrCat(path_, " has no column ", absl::StrJoin(missing, " and no column "),
                                 ". Its columns: ", absl::StrJoin(heading_, ", ")));
}

absl::Status Table::Rewind() {
  ASSIGN_OR_RETURN(TextReader text, TextReader::Open(path_, form_));
  reader_ = std::make_unique<RowReader>(std::move(text), separator_);
  Row above;
  for (int i = 0; i < rows_above_; ++i) RETURN_IF_ERROR(reader_->Next(above).status());
  return absl::OkStatus();
}

absl::StatusOr<bool> Table::Next(Row& row) {
  ASSIGN_OR_RETURN(const bool more, reader_->Next(row));
  number_ = absl::StrCat(reader_->number());
  reasons_before_.clear();
  if (!more || !is_list_) return more;
  row.resize(std::max<std::size_t>(row.size(), kColumnsOfList));
  if (!row[0].empty()) number_ = row[0];
  reasons_before_ = row[1];
  row.erase(row.begin(), row.begin() + kColumnsOfList);
  return true;
}

std::string Table::HeadingOf(absl::string_view field) const {
  for (std::size_t f = 0; f < fields_.size(); ++f) {
    if (fields_[f].name == field && columns_[f] >= 0) return heading_[static_cast<std::size_t>(columns_[f])];
  }
  return std::string(field);
}

}  // namespace dukcapil::cli
