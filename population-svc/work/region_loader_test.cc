#include "population-svc/work/region_loader.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/testing/private_mariadb.h"
#include "platform/testing/test_call.h"

namespace dukcapil::population {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class RegionLoaderTest : public ::testing::Test {
 protected:
  RegionLoaderTest() : store_(testing::NewSchema()) {
    folder_ = fs::path(::testing::TempDir()) /
              ("regions-" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::create_directories(folder_);
    Write("provinces.csv", "code,name\n17,BENGKULU\n");
    Write("regencies.csv", "code,province_code,name\n17.02,17,KABUPATEN REJANG LEBONG\n");
    Write("districts.csv", "code,regency_code,name\n17.02.09,17.02,Curup\n");
    Write("villages.csv", "code,district_code,name\n17.02.09.2001,17.02.09,Ja\"an\n");
    EXPECT_TRUE(store_.Migrate().ok());
  }
  ~RegionLoaderTest() override { fs::remove_all(folder_); }

  void Write(const std::string& file, const std::string& text) { std::ofstream(folder_ / file) << text; }
  absl::Status Load() { return LoadRegions(store_, Clock(), folder_.string()); }
  std::optional<storage::RegionRow> Find(const std::string& code) {
    return *store_.Read(testing::ReadCall(),
                        [&](storage::Snapshot& snapshot) { return snapshot.FindRegion(code); });
  }

  fs::path folder_;
  storage::Store store_;
};

TEST_F(RegionLoaderTest, LoadsAllLevelsAndLaterEditions) {
  ASSERT_TRUE(Load().ok());
  ASSERT_TRUE(Load().ok());
  EXPECT_EQ(Find("17.02.09.2001")->name, "Ja\"an");
  EXPECT_EQ(Find("17.02")->level, storage::RegionLevel::kRegency);
  Write("districts.csv", "code,regency_code,name\n17.02.09,17.02,Curup Baru\n17.02.10,17.02,Lain\n");
  ASSERT_TRUE(Load().ok());
  EXPECT_EQ(Find("17.02.09")->name, "Curup Baru");
  EXPECT_TRUE(Find("17.02.10").has_value());
}

TEST_F(RegionLoaderTest, NamesTheFileAndTheLine) {
  Write("villages.csv", "code,district_code,name\n17.02.09.2001,17.02.09,Satu\n17.02.09,17.02,Curup\n");
  const absl::Status status = Load();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("villages.csv, line 3"));
  EXPECT_FALSE(Find("17").has_value());
  fs::remove(folder_ / "villages.csv");
  EXPECT_EQ(Load().code(), absl::StatusCode::kNotFound);
  fs::create_directory(folder_ / "villages.csv");
  EXPECT_EQ(Load().code(), absl::StatusCode::kFailedPrecondition);
}

// The edition that the project is built with: the reference regency is whole.
TEST_F(RegionLoaderTest, ReadsTheWholeCountry) {
  const auto regions = ReadRegionFiles("node_modules/idn-area-data/data");
  ASSERT_TRUE(regions.ok()) << regions.status();
  int districts = 0, villages = 0;
  for (const auto& region : *regions) {
    if (region.code.substr(0, 6) != "17.02.") continue;
    ++(region.level == storage::RegionLevel::kDistrict ? districts : villages);
  }
  EXPECT_EQ(districts, 15);
  EXPECT_EQ(villages, 156);
  EXPECT_GT(regions->size(), 90000u);
}

}  // namespace
}  // namespace dukcapil::population
