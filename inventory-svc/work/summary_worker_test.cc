#include "inventory-svc/work/summary_worker.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "inventory-svc/testing/inventory_fixture.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {
namespace {

class Summaries : public InventoryTest {
 protected:
  void SetUp() override {
    regencies_ = {
        {"17.02", "Kabupaten Rejang Lebong"}, {"17.03", "Kabupaten Bengkulu Utara"}, {"18.01", "X"}};
    register_ = {13872, 900};
  }
  absl::Status Look() { return worker_.Look(); }
  v1::ListStockSummariesResponse List(const std::string& fields) {
    v1::ListStockSummariesRequest request;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(fields, &request));
    const auto listed = ListStockSummaries(*app_, testing::ReadCall("ListStockSummaries"), request);
    EXPECT_TRUE(listed.ok()) << listed.status();
    return listed.value_or(v1::ListStockSummariesResponse());
  }
  v1::StockSummary Only(const std::string& region) {
    const auto listed = List(absl::StrCat("parent: \"regions/", region, "\""));
    EXPECT_EQ(listed.stock_summaries_size(), 1);
    return listed.stock_summaries_size() == 1 ? listed.stock_summaries(0) : v1::StockSummary();
  }
  // A submitted request of `regency`.
  std::string Asked(const std::string& regency, std::int64_t quantity) {
    v1::CreateStockRequestRequest create;
    create.set_parent("regions/" + regency);
    create.mutable_stock_request()->set_quantity(quantity);
    create.mutable_stock_request()->set_justification("j");
    const auto draft = CreateStockRequest(*app_, testing::WriteCall(), create);
    EXPECT_TRUE(draft.ok()) << draft.status();
    v1::SubmitStockRequestRequest submit;
    submit.set_name(draft->name());
    EXPECT_TRUE(SubmitStockRequest(*app_, testing::WriteCall(), submit).ok());
    return draft->name();
  }
  void Approve(const std::string& name, std::int64_t quantity) {
    v1::BatchDecideStockRequestsRequest decide;
    decide.set_parent("regions/-");
    decide.add_decisions()->set_name(name);
    decide.mutable_decisions(0)->set_approved_quantity(quantity);
    const auto decided = BatchDecideStockRequests(*app_, testing::WriteCall(), decide);
    EXPECT_TRUE(decided.ok() && decided->results(0).refusal().empty()) << decided.status();
  }
  absl::StatusOr<v1::SuggestAllocationResponse> Suggest(const std::string& fields) {
    v1::SuggestAllocationRequest request;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(fields, &request));
    return SuggestAllocation(*app_, testing::ReadCall("SuggestAllocation"), request);
  }
  // Prints first cards on the blanks 1 to `count` of the office.
  void PrintCards(int count) {
    for (int i = 1; i <= count; ++i) {
      const auto application = Apply(v1::CARD_APPLICATION_REASON_FIRST_ISSUE);
      ASSERT_TRUE(application.ok()) << application.status();
      ASSERT_TRUE(Print(application->name(), FormatSerial({"RJL", 8, i})).ok());
    }
  }

  SummaryWorker worker_{*app_, "one"};
};

TEST_F(Summaries, CountEveryRegencyOfTheCountryAndRankThem) {
  OpenOffice(10);
  PrintCards(3);
  ASSERT_TRUE(Apply(v1::CARD_APPLICATION_REASON_LOST).ok());
  ASSERT_TRUE(Look().ok());
  const auto all = List("parent: \"regions/-\"");
  ASSERT_EQ(all.stock_summaries_size(), 3);
  const v1::StockSummary& first = all.stock_summaries(0);
  EXPECT_EQ(first.name(), "regions/17.02/stockSummary");
  EXPECT_EQ(first.display_name(), "Kabupaten Rejang Lebong");
  EXPECT_EQ(first.on_hand(), 7);
  EXPECT_EQ(first.reserved(), 1);
  EXPECT_EQ(first.received_total(), 10);
  EXPECT_EQ(first.received_month(), 10);
  EXPECT_EQ(first.used_total(), 3);
  EXPECT_EQ(first.used_month(), 3);
  EXPECT_EQ(first.printed_month(), 3);
  EXPECT_EQ(first.print_debt(), 1);
  EXPECT_EQ(first.unrecorded(), 13872);
  EXPECT_DOUBLE_EQ(first.activations_per_blank(), 90);
  EXPECT_DOUBLE_EQ(first.daily_use(), 0.1);
  EXPECT_DOUBLE_EQ(first.days_left(), 70);
  EXPECT_EQ(first.discrepancies_size(), 0);
  EXPECT_FALSE(all.stock_summaries(1).has_days_left());
  EXPECT_TRUE(all.stock_summaries(1).has_as_of_time());

  EXPECT_EQ(List("parent: \"regions/17\"").stock_summaries_size(), 2);
  auto page = List("parent: \"regions/-\" page_size: 2");
  EXPECT_EQ(page.stock_summaries(1).name(), "regions/17.03/stockSummary");
  page =
      List(absl::StrCat("parent: \"regions/-\" page_size: 2 page_token: \"", page.next_page_token(), "\""));
  ASSERT_EQ(page.stock_summaries_size(), 1);
  EXPECT_EQ(page.stock_summaries(0).name(), "regions/18.01/stockSummary");
  EXPECT_EQ(page.next_page_token(), "");
}

TEST_F(Summaries, AreCountedAgainByAgeStalestFirst) {
  OpenOffice(10);
  ASSERT_TRUE(Look().ok());
  const auto as_of = [&](const std::string& region) { return Only(region).as_of_time().ShortDebugString(); };
  const std::string before = as_of("17.02");
  ASSERT_TRUE(Look().ok());
  EXPECT_EQ(as_of("17.02"), before);  // fresh
  Damage("UPDATE regency_stock_summary SET as_of = as_of - INTERVAL 6 MINUTE");
  const std::string aged = as_of("17.03");
  ASSERT_TRUE(Look().ok());
  EXPECT_NE(as_of("17.02"), before);
  EXPECT_EQ(as_of("17.03"), aged);  // no stock: every hour
  Damage("UPDATE regency_stock_summary SET as_of = as_of - INTERVAL 61 MINUTE WHERE regency = '17.03'");
  const auto stalest = app_->store.Read(testing::ReadCall(), [&](Snapshot& snapshot) {
    const absl::Time now = app_->clock.Now();
    return snapshot.StalestSummaries(now - absl::Minutes(5), now - absl::Hours(1), 2);
  });
  ASSERT_TRUE(stalest.ok()) << stalest.status();
  EXPECT_THAT(*stalest, ::testing::ElementsAre("17.03"));
  // Another instance waits for the lease.
  const std::string stale = as_of("17.03");
  ASSERT_TRUE(SummaryWorker(*app_, "two").Look().ok());
  EXPECT_EQ(as_of("17.03"), stale);
  ASSERT_TRUE(Look().ok());
  EXPECT_NE(as_of("17.03"), stale);
}

TEST_F(Summaries, KeepTheRegistersPartWhileItIsAway) {
  OpenOffice(10);
  ASSERT_TRUE(Look().ok());
  app_->sisters.get_register_figures = [](const Call&, const std::string&,
                                          absl::CivilDay) -> absl::StatusOr<RegisterFigures> {
    return absl::UnavailableError("away");
  };
  PrintCards(1);
  Damage("UPDATE regency_stock_summary SET as_of = as_of - INTERVAL 6 MINUTE");
  EXPECT_EQ(Look().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(Only("17.02").used_total(), 1);
  EXPECT_EQ(Only("17.02").unrecorded(), 13872);
}

TEST_F(Summaries, SayWhatDoesNotAddUp) {
  OpenOffice(10);
  register_ = {0, 4};
  PrintCards(2);
  Damage("UPDATE card_application SET print_date = '2023-01-01' LIMIT 1");
  Damage("UPDATE stock_balance SET received = received + 1");
  ASSERT_TRUE(Look().ok());
  const v1::StockSummary summary = Only("17.02");
  EXPECT_THAT(summary.discrepancies(),
              ::testing::ElementsAre(v1::STOCK_DISCREPANCY_BALANCE, v1::STOCK_DISCREPANCY_USED_NOT_PRINTED,
                                     v1::STOCK_DISCREPANCY_FEW_ACTIVATIONS));
}

TEST_F(Summaries, FeedTheSplitWithWhatIsOnTheWayNow) {
  OpenOffice(10);
  PrintCards(3);
  ASSERT_TRUE(Look().ok());
  Asked("17.02", 1000);
  Asked("17.03", 1000);
  const auto before = Suggest("parent: \"regions/-\" total: 560 pack_size: 100 floor_cards: 200");
  ASSERT_TRUE(before.ok()) << before.status();
  ASSERT_EQ(before->shares_size(), 2);  // 18.01 did not ask
  EXPECT_EQ(before->shares(0).region(), "regions/17.02");
  EXPECT_EQ(before->shares(0).on_hand(), 7);
  EXPECT_EQ(before->shares(0).cards(), 300);  // 193 to the floor, the rest as it alone uses any
  EXPECT_EQ(before->shares(1).cards(), 200);
  EXPECT_EQ(before->left_over(), 60);
  EXPECT_NE(before->shares(0).explanation_id(), "");
  const auto micros = [](const google::protobuf::Timestamp& time) {
    return time.seconds() * 1'000'000 + time.nanos() / 1000;
  };
  const std::int64_t oldest = micros(before->oldest_use_time());
  EXPECT_EQ(oldest, std::min(micros(before->shares(0).use_time()), micros(before->shares(1).use_time())));
  EXPECT_GT(micros(before->as_of_time()), oldest);
  // Granted after the summary was counted: it counts all the same.
  Approve(Asked("17.03", 300), 150);
  const auto after = Suggest("parent: \"regions/17\" total: 560 pack_size: 10 floor_cards: 200");
  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_EQ(after->shares(1).on_the_way(), 150);
  EXPECT_EQ(after->shares(1).cards(), 50);
  EXPECT_EQ(Only("17.03").on_the_way(), 150);
  EXPECT_EQ(Only("17.03").asked(), 1000);
  const auto all =
      Suggest("parent: \"regions/-\" total: 10 floor_cards: 1 include_all: true within: \"regions/18\"");
  ASSERT_TRUE(all.ok()) << all.status();
  ASSERT_EQ(all->shares_size(), 1);
  Damage("UPDATE regency_stock_summary SET as_of = NULL");
  EXPECT_FALSE(Suggest("parent: \"regions/17\" total: 10")->has_oldest_use_time());
  EXPECT_EQ(all->shares(0).cards(), 1);
  EXPECT_EQ(Refusal(Suggest("parent: \"regions/17\" pack_size: -1 floor_days: 366 floor_cards: -1 within: "
                            "\"regions/18\"")
                        .status()),
            "INVALID_FIELDS: total pack_size floor_days floor_cards within[0]");
}

}  // namespace
}  // namespace dukcapil::inventory
