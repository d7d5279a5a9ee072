// A table as an office exports it, its columns found by what they are headed.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "cli/import/row_reader.h"

namespace dukcapil::cli {

// A column that a kind of table has.
struct Field {
  absl::string_view name;  // as the service calls it, `birth_date`
  // What offices head it, in small letters and digits alone: `tgllhr` is also "Tgl. Lhr" and "TGL_LHR". Of
  // several such columns the one whose heading stands here first is read.
  std::vector<absl::string_view> headings;
  bool required = false;
};

// Of one row, the cells by position in the kind's fields; empty where the table has no such column.
class Cells {
 public:
  Cells(const Row& row, const std::vector<int>& columns) : row_(row), columns_(columns) {}
  // Without blanks around it.
  absl::string_view operator[](std::size_t field) const;

 private:
  const Row& row_;
  const std::vector<int>& columns_;
};

// The first columns of a list of rows that were not imported: which row of the office's table each was, and
// why.
inline constexpr char kNumberHeading[] = "BARIS";
inline constexpr char kReasonHeading[] = "ALASAN";

// Such a list is a table too: its first columns are then no part of heading and rows. Not thread-safe.
class Table {
 public:
  // Finds separator and heading in the first rows. A usage error where a required column is missing (it names
  // those that are there) or one is there twice under the same heading, or as ExamineText.
  static absl::StatusOr<Table> Open(const std::string& path, absl::Span<const Field> fields);

  // Goes back to the first row below the heading.
  absl::Status Rewind();
  // The next row into `row`; false after the last.
  absl::StatusOr<bool> Next(Row& row);
  // Of the row given last, its number in the table of the office (see RowReader), also where this is a list.
  const std::string& number() const { return number_; }
  // Of the row given last, why it was not imported before; empty where this is no list.
  const std::string& reasons_before() const { return reasons_before_; }
  Cells CellsOf(const Row& row) const { return {row, columns_}; }

  // The heading of the column that the service calls `field`; `field` itself where there is none.
  std::string HeadingOf(absl::string_view field) const;
  const TextForm& form() const { return form_; }
  char separator() const { return separator_; }
  const Row& heading() const { return heading_; }
  // Headings of columns that are not read.
  const std::vector<std::string>& ignored() const { return ignored_; }
  std::int64_t bytes_read() const { return reader_->bytes_read(); }

 private:
  Table(std::string path, absl::Span<const Field> fields, TextForm form);
  absl::Status FindHeading();
  absl::Status Match();

  std::string path_;
  absl::Span<const Field> fields_;
  TextForm form_;
  char separator_ = ',';
  int rows_above_ = 0;  // the heading included
  Row heading_;
  bool is_list_ = false;
  std::vector<int> columns_;  // by field; -1: none
  std::vector<std::string> ignored_;
  std::unique_ptr<RowReader> reader_;
  std::string number_;
  std::string reasons_before_;
};

}  // namespace dukcapil::cli
