#include "platform/clock/working_calendar.h"

#include <libfccp/csv.h>

#include "absl/strings/str_cat.h"

namespace dukcapil {

absl::StatusOr<WorkingCalendar> WorkingCalendar::Load(const std::string& path) {
  absl::btree_map<absl::CivilDay, std::string> holidays;
  try {
    io::CSVReader<2, io::trim_chars<' '>, io::double_quote_escape<',', '"'>> reader(path);
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
  return WorkingCalendar(std::move(holidays));
}

}  // namespace dukcapil
