#include "samples/figures.h"

#include <libfccp/csv.h>

#include <map>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "platform/status/status_macros.h"

namespace dukcapil::samples {

absl::string_view ReportCsv();
absl::string_view DistrictsCsv();

namespace {

template <unsigned columns>
using Reader = io::CSVReader<columns, io::trim_chars<' '>, io::double_quote_escape<',', '"'>>;

// The values by figure.
absl::StatusOr<std::map<std::string, std::string>> ReadFigures(absl::string_view csv) {
  std::map<std::string, std::string> values;
  try {
    Reader<2> reader("report", csv.data(), csv.data() + csv.size());
    reader.read_header(io::ignore_extra_column, "figure", "value");
    std::string figure, value;
    while (reader.read_row(figure, value)) values[figure] = value;
  } catch (const io::error::base& error) {
    return absl::InvalidArgumentError(absl::StrCat("expected figures: ", error.what()));
  }
  return values;
}

absl::Status NoFigure(absl::string_view figure) {
  return absl::InvalidArgumentError(
      absl::StrCat("expected figures: `", figure, "` is missing or no value of its kind"));
}

}  // namespace

absl::StatusOr<ReportFigures> ParseReportFigures(absl::string_view csv) {
  ASSIGN_OR_RETURN(auto values, ReadFigures(csv));
  ReportFigures figures;
  figures.region = values["region"];
  if (figures.region.empty()) return NoFigure("region");
  if (!absl::ParseCivilTime(values["as_of"], &figures.as_of)) return NoFigure("as_of");
  if (!absl::ParseCivilTime(values["deadline"], &figures.deadline)) return NoFigure("deadline");
  for (const auto& [figure, target] : {std::pair{"wajib_ktp", &figures.obliged},
                                       {"not_recorded", &figures.not_recorded},
                                       {"received", &figures.received},
                                       {"used", &figures.used},
                                       {"left", &figures.left}}) {
    if (!absl::SimpleAtoi(values[figure], target)) return NoFigure(figure);
  }
  if (values["mode"] != "rationed" && values["mode"] != "normal") return NoFigure("mode");
  figures.rationed = values["mode"] == "rationed";
  if (!absl::ParseCivilTime(values["stock_lasts_until"], &figures.stock_lasts_until)) {
    return NoFigure("stock_lasts_until");
  }
  return figures;
}

const ReportFigures& ReferenceReport() {
  static const auto& figures = *new ReportFigures(ParseReportFigures(ReportCsv()).value());
  return figures;
}

const std::vector<DistrictFigures>& ReferenceDistricts() {
  static const auto& districts = *[] {
    auto* read = new std::vector<DistrictFigures>;
    const absl::string_view csv = DistrictsCsv();
    Reader<4> reader("districts", csv.data(), csv.data() + csv.size());
    reader.read_header(io::ignore_extra_column, "district", "name", "obliged", "not_recorded");
    DistrictFigures district;
    while (reader.read_row(district.code, district.name, district.obliged, district.not_recorded)) {
      read->push_back(district);
    }
    return read;
  }();
  return districts;
}

}  // namespace dukcapil::samples
