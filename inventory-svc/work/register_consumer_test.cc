#include "inventory-svc/work/register_consumer.h"

#include <gtest/gtest.h>

#include "inventory-svc/testing/inventory_fixture.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {
namespace {

constexpr auto kLostCard = v1::CARD_APPLICATION_REASON_LOST;
constexpr auto kFirstCard = v1::CARD_APPLICATION_REASON_FIRST_ISSUE;

class RegisterConsumer : public InventoryTest {
 protected:
  // As the register knows somebody at `version`: print-ready, obliged, here.
  static KnownResident Known(const std::string& name, std::int64_t version) {
    KnownResident resident{"17.02", name.substr(name.rfind('/') + 1), {}};
    resident.facts.eligibility = {true, false, absl::CivilDay(2000, 1, 1)};
    resident.facts.version = version;
    return resident;
  }
  static KnownResident Dead(const std::string& name, std::int64_t version) {
    KnownResident resident = Known(name, version);
    resident.facts.death_date = kToday - 1;
    return resident;
  }
  static KnownResident Double(const std::string& name, std::int64_t version) {
    KnownResident resident = Known(name, version);
    resident.facts.eligibility.print_ready = false;
    resident.facts.eligibility.blocked = true;
    return resident;
  }
  void Within(const std::function<absl::Status(mysql::Transaction&)>& effect) {
    const absl::Status status = app_->store.database().WriteInternal(
        testing::ReadCall(), [&](mysql::Transaction& transaction) -> absl::Status {
          transaction.NoChange();
          return effect(transaction);
        });
    ASSERT_TRUE(status.ok()) << status;
  }
  void Told(const std::vector<KnownResident>& residents) {
    Within([&](mysql::Transaction& transaction) { return KeepTold(*app_, transaction, residents); });
  }
  void Listed(const std::vector<KnownResident>& residents) {
    Within([&](mysql::Transaction& transaction) { return KeepListed(*app_, transaction, residents); });
  }
  void Follow() { app_->register_horizon.Advance(app_->clock.Now()); }
  v1::CardApplication Now(const v1::CardApplication& application) {
    v1::GetCardApplicationRequest request;
    request.set_name(application.name());
    const auto now = GetCardApplication(*app_, testing::ReadCall(), request);
    EXPECT_TRUE(now.ok()) << now.status();
    return now.value_or(v1::CardApplication());
  }
  std::optional<ResidentFacts> Kept(const std::string& name) {
    const std::string id = name.substr(name.rfind('/') + 1);
    const auto kept = app_->store.Read(testing::ReadCall(),
                                       [&](Snapshot& snapshot) { return snapshot.FindFacts("17.02", id); });
    EXPECT_TRUE(kept.ok()) << kept.status();
    return kept.value_or(std::nullopt);
  }
};

TEST_F(RegisterConsumer, KeepsTheNewestOfWhatIsToldAndAsked) {
  OpenOffice(1);
  const std::string name = NewResident();
  Told({Known(name, 5)});
  Told({Dead(name, 4)});  // told again, after a crash
  EXPECT_EQ(Kept(name)->version, 5);
  EXPECT_FALSE(Kept(name)->death_date.has_value());

  // What the register answered a moment ago does not undo what it has told since.
  Told({Double(name, 7)});
  resident_.version = 6;
  EXPECT_EQ(Apply(kLostCard, name)->decision().rule(), kRuleRecordingBlocked);
  EXPECT_EQ(Kept(name)->version, 7);
  resident_.version = 8;
  EXPECT_EQ(Apply(kLostCard, name)->state(), v1::CARD_APPLICATION_STATE_RESERVED);
  EXPECT_EQ(Kept(name)->version, 8);
}

TEST_F(RegisterConsumer, AnswersByWhatIsKeptOnlyWhileItFollows) {
  OpenOffice(3);
  const std::string name = NewResident();
  int asked = 0;
  app_->sisters.get_resident = [&](const Call&, const std::string&) -> absl::StatusOr<ResidentFacts> {
    ++asked;
    return absl::UnavailableError("away");
  };
  Told({Known(name, 1)});
  EXPECT_EQ(Apply(kFirstCard, name).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(asked, 1);
  app_->register_horizon.Advance(app_->clock.Now() - absl::Minutes(1));  // it followed a minute ago
  EXPECT_EQ(Apply(kFirstCard, name).status().code(), absl::StatusCode::kUnavailable);
  Follow();
  const auto application = Apply(kFirstCard, name);
  ASSERT_TRUE(application.ok()) << application.status();
  EXPECT_EQ(asked, 2);
  EXPECT_EQ(Apply(kFirstCard).status().code(), absl::StatusCode::kUnavailable);  // somebody never told of
  EXPECT_EQ(asked, 3);
  EXPECT_EQ(Print(application->name(), "RJL00000001")->warning(), "");
}

TEST_F(RegisterConsumer, PrintsByWhatWasSaidLastWhileTheRegisterIsAwayAndSaysSo) {
  OpenOffice(2);
  const auto printable = Apply(kLostCard);
  const auto blocked = Apply(kLostCard);
  Told({Double(blocked->resident(), 1)});
  app_->sisters.get_resident = [](const Call&, const std::string&) -> absl::StatusOr<ResidentFacts> {
    return absl::UnavailableError("away");
  };
  const auto printed = Print(printable->name(), "RJL00000001");
  ASSERT_TRUE(printed.ok()) << printed.status();
  EXPECT_EQ(printed->warning(), "the register is away: printed by what it said last");
  EXPECT_EQ(Refusal(Print(blocked->name(), "RJL00000002").status()), "RECORDING_BLOCKED");
}

TEST_F(RegisterConsumer, DeathCancelsAndTheCardGoesToTheNextInTheSameTransaction) {
  OpenOffice(1);
  const auto reserved = Apply(kLostCard);
  const auto first = Apply(kLostCard);
  const auto second = Apply(kLostCard);
  Told({Dead(first->resident(), 2), Dead(reserved->resident(), 2)});
  EXPECT_EQ(Now(*reserved).state(), v1::CARD_APPLICATION_STATE_CANCELLED);
  EXPECT_EQ(Now(*first).state(), v1::CARD_APPLICATION_STATE_CANCELLED);
  EXPECT_EQ(Now(*second).state(), v1::CARD_APPLICATION_STATE_RESERVED);
  EXPECT_EQ(Office().available(), 0);
  EXPECT_EQ(Proof(), "");
  Told({Dead(reserved->resident(), 3)});  // nothing is left to cancel
  EXPECT_EQ(Now(*reserved).state(), v1::CARD_APPLICATION_STATE_CANCELLED);
}

TEST_F(RegisterConsumer, ADepartureToldBeforehandCancelsOnItsDay) {
  OpenOffice(1);
  const auto application = Apply(kLostCard);
  KnownResident leaving = Known(application->resident(), 1);
  leaving.facts.departure_date = kToday + 1;
  Told({leaving});
  ASSERT_TRUE(CancelOfAbsent(*app_, "one").ok());
  EXPECT_EQ(Now(*application).state(), v1::CARD_APPLICATION_STATE_RESERVED);
  Damage("UPDATE eligibility SET departure_date = departure_date - INTERVAL 1 DAY");
  ASSERT_TRUE(CancelOfAbsent(*app_, "another").ok());
  EXPECT_EQ(Now(*application).state(), v1::CARD_APPLICATION_STATE_RESERVED) << "the lease is held";
  ASSERT_TRUE(CancelOfAbsent(*app_, "one").ok());
  EXPECT_EQ(Now(*application).state(), v1::CARD_APPLICATION_STATE_CANCELLED);
  EXPECT_EQ(Office().available(), 1);
}

TEST_F(RegisterConsumer, WhoIsBlockedIsPassedOverUntilTheCentreLetsHimThrough) {
  OpenOffice(0);
  const auto blocked = Apply(kFirstCard);
  const auto other = Apply(kFirstCard);
  Told({Double(blocked->resident(), 1)});
  ASSERT_TRUE(Receive("RJL00000001", "RJL00000002").ok());
  EXPECT_EQ(Now(*blocked).state(), v1::CARD_APPLICATION_STATE_WAITLISTED);
  EXPECT_EQ(Now(*other).state(), v1::CARD_APPLICATION_STATE_RESERVED);
  EXPECT_EQ(Office().available(), 1);

  Told({Double(other->resident(), 1)});  // it keeps its reservation, and is not printed
  Follow();
  EXPECT_EQ(Refusal(Print(other->name(), "RJL00000001").status()), "RECORDING_BLOCKED");
  Told({Known(blocked->resident(), 2)});
  EXPECT_EQ(Now(*blocked).state(), v1::CARD_APPLICATION_STATE_RESERVED);
  EXPECT_TRUE(Print(blocked->name(), "RJL00000001").ok());
  EXPECT_EQ(Proof(), "");
}

TEST_F(RegisterConsumer, WhoGotAFirstCardMeanwhileGetsNoSecond) {
  OpenOffice(1);
  const auto reserved = Apply(kFirstCard);
  const auto waiting = Apply(kFirstCard);
  const auto other = Apply(kFirstCard);
  for (const auto* application : {&reserved, &waiting}) {
    KnownResident holder = Known((*application)->resident(), 1);
    holder.facts.eligibility.has_first_card = true;
    Told({holder});
  }
  ASSERT_TRUE(Receive("RJL00000101", "RJL00000101").ok());
  EXPECT_EQ(Now(*waiting).state(), v1::CARD_APPLICATION_STATE_WAITLISTED);
  EXPECT_EQ(Now(*other).state(), v1::CARD_APPLICATION_STATE_RESERVED);
  Follow();
  EXPECT_EQ(Refusal(Print(reserved->name(), "RJL00000001").status()), "FIRST_CARD_EXISTS");
}

TEST_F(RegisterConsumer, TheDayOfObligationIsTheOneKeptNow) {
  OpenOffice(1);
  resident_.eligibility.obliged_date = kToday + 5;
  const auto reserved = Apply(kFirstCard);
  const auto waiting = Apply(kFirstCard);
  const auto other = Apply(kFirstCard);
  Follow();
  EXPECT_EQ(Refusal(Print(reserved->name(), "RJL00000001").status()), "NOT_YET_OBLIGED");
  KnownResident younger = Known(waiting->resident(), 1);
  younger.facts.eligibility.obliged_date = kToday + 400;
  Told({Known(reserved->resident(), 1), younger});
  const auto printed = Print(reserved->name(), "RJL00000001");
  EXPECT_TRUE(printed.ok()) << printed.status();
  ASSERT_TRUE(Receive("RJL00000101", "RJL00000101").ok());
  EXPECT_EQ(Now(*waiting).state(), v1::CARD_APPLICATION_STATE_WAITLISTED);
  EXPECT_EQ(Now(*other).state(), v1::CARD_APPLICATION_STATE_RESERVED);
  Told({Known(waiting->resident(), 2)});
  ASSERT_TRUE(Receive("RJL00000102", "RJL00000102").ok());
  EXPECT_EQ(Now(*waiting).state(), v1::CARD_APPLICATION_STATE_RESERVED);
}

TEST_F(RegisterConsumer, AListingReplacesWhatIsKeptAndCancelsToo) {
  OpenOffice(2);
  const auto application = Apply(kLostCard);
  const std::string other = NewResident();
  Told({Known(application->resident(), 9), Known(other, 9)});
  // The register was restored from a backup of before: its versions went back.
  Listed({Dead(application->resident(), 3), Double(other, 4)});
  EXPECT_EQ(Now(*application).state(), v1::CARD_APPLICATION_STATE_CANCELLED);
  EXPECT_EQ(Kept(other)->version, 4);
  EXPECT_TRUE(Kept(other)->eligibility.blocked);
}

TEST_F(RegisterConsumer, ForecastsCountAFirstCardOnce) {
  OpenOffice(1);
  const auto application = Apply(kFirstCard);
  ASSERT_TRUE(Print(application->name(), "RJL00000001").ok());
  const auto unknown = [&] {
    return app_->store
        .Read(testing::ReadCall(),
              [](Snapshot& snapshot) { return snapshot.FindPrintHistory("17.02", kToday - 30, kToday); })
        ->first_issues_unknown_to_register;
  };
  EXPECT_EQ(unknown(), 1);
  Damage("UPDATE card_application SET print_date = '2023-08-15'");  // 60 days ago
  EXPECT_EQ(unknown(), 1);
  Damage("UPDATE card_application SET print_date = '2023-08-14'");
  EXPECT_EQ(unknown(), 0) << "so long ago the register has followed";
  Damage("UPDATE card_application SET print_date = '2023-10-14'");
  KnownResident holder = Known(application->resident(), 1);
  holder.facts.eligibility.has_first_card = true;
  Told({holder});
  EXPECT_EQ(unknown(), 0);
}

}  // namespace
}  // namespace dukcapil::inventory
