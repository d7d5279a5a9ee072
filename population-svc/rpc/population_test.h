// Fixture of the handler tests: an App on a real, private MariaDB with the regions of a small regency.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dukcapil/population/v1/population_service.pb.h"
#include "platform/civil_date/civil_date.h"
#include "platform/testing/private_mariadb.h"
#include "platform/testing/test_call.h"
#include "population-svc/rpc/app.h"
#include "population-svc/rpc/handlers.h"

namespace dukcapil::population {

inline constexpr char kParent[] = "regions/17.02";
inline constexpr char kVillage1[] = "17.02.09.2001";
inline constexpr char kVillage2[] = "17.02.09.2002";
inline constexpr char kVillage3[] = "17.02.10.1001";

// `field reason` of every violation that `status` carries.
inline std::vector<std::string> ViolationsOf(const absl::Status& status) {
  std::vector<std::string> list;
  for (const Violation& violation : GetErrorDetail(status).violations) {
    list.push_back(violation.field + " " + violation.reason);
  }
  return list;
}

inline std::vector<std::string> ViolationsOf(const v1::ImportRowResult& result) {
  std::vector<std::string> list;
  for (const auto& violation : result.violations())
    list.push_back(violation.field() + " " + violation.reason());
  return list;
}

class PopulationTest : public ::testing::Test {
 protected:
  static constexpr absl::CivilDay kToday{2023, 10, 14};

  PopulationTest() {
    static const AccessPolicy* const policy =
        new AccessPolicy(*AccessPolicy::Create({v1::GetRegionRequest::descriptor()->file()->service(0)}));
    schema_ = testing::NewSchema();
    app_.reset(new Population{storage::Store(schema_), Clock(kToday), *policy, Aead(Keys(1)),
                              BlindIndex(Keys(2), "resident.nik"), PageTokens(Keys(3))});
    Must(app_->store.Migrate());
    Must(app_->store.WriteInternal(testing::ReadCall(), [](storage::Tx& tx) {
      tx.NoChange();
      using storage::RegionLevel;
      return tx.SaveRegions({{"17", RegionLevel::kProvince, "BENGKULU"},
                             {"17.02", RegionLevel::kRegency, "KABUPATEN REJANG LEBONG"},
                             {"17.02.09", RegionLevel::kDistrict, "Curup"},
                             {"17.02.10", RegionLevel::kDistrict, "Curup Utara"},
                             {kVillage1, RegionLevel::kVillage, "Desa Satu"},
                             {kVillage2, RegionLevel::kVillage, "Desa Dua"},
                             {kVillage3, RegionLevel::kVillage, "Kelurahan Tiga"}});
    }));
  }

  static KeyRing Keys(unsigned char fill) {
    Key key;
    key.fill(fill);
    return KeyRing({{1, key}});
  }
  static void Must(const absl::Status& status) { ASSERT_TRUE(status.ok()) << status; }

  // A row that is in order: a man born on 1 January 1990 in village 1; `serial` tells rows apart.
  static v1::ResidentRow Row(int serial) {
    v1::ResidentRow row;
    row.set_nik("170209010190" + std::to_string(9000 + serial));
    row.set_full_name("Budi (Sintetis)");
    *row.mutable_birth_date() = ToProto(absl::CivilDay(1990, 1, 1));
    row.set_sex(v1::SEX_MALE);
    row.set_village_code(kVillage1);
    return row;
  }
  static v1::ResidentRow Recorded(int serial, const std::string& code, absl::CivilDay day) {
    v1::ResidentRow row = Row(serial);
    row.set_recording_code(code);
    *row.mutable_recording_date() = ToProto(day);
    return row;
  }

  v1::BatchImportResidentsResponse Import(const std::vector<v1::ResidentRow>& rows) {
    v1::BatchImportResidentsRequest request;
    request.set_parent(kParent);
    for (const auto& row : rows) *request.add_rows() = row;
    auto response = BatchImportResidents(*app_, testing::WriteCall(), request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? *response : v1::BatchImportResidentsResponse();
  }
  absl::StatusOr<v1::Resident> Merge(const std::string& kept, const std::string& duplicate) {
    v1::MergeResidentsRequest request;
    request.set_name(kept);
    request.set_double_name(duplicate);
    return MergeResidents(*app_, testing::WriteCall(), request);
  }
  absl::StatusOr<v1::Resident> Unmerge(const std::string& duplicate) {
    v1::UnmergeResidentsRequest request;
    request.set_name(duplicate);
    return UnmergeResidents(*app_, testing::WriteCall(), request);
  }
  // An SMA of kVillage1.
  static v1::SchoolRow School(const std::string& npsn) {
    v1::SchoolRow row;
    row.set_npsn(npsn);
    row.set_display_name("SMA 1 (sintetis)");
    row.set_kind(v1::SCHOOL_KIND_SMA);
    row.set_village_code(kVillage1);
    return row;
  }
  v1::BatchImportSchoolsResponse ImportSchools(const std::vector<v1::SchoolRow>& rows) {
    v1::BatchImportSchoolsRequest request;
    request.set_parent(kParent);
    for (const auto& row : rows) *request.add_rows() = row;
    auto response = BatchImportSchools(*app_, testing::WriteCall(), request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? *response : v1::BatchImportSchoolsResponse();
  }
  // Imports one row that is taken; the resident's name.
  std::string ImportOne(const v1::ResidentRow& row) {
    const auto response = Import({row});
    EXPECT_EQ(response.results_size(), 1);
    EXPECT_NE(response.results(0).outcome(), v1::IMPORT_OUTCOME_REFUSED) << response.ShortDebugString();
    return response.results(0).name();
  }
  v1::Resident Get(const std::string& name) {
    v1::GetResidentRequest request;
    request.set_name(name);
    auto resident = GetResident(*app_, testing::ReadCall(), request);
    EXPECT_TRUE(resident.ok()) << resident.status();
    return resident.ok() ? *resident : v1::Resident();
  }
  v1::Coverage CoverageOn(absl::CivilDay date, const std::string& region = "17.02") {
    v1::GetCoverageRequest request;
    request.set_name("regions/" + region + "/coverage");
    *request.mutable_date() = ToProto(date);
    auto coverage = GetCoverage(*app_, testing::ReadCall(), request);
    EXPECT_TRUE(coverage.ok()) << coverage.status();
    return coverage.ok() ? *coverage : v1::Coverage();
  }
  v1::VerifyCoverageResponse Verify() {
    v1::VerifyCoverageRequest request;
    request.set_parent(kParent);
    auto response = VerifyCoverage(*app_, testing::ReadCall(), request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? *response : v1::VerifyCoverageResponse();
  }
  // Runs a statement by hand, past the service.
  std::int64_t Damage(absl::string_view sql) {
    mysql::Database database(testing::Administrator(schema_));
    std::int64_t changed = 0;
    Must(database.WriteInternal(testing::ReadCall(), [&](mysql::Transaction& transaction) -> absl::Status {
      transaction.NoChange();
      auto result = transaction.Execute(sql);
      changed = result.value_or(0);
      return result.status();
    }));
    return changed;
  }
  // The first column of a statement's rows, as text.
  std::vector<std::string> Lines(absl::string_view sql) {
    mysql::Database database(testing::Administrator(schema_));
    std::vector<std::string> lines;
    Must(database.Read(testing::ReadCall(), [&](mysql::Reader& reader) -> absl::Status {
      auto rows = reader.Query(sql);
      if (!rows.ok()) return rows.status();
      for (const mysql::Row& row : *rows) lines.push_back(row.String(0));
      return absl::OkStatus();
    }));
    return lines;
  }
  std::int64_t CountRows(absl::string_view sql) {
    mysql::Database database(testing::Administrator(schema_));
    std::int64_t count = -1;
    Must(database.Read(testing::ReadCall(), [&](mysql::Reader& reader) -> absl::Status {
      auto rows = reader.Query(sql);
      if (rows.ok()) count = (*rows)[0].Int(0);
      return rows.status();
    }));
    return count;
  }

  mysql::DatabaseOptions schema_;
  std::unique_ptr<Population> app_;
};

}  // namespace dukcapil::population
