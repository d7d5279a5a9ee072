#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/testing/inventory_fixture.h"
#include "inventory-svc/work/expiry_worker.h"
#include "inventory-svc/work/promotion_worker.h"
#include "platform/crypto/uuid.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {
namespace {

class WaitlistWorkers : public InventoryTest {
 protected:
  // Copies `one` into `copies` further requests of other residents, each entered a second before the last.
  void Multiply(const v1::CardApplication& one, int copies) {
    constexpr char kDigits[] =
        "(SELECT 0 AS d UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5"
        " UNION SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9)";
    std::string numbers = "SELECT 1 + a.d";
    std::string from;
    int scale = 1;
    for (const char* table : {"a", "b", "c", "d", "e"}) {
      if (scale > 1) absl::StrAppend(&numbers, " + ", scale, " * ", table, ".d");
      absl::StrAppend(&from, from.empty() ? " FROM " : " CROSS JOIN ", kDigits, " ", table);
      scale *= 10;
    }
    const std::string id = one.name().substr(one.name().rfind('/') + 1);
    Damage(absl::StrCat(
        "INSERT INTO card_application (regency, id, resident, reason, evidence_number, location,"
        " application_date, state, outcome, rule, policy_regency, policy, level, available_seen,"
        " protected_seen, floor_seen, interim_document, decision_time, priority, obliged_date, cancel_cause,"
        " version, create_time, open_resident)"
        " SELECT regency, CONCAT(SUBSTR(id, 1, 24), LPAD(n, 12, '0')), CONCAT('r', LPAD(n, 35, '0')), reason,"
        " evidence_number, location, application_date, state, outcome, rule, policy_regency, policy, level,"
        " available_seen, protected_seen, floor_seen, interim_document, decision_time, priority, "
        "obliged_date,"
        " cancel_cause, version, create_time - INTERVAL n SECOND, CONCAT('r', LPAD(n, 35, '0'))"
        " FROM card_application CROSS JOIN (",
        numbers, " AS n", from, ") numbers WHERE id = '", id, "' AND n <= ", copies));
  }
  std::int64_t Count(const std::string& sql) {
    mysql::Database database(options_);
    std::int64_t count = -1;
    const absl::Status status =
        database.Read(testing::ReadCall(), [&](mysql::Reader& reader) -> absl::Status {
          const auto rows = reader.Query(sql);
          if (rows.ok()) count = rows->front().Int(0);
          return rows.status();
        });
    EXPECT_TRUE(status.ok()) << status;
    return count;
  }
  std::int64_t Reserved() { return Count("SELECT COUNT(*) FROM card_application WHERE state = 'RESERVED'"); }
};

TEST_F(WaitlistWorkers, AReceiptServesExactlyTheFirstInOrderAlsoAfterAKill) {
  OpenOffice(0);
  const auto last = Apply(kLost);
  ASSERT_TRUE(last.ok()) << last.status();
  Multiply(*last, 19999);
  ASSERT_TRUE(Receive("RJL00000001", "RJL00006000").ok());
  EXPECT_EQ(Reserved(), 1000);
  // The rest is the waitlist's too: who comes now does not overtake it.
  EXPECT_EQ(Apply(kFirst)->decision().rule(), "NO_STOCK_HERE_FIRST_ISSUE_WAITS");
  ASSERT_TRUE(PromoteWaiting(*app_).ok());
  EXPECT_EQ(Reserved(), 2000);

  // Another process goes on.
  Inventory restarted{Store(options_, RulesOfWaitlist(app_->clock)), app_->clock, app_->calendar,
                      app_->page_tokens, app_->sisters};
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(PromoteWaiting(restarted).ok());
  EXPECT_EQ(Reserved(), 6000);
  EXPECT_EQ(Count("SELECT COUNT(*) FROM promotion_work"), 0);
  ASSERT_TRUE(PromoteWaiting(restarted).ok());
  EXPECT_EQ(Reserved(), 6000);

  // The newcomer had the better priority; of the others those who waited longest.
  EXPECT_EQ(
      Count("SELECT COUNT(*) FROM card_application WHERE state = 'RESERVED' AND reason = 'FIRST_ISSUE'"), 1);
  EXPECT_EQ(
      Count("SELECT (SELECT MAX(create_time) FROM card_application WHERE state = 'RESERVED' AND reason ="
            " 'LOST') < (SELECT MIN(create_time) FROM card_application WHERE state = 'WAITLISTED')"),
      1);
  EXPECT_EQ(Count("SELECT COUNT(DISTINCT resource) FROM `change` WHERE kind = 'CARD_APPLICATION_PROMOTED'"),
            6000);
  EXPECT_EQ(Count("SELECT COUNT(*) FROM card_application_decision WHERE outcome = 'WAITLISTED'"), 6000);
  EXPECT_EQ(Office().available(), 0);
  EXPECT_EQ(Proof(), "");
}

TEST_F(WaitlistWorkers, LapsedReservationsGoToWhoWaits) {
  OpenOffice(2);
  const auto lapsing = Apply(kLost);
  const auto kept = Apply(kLost);
  const auto waiting = Apply(kLost);
  ASSERT_EQ(waiting->state(), v1::CARD_APPLICATION_STATE_WAITLISTED);
  ASSERT_TRUE(ExpireReservations(*app_, "a").ok());
  EXPECT_EQ(Reserved(), 2);
  const std::string id = lapsing->name().substr(lapsing->name().rfind('/') + 1);
  Damage(absl::StrCat("UPDATE card_application SET expire_date = '2023-10-13' WHERE id = '", id, "'"));
  ASSERT_TRUE(ExpireReservations(*app_, "b").ok());  // another instance, without the lease
  EXPECT_EQ(Count("SELECT COUNT(*) FROM card_application WHERE state = 'EXPIRED'"), 0);
  ASSERT_TRUE(ExpireReservations(*app_, "a").ok());
  EXPECT_EQ(Count("SELECT COUNT(*) FROM card_application WHERE state = 'EXPIRED'"), 1);
  EXPECT_EQ(Reserved(), 2);
  EXPECT_EQ(Count("SELECT COUNT(*) FROM `change` WHERE kind = 'CARD_APPLICATION_EXPIRED'"), 1);
  EXPECT_EQ(Refusal(Print(lapsing->name(), "RJL00000001").status()), "NOT_RESERVED");
  EXPECT_TRUE(Print(waiting->name(), "RJL00000001").ok());
  EXPECT_TRUE(Apply(kLost, lapsing->resident()).ok());
  EXPECT_EQ(Proof(), "");
}

TEST_F(WaitlistWorkers, ANewDayServesWhereRulesChanged) {
  OpenOffice(5);
  SetMode(StockLevel::kConstrained, 1);
  const auto damaged = Apply(v1::CARD_APPLICATION_REASON_DAMAGED);
  ASSERT_EQ(damaged->state(), v1::CARD_APPLICATION_STATE_WAITLISTED);
  Damage(
      "INSERT INTO issuance_policy (regency, id, effective_date, legal_basis, reservation_days, create_time)"
      " VALUES ('17.02', 'perbup-9', '2023-10-16', 'Perbup 9/2023', 14, UTC_TIMESTAMP(6))");
  Damage(
      "INSERT INTO issuance_rule SELECT '17.02', 'perbup-9', reason, level, 'RESERVE', 'NONE', 5"
      " FROM issuance_rule WHERE regency = '-'");
  ASSERT_TRUE(ExpireReservations(*app_, "a").ok());
  EXPECT_EQ(Count("SELECT COUNT(*) FROM promotion_work"), 0);
  // The day before it takes effect was slept through.
  const Clock clock(kToday + 3);
  Inventory later{Store(options_, RulesOfWaitlist(clock)), clock, app_->calendar, app_->page_tokens,
                  app_->sisters};
  ASSERT_TRUE(ExpireReservations(later, "a").ok());
  EXPECT_EQ(Count("SELECT COUNT(*) FROM promotion_work"), 1);
  ASSERT_TRUE(PromoteWaiting(later).ok());
  EXPECT_EQ(Reserved(), 1);
  EXPECT_EQ(Count("SELECT COUNT(*) FROM promotion_work"), 0);
  ASSERT_TRUE(ExpireReservations(later, "a").ok());  // once a day
  EXPECT_EQ(Count("SELECT COUNT(*) FROM promotion_work"), 0);
}

}  // namespace
}  // namespace dukcapil::inventory
