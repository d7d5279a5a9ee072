// Protobuf messages as a table, CSV or JSON, by reflection.
#pragma once

#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace dukcapil::cli {

enum class Format { kTable, kJson, kCsv, kHtml };  // kHtml: only of verbs that offer a page

// A column: its heading, and the field of the row as a dotted path (`region.display_name`).
struct Column {
  const char* heading;
  const char* path;  // empty: empty cells, of what was not asked for
  int width = 0;     // of a table that is written line by line
};

// `tim-1` of `regions/17.02/teams/tim-1`.
std::string IdOf(const std::string& resource);

// The field at `path`: dates and times in ISO form, enum values without their prefix, the elements of a
// repeated field joined by a space; empty where it or `path` is empty. Crashes where there is no such field.
std::string FieldText(const google::protobuf::Message& message, absl::string_view path);

// Writes `rows`: for JSON `whole` with the proto's own field names.
void Write(std::ostream& out, Format format, const google::protobuf::Message& whole,
           const std::vector<const google::protobuf::Message*>& rows, const std::vector<Column>& columns);

// One row of figures that are no message, by name.
void WriteFigures(std::ostream& out, Format format,
                  const std::vector<std::pair<const char*, std::string>>& figures);

// The same for what comes one after another: the heading (none in JSON), then each row at once and as one
// line.
void WriteHeading(std::ostream& out, Format format, const std::vector<Column>& columns);
void WriteLine(std::ostream& out, Format format, const google::protobuf::Message& row,
               const std::vector<Column>& columns);

}  // namespace dukcapil::cli
