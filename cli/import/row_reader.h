// Rows of a text table (CSV), one at a time: quotes, and line breaks within them, as RFC 4180 has it.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/import/text_file.h"

struct csv_parser;

namespace dukcapil::cli {

using Row = std::vector<std::string>;

// Not thread-safe.
class RowReader {
 public:
  RowReader(TextReader text, char separator);
  ~RowReader();
  RowReader(const RowReader&) = delete;

  // The next row that is not blank into `row`; false after the last. A usage error where a quote is opened
  // and not closed, or as TextReader.
  absl::StatusOr<bool> Next(Row& row);
  // Of the row given last, from 1, as spreadsheets number it: blank rows count, line breaks in quotes do not.
  std::int64_t number() const { return number_; }
  std::int64_t bytes_read() const { return text_.bytes_read(); }

 private:
  struct NumberedRow {
    Row cells;
    std::int64_t number;
  };

  absl::Status Fill();
  // At `end`, a carriage return or a line feed.
  void EndRow(int end);

  TextReader text_;
  const std::unique_ptr<csv_parser> parser_;
  Row current_;
  std::deque<NumberedRow> rows_;
  std::int64_t rows_ended_ = 0;  // blank ones too
  int last_end_ = 0;
  std::int64_t number_ = 0;
  bool ended_ = false;
};

// `cells` as one line of such a table, with its end.
std::string RowText(const Row& cells, char separator);

}  // namespace dukcapil::cli
