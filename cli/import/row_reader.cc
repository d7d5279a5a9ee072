#include "cli/import/row_reader.h"

#include <csv.h>

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "cli/exit_codes.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

// A cell that is longer than any of an office's is what follows a quote that was never closed.
constexpr std::size_t kLargestCell = 1 << 17;
constexpr std::size_t kGrowth = 1 << 12;  // of the room for a cell; libcsv's own step is 128 bytes

absl::Status UnclosedQuote() {
  return UsageError("a cell begins with a quote (\") that is never closed: export the file anew");
}

bool NeedsQuotes(const std::string& cell, char separator) {
  if (cell.empty()) return false;
  return cell.find_first_of("\"\r\n") != std::string::npos || cell.find(separator) != std::string::npos ||
         absl::ascii_isspace(static_cast<unsigned char>(cell.front())) ||
         absl::ascii_isspace(static_cast<unsigned char>(cell.back()));
}

std::string Quoted(const std::string& cell) {
  std::string quoted(csv_write(nullptr, 0, cell.data(), cell.size()), '\0');
  csv_write(quoted.data(), quoted.size(), cell.data(), cell.size());
  return quoted;
}

}  // namespace

RowReader::RowReader(TextReader text, char separator)
    : text_(std::move(text)), parser_(std::make_unique<csv_parser>()) {
  csv_init(parser_.get(), CSV_REPALL_NL);
  csv_set_blk_size(parser_.get(), kGrowth);
  csv_set_delim(parser_.get(), static_cast<unsigned char>(separator));
  // Of what surrounds a cell libcsv would else also take a tab, which may be the separator.
  csv_set_space_func(parser_.get(), [](unsigned char c) { return static_cast<int>(c == ' '); });
}

RowReader::~RowReader() {
  csv_free(parser_.get());
}

void RowReader::EndRow(int end) {
  const bool is_same_end = current_.empty() && end == '\n' && last_end_ == '\r';
  last_end_ = end;
  if (is_same_end) return;
  ++rows_ended_;
  if (!current_.empty()) rows_.push_back({std::exchange(current_, {}), rows_ended_});
}

absl::Status RowReader::Fill() {
  ASSIGN_OR_RETURN(const std::string text, text_.Read());
  const auto cell = [](void* bytes, std::size_t size, void* reader) {
    static_cast<RowReader*>(reader)->current_.emplace_back(static_cast<const char*>(bytes), size);
  };
  const auto row = [](int end, void* reader) { static_cast<RowReader*>(reader)->EndRow(end); };
  if (text.empty()) {
    ended_ = true;
    // A line break ends the last row, unless a quote is open: then that row comes only now.
    constexpr char kLineBreak = '\n';
    csv_parse(parser_.get(), &kLineBreak, 1, cell, row, this);
    const std::size_t whole = rows_.size();
    csv_fini(parser_.get(), cell, row, this);
    return rows_.size() == whole ? absl::OkStatus() : UnclosedQuote();
  }
  if (csv_parse(parser_.get(), text.data(), text.size(), cell, row, this) != text.size() ||
      csv_get_buffer_size(parser_.get()) > kLargestCell) {
    return UnclosedQuote();
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> RowReader::Next(Row& row) {
  for (;;) {
    while (rows_.empty() && !ended_) RETURN_IF_ERROR(Fill());
    if (rows_.empty()) return false;
    row = std::move(rows_.front().cells);
    number_ = rows_.front().number;
    rows_.pop_front();
    // A line of separators alone, as spreadsheets leave them at the end, is blank too.
    for (const std::string& cell : row) {
      if (!cell.empty()) return true;
    }
  }
}

std::string RowText(const Row& cells, char separator) {
  std::string text;
  for (const std::string& cell : cells) {
    if (&cell != &cells.front()) text.push_back(separator);
    text += NeedsQuotes(cell, separator) ? Quoted(cell) : cell;
  }
  return text + "\r\n";
}

}  // namespace dukcapil::cli
