#include "cli/output.h"

#include <algorithm>
#include <cstdlib>

#include <nlohmann/json.hpp>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/time_util.h"
#include "google/type/date.pb.h"

namespace dukcapil::cli {
namespace {

using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

std::string MessageText(const Message& message) {
  if (const auto* date = dynamic_cast<const google::type::Date*>(&message)) {
    return absl::StrFormat("%04d-%02d-%02d", date->year(), date->month(), date->day());
  }
  if (const auto* time = dynamic_cast<const google::protobuf::Timestamp*>(&message)) {
    return google::protobuf::util::TimeUtil::ToString(*time);
  }
  return message.ShortDebugString();
}

// `RESERVED` of `CARD_APPLICATION_STATE_RESERVED`; nothing of `…_UNSPECIFIED`. The prefix is what the value 0
// has before `UNSPECIFIED`.
std::string EnumText(const EnumValueDescriptor& value) {
  if (value.number() == 0) return "";
  const EnumValueDescriptor* zero = value.type()->FindValueByNumber(0);
  constexpr absl::string_view kUnspecified = "UNSPECIFIED";
  if (zero == nullptr || !absl::EndsWith(zero->name(), kUnspecified)) return value.name();
  const std::size_t prefix = zero->name().size() - kUnspecified.size();
  return absl::StartsWith(value.name(), zero->name().substr(0, prefix)) ? value.name().substr(prefix)
                                                                        : value.name();
}

std::string SingularText(const Message& message, const FieldDescriptor& field) {
  const auto& reflection = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection.GetString(message, &field);
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection.GetBool(message, &field) ? "yes" : "no";
    case FieldDescriptor::CPPTYPE_INT32:
      return absl::StrCat(reflection.GetInt32(message, &field));
    case FieldDescriptor::CPPTYPE_INT64:
      return absl::StrCat(reflection.GetInt64(message, &field));
    case FieldDescriptor::CPPTYPE_UINT32:
      return absl::StrCat(reflection.GetUInt32(message, &field));
    case FieldDescriptor::CPPTYPE_UINT64:
      return absl::StrCat(reflection.GetUInt64(message, &field));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return absl::StrFormat("%.2f", reflection.GetDouble(message, &field));
    case FieldDescriptor::CPPTYPE_FLOAT:
      return absl::StrFormat("%.2f", reflection.GetFloat(message, &field));
    case FieldDescriptor::CPPTYPE_ENUM:
      return EnumText(*reflection.GetEnum(message, &field));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return reflection.HasField(message, &field) ? MessageText(reflection.GetMessage(message, &field)) : "";
  }
  std::abort();
}

std::string RepeatedText(const Message& message, const FieldDescriptor& field) {
  const auto& reflection = *message.GetReflection();
  std::vector<std::string> texts;
  for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
      texts.push_back(EnumText(*reflection.GetRepeatedEnum(message, &field, i)));
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      texts.push_back(reflection.GetRepeatedString(message, &field, i));
    } else {
      return absl::StrCat(reflection.FieldSize(message, &field));
    }
  }
  return absl::StrJoin(texts, " ");
}

void WriteTable(std::ostream& out, const std::vector<std::vector<std::string>>& lines) {
  std::vector<std::size_t> widths(lines.front().size(), 0);
  for (const auto& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], line[i].size());
  }
  for (const auto& line : lines) {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i)
      absl::StrAppendFormat(&text, "%-*s  ", static_cast<int>(widths[i]), line[i]);
    out << text.substr(0, text.find_last_not_of(' ') + 1) << "\n";
  }
}

// RFC 4180.
std::string CsvField(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"");
}

void WriteCsvLine(std::ostream& out, const std::vector<std::string>& line) {
  out << absl::StrJoin(line, ",", [](std::string* to, const std::string& text) { *to += CsvField(text); })
      << "\r\n";
}

// A line of a table whose other lines are not known.
void WriteFixedLine(std::ostream& out, const std::vector<std::string>& line,
                    const std::vector<Column>& columns) {
  std::string text;
  for (std::size_t i = 0; i < line.size(); ++i)
    absl::StrAppendFormat(&text, "%-*s  ", columns[i].width, line[i]);
  out << text.substr(0, text.find_last_not_of(' ') + 1) << "\n";
}

void WriteFlatLine(std::ostream& out, Format format, const std::vector<std::string>& line,
                   const std::vector<Column>& columns) {
  if (format == Format::kCsv) {
    WriteCsvLine(out, line);
  } else {
    WriteFixedLine(out, line, columns);
  }
  out.flush();
}

void WriteJson(std::ostream& out, const Message& message, bool indented) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = indented;
  options.always_print_primitive_fields = true;
  options.preserve_proto_field_names = true;
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(message, &json, options).ok()) std::abort();
  out << json;
}

}  // namespace

std::string IdOf(const std::string& resource) {
  return resource.substr(resource.rfind('/') + 1);
}

std::string FieldText(const Message& message, absl::string_view path) {
  if (path.empty()) return "";
  const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(path, absl::MaxSplits('.', 1));
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(std::string(parts.first));
  if (field == nullptr) std::abort();
  if (!parts.second.empty())
    return FieldText(message.GetReflection()->GetMessage(message, field), parts.second);
  return field->is_repeated() ? RepeatedText(message, *field) : SingularText(message, *field);
}

void Write(std::ostream& out, Format format, const Message& whole, const std::vector<const Message*>& rows,
           const std::vector<Column>& columns) {
  if (format == Format::kJson) return WriteJson(out, whole, /*indented=*/true);
  std::vector<std::vector<std::string>> lines(1);
  for (const Column& column : columns) lines[0].push_back(column.heading);
  for (const Message* row : rows) {
    lines.emplace_back();
    for (const Column& column : columns) lines.back().push_back(FieldText(*row, column.path));
  }
  if (format == Format::kTable) return WriteTable(out, lines);
  for (const auto& line : lines) WriteCsvLine(out, line);
}

void WriteFigures(std::ostream& out, Format format,
                  const std::vector<std::pair<const char*, std::string>>& figures) {
  if (format == Format::kJson) {
    nlohmann::ordered_json object;
    for (const auto& [name, value] : figures) object[name] = value;
    out << object.dump(1) << "\n";
    return;
  }
  std::vector<std::vector<std::string>> lines(2);
  for (const auto& [name, value] : figures) {
    lines[0].push_back(format == Format::kCsv ? name : absl::AsciiStrToUpper(name));
    lines[1].push_back(value);
  }
  if (format == Format::kTable) return WriteTable(out, lines);
  for (const auto& line : lines) WriteCsvLine(out, line);
}

void WriteHeading(std::ostream& out, Format format, const std::vector<Column>& columns) {
  if (format == Format::kJson) return;
  std::vector<std::string> line;
  line.reserve(columns.size());
  for (const Column& column : columns) line.emplace_back(column.heading);
  WriteFlatLine(out, format, line, columns);
}

void WriteLine(std::ostream& out, Format format, const Message& row, const std::vector<Column>& columns) {
  if (format == Format::kJson) {
    WriteJson(out, row, /*indented=*/false);
    out << std::endl;
    return;
  }
  std::vector<std::string> line;
  line.reserve(columns.size());
  for (const Column& column : columns) line.push_back(FieldText(row, column.path));
  WriteFlatLine(out, format, line, columns);
}

}  // namespace dukcapil::cli
