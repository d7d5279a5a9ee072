#include "platform/clock/working_calendar.h"

#include <libfccp/csv.h>

#include "absl/strings/str_cat.h"
#include "platform/status/status_macros.h"

namespace dukcapil {
namespace {

using Reader = io::CSVReader<2, io::trim_chars<' '>, io::double_quote_escape<',', '"'>>;

// Makes the reader inside the try block, since that reads the first bytes.
template <class MakeReader>
absl::StatusOr<absl::btree_map<absl::CivilDay, std::string>> Read(MakeReader make_reader) {
  absl::btree_map<absl::CivilDay, std::string> holidays;
  try {
    Reader reader = make_reader();
    reader.read_header(io::ignore_extra_column, "date", "name");
    std::string date;
    std::string name;
    while (reader.read_row(date, name)) {
      absl::CivilDay day;
      if (!absl::ParseCivilTime(date, &day)) {
        return absl::InvalidArgumentError(
            absl::StrCat("working calendar, line ", reader.get_file_line(), ": not a date"));
      }
      holidays[day] = name;
    }
  } catch (const io::error::can_not_open_file&) {
    return absl::NotFoundError("the working calendar cannot be opened");
  } catch (const io::error::base& error) {
    return absl::InvalidArgumentError(absl::StrCat("working calendar: ", error.what()));
  }
  return holidays;
}

}  // namespace

absl::StatusOr<WorkingCalendar> WorkingCalendar::Load(const std::string& path) {
  ASSIGN_OR_RETURN(auto holidays, Read([&] { return Reader(path); }));
  return WorkingCalendar(std::move(holidays));
}

absl::StatusOr<WorkingCalendar> WorkingCalendar::Parse(absl::string_view csv) {
  ASSIGN_OR_RETURN(auto holidays,
                   Read([&] { return Reader("working calendar", csv.data(), csv.data() + csv.size()); }));
  return WorkingCalendar(std::move(holidays));
}

}  // namespace dukcapil
