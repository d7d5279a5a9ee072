#include "samples/figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_replace.h"

namespace dukcapil::samples {
namespace {

constexpr absl::string_view kCsv =
    "figure,value,note\nregion,17.03,\nas_of,2023-10-14,\"a, b\"\ndeadline,2024-02-14,\nwajib_ktp,7,\n"
    "not_recorded,3,\nreceived,6,\nused,2,\nleft,4,\nmode,normal,\nstock_lasts_until,2024-01,\n";

TEST(ReportFigures, AreRead) {
  const auto figures = ParseReportFigures(kCsv);
  ASSERT_TRUE(figures.ok()) << figures.status();
  EXPECT_EQ(figures->region, "17.03");
  EXPECT_EQ(figures->as_of, absl::CivilDay(2023, 10, 14));
  EXPECT_EQ(figures->deadline, absl::CivilDay(2024, 2, 14));
  EXPECT_EQ(figures->obliged, 7);
  EXPECT_EQ(figures->not_recorded, 3);
  EXPECT_EQ(figures->received, 6);
  EXPECT_EQ(figures->used, 2);
  EXPECT_EQ(figures->left, 4);
  EXPECT_FALSE(figures->rationed);
  EXPECT_EQ(figures->stock_lasts_until, absl::CivilMonth(2024, 1));
}

TEST(ReportFigures, AreRefusedNamingTheFigure) {
  for (const auto& [line, replacement, figure] :
       {std::tuple{"region,17.03,", "region,,", "region"},
        {"as_of,2023-10-14", "as_of,today", "as_of"},
        {"deadline,2024-02-14", "deadline,2024-02-31", "deadline"},
        {"wajib_ktp,7,\n", "", "wajib_ktp"},
        {"used,2", "used,two", "used"},
        {"mode,normal", "mode,strange", "mode"},
        {"stock_lasts_until,2024-01", "stock_lasts_until,soon", "stock_lasts_until"}}) {
    const auto figures = ParseReportFigures(absl::StrReplaceAll(kCsv, {{line, replacement}}));
    EXPECT_EQ(figures.status().code(), absl::StatusCode::kInvalidArgument) << line;
    EXPECT_THAT(std::string(figures.status().message()), ::testing::HasSubstr(figure));
  }
  EXPECT_EQ(ParseReportFigures("a,b\n1,2\n").status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(ReferenceDistricts, AddUpToTheReport) {
  std::int64_t obliged = 0, not_recorded = 0;
  for (const DistrictFigures& district : ReferenceDistricts()) {
    obliged += district.obliged;
    not_recorded += district.not_recorded;
  }
  EXPECT_EQ(ReferenceDistricts().size(), 15u);
  EXPECT_EQ(obliged, ReferenceReport().obliged);
  EXPECT_EQ(not_recorded, ReferenceReport().not_recorded);
}

TEST(ReferenceDistricts, KeepThePublicFiguresOf2020) {
  using ::testing::AllOf;
  using ::testing::Contains;
  using ::testing::Field;
  for (const auto& [name, not_recorded, obliged] : {std::tuple{"Selupu Rejang", 2226, 25700},
                                                    {"Sindang Beliti Ulu", 1525, 8850},
                                                    {"Curup Tengah", 244, 26035},
                                                    {"Curup", 197, 20700},
                                                    {"Sindang Kelingi", 13, 9650}}) {
    EXPECT_THAT(ReferenceDistricts(),
                Contains(AllOf(Field(&DistrictFigures::name, name), Field(&DistrictFigures::obliged, obliged),
                               Field(&DistrictFigures::not_recorded, not_recorded))));
  }
}

}  // namespace
}  // namespace dukcapil::samples
