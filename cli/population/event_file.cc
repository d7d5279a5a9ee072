#include "cli/population/event_file.h"

#include <libfccp/csv.h>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "cli/exit_codes.h"
#include "cli/file.h"
#include "google/protobuf/util/json_util.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::population::v1;

absl::Status BadLine(const std::string& path, unsigned line, absl::string_view what) {
  return UsageError(absl::StrCat(path, ": line ", line, ": ", what));
}

// A row as text.
struct EventRow {
  std::string resident, nik, source, kit, sequence, event_time, raw_code, evidence;
};

absl::Status Convert(const EventRow& row, v1::RecordingEvent& event) {
  event.set_resident(row.resident);
  event.set_nik(row.nik);
  if (row.source == "kit" || row.source.empty()) {
    event.set_source(v1::RECORDING_SOURCE_KIT);
  } else if (row.source == "centre") {
    event.set_source(v1::RECORDING_SOURCE_CENTRE);
  } else if (row.source == "visit") {
    event.set_source(v1::RECORDING_SOURCE_VISIT);
  } else {
    return UsageError("source must be kit, centre or visit");
  }
  event.set_kit(row.kit);
  std::int64_t sequence = 0;
  if (!row.sequence.empty() && !absl::SimpleAtoi(row.sequence, &sequence)) {
    return UsageError("sequence must be a number");
  }
  event.set_sequence(sequence);
  absl::Time time;
  std::string error;
  if (!absl::ParseTime(absl::RFC3339_full, row.event_time, &time, &error)) {
    return UsageError("event_time must be as 2023-10-12T09:30:00+07:00");
  }
  event.mutable_event_time()->set_seconds(absl::ToUnixSeconds(time));
  event.mutable_event_time()->set_nanos(
      static_cast<int>(absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(absl::ToUnixSeconds(time)))));
  event.set_raw_code(row.raw_code);
  event.set_evidence(row.evidence);
  return absl::OkStatus();
}

absl::StatusOr<std::vector<EventLine>> ReadCsv(const std::string& path) {
  std::vector<EventLine> events;
  try {
    io::CSVReader<8, io::trim_chars<' '>, io::double_quote_escape<',', '"'>> reader(path);
    reader.read_header(io::ignore_missing_column, "resident", "nik", "source", "kit", "sequence",
                       "event_time", "raw_code", "evidence");
    if (!reader.has_column("raw_code") || !reader.has_column("event_time")) {
      return BadLine(path, 1, "the heading must name event_time and raw_code");
    }
    EventRow row;
    while (reader.read_row(row.resident, row.nik, row.source, row.kit, row.sequence, row.event_time,
                           row.raw_code, row.evidence)) {
      EventLine line{static_cast<int>(reader.get_file_line()), {}};
      if (const absl::Status status = Convert(row, line.event); !status.ok()) {
        return BadLine(path, reader.get_file_line(), status.message());
      }
      events.push_back(std::move(line));
      row = EventRow();
    }
  } catch (const io::error::can_not_open_file&) {
    return UsageError(absl::StrCat("cannot read ", path));
  } catch (const io::error::base& error) {
    // What the library says of it may hold the text of the row. Errors of the heading have no line.
    const auto* row = dynamic_cast<const io::error::with_file_line*>(&error);
    if (row == nullptr || row->file_line <= 1)
      return BadLine(path, 1, "is no heading of a CSV file of recording events");
    return BadLine(path, static_cast<unsigned>(row->file_line),
                   "is no row of a CSV file of recording events");
  }
  return events;
}

absl::StatusOr<std::vector<EventLine>> ReadJsonLines(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string text, ReadFile(path));
  std::vector<EventLine> events;
  int number = 0;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    if (absl::StripAsciiWhitespace(line).empty()) continue;
    EventLine read{number, {}};
    if (!google::protobuf::util::JsonStringToMessage(std::string(line), &read.event).ok()) {
      return BadLine(path, static_cast<unsigned>(number), "is no RecordingEvent in JSON");
    }
    events.push_back(std::move(read));
  }
  return events;
}

}  // namespace

absl::StatusOr<std::vector<EventLine>> ReadEvents(const std::string& path) {
  return absl::EndsWithIgnoreCase(path, ".csv") ? ReadCsv(path) : ReadJsonLines(path);
}

}  // namespace dukcapil::cli
