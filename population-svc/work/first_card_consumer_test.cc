#include "population-svc/work/first_card_consumer.h"

#include "population-svc/rpc/population_test.h"

namespace dukcapil::population {
namespace {

class FirstCardConsumer : public PopulationTest {
 protected:
  void Keep(const std::vector<PrintedCard>& cards) {
    Must(app_->store.database().WriteInternal(testing::ReadCall(),
                                              [&](mysql::Transaction& transaction) -> absl::Status {
                                                transaction.NoChange();
                                                return KeepFirstCards(*app_, transaction, cards);
                                              }));
  }
  static PrintedCard CardOf(const std::string& name, absl::CivilDay day) {
    return {"17.02", name.substr(name.rfind('/') + 1), day};
  }
  std::int64_t Told() { return CountRows("SELECT COUNT(*) FROM `change` WHERE kind = 'FIRST_CARD_PRINTED'"); }
};

TEST_F(FirstCardConsumer, APrintedCardCountsFromItsDayOnAndIsTold) {
  const std::string name = ImportOne(Recorded(1, "PRINT_READY_RECORD", absl::CivilDay(2023, 9, 1)));
  const std::string etag = Get(name).etag();
  Keep({CardOf(name, absl::CivilDay(2023, 10, 10))});
  EXPECT_EQ(Get(name).first_card_date().day(), 10);
  EXPECT_NE(Get(name).etag(), etag);
  EXPECT_EQ(CoverageOn(absl::CivilDay(2023, 10, 9)).first_card(), 0);
  EXPECT_EQ(CoverageOn(absl::CivilDay(2023, 10, 10)).first_card(), 1);
  EXPECT_EQ(Verify().difference_count(), 0);
  EXPECT_EQ(Told(), 1);

  Keep({CardOf(name, absl::CivilDay(2023, 10, 10))});  // delivered: told again
  Keep({CardOf(name, absl::CivilDay(2023, 10, 12))});
  EXPECT_EQ(Get(name).first_card_date().day(), 10);
  EXPECT_EQ(CoverageOn(kToday).first_card(), 1);
  EXPECT_EQ(Told(), 1);
}

TEST_F(FirstCardConsumer, AnImportOfTheOldRegisterDoesNotForgetIt) {
  const std::string name = ImportOne(Recorded(1, "PRINT_READY_RECORD", absl::CivilDay(2023, 9, 1)));
  Keep({CardOf(name, absl::CivilDay(2023, 10, 10))});
  v1::ResidentRow row = Recorded(1, "PRINT_READY_RECORD", absl::CivilDay(2023, 9, 1));
  row.set_village_code(kVillage2);
  ImportOne(row);
  EXPECT_EQ(Get(name).first_card_date().day(), 10);
  EXPECT_EQ(CoverageOn(kToday, kVillage2).first_card(), 1);
  EXPECT_EQ(Verify().difference_count(), 0);
}

TEST_F(FirstCardConsumer, ACardOfADoubleCountsForTheResidentKeptAndGoesBackWithIt) {
  const std::string kept = ImportOne(Recorded(1, "PRINT_READY_RECORD", absl::CivilDay(2023, 9, 1)));
  const std::string duplicate = ImportOne(Recorded(2, "PRINT_READY_RECORD", absl::CivilDay(2023, 9, 1)));
  ASSERT_TRUE(Merge(kept, duplicate).ok());
  Keep({CardOf(duplicate, absl::CivilDay(2023, 10, 10))});
  EXPECT_EQ(Get(kept).first_card_date().day(), 10);
  EXPECT_EQ(CoverageOn(kToday).first_card(), 1);
  Keep({CardOf(kept, absl::CivilDay(2023, 10, 12))});
  EXPECT_EQ(Get(kept).first_card_date().day(), 10);
  EXPECT_EQ(Verify().difference_count(), 0);

  ASSERT_TRUE(Unmerge(duplicate).ok());
  EXPECT_EQ(Get(kept).first_card_date().day(), 12);
  EXPECT_EQ(Get(duplicate).first_card_date().day(), 10);
  EXPECT_EQ(CoverageOn(kToday).first_card(), 2);
  EXPECT_EQ(Verify().difference_count(), 0);
}

TEST_F(FirstCardConsumer, TakesManyAtOnceAndPassesOverTheUnknown) {
  const auto imported = Import({Row(1), Row(2), Row(3)});
  Keep({CardOf(imported.results(2).name(), absl::CivilDay(2023, 10, 3)),
        CardOf("regions/17.02/residents/018b2c4e-0000-7000-8000-000000000000", kToday),
        {"17.03", "018b2c4e-0000-7000-8000-000000000001", kToday},
        CardOf(imported.results(0).name(), absl::CivilDay(2023, 10, 2)),
        CardOf(imported.results(0).name(), absl::CivilDay(2023, 10, 1))});
  EXPECT_EQ(Get(imported.results(0).name()).first_card_date().day(), 1);
  EXPECT_FALSE(Get(imported.results(1).name()).has_first_card_date());
  EXPECT_EQ(CoverageOn(kToday).first_card(), 2);
  EXPECT_EQ(Verify().difference_count(), 0);
  EXPECT_EQ(Told(), 1);  // one change for all of them
}

}  // namespace
}  // namespace dukcapil::population
