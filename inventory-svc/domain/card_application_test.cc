#include "inventory-svc/domain/card_application.h"

#include <gtest/gtest.h>

#include "platform/status/error.h"

namespace dukcapil::inventory {
namespace {

using enum ApplicationState;
constexpr absl::CivilDay kDay(2023, 10, 2);
constexpr ApplicationState kAllStates[] = {kReserved,  kWaitlisted, kPrinted, kDelivered,
                                           kCancelled, kExpired,    kRejected};

CardApplication In(ApplicationState state) {
  CardApplication application;
  application.region = "17.02";
  application.id = "x";
  application.application_date = kDay;
  application.obliged_date = absl::CivilDay(2000, 1, 1);
  application.state = state;
  if (state == kPrinted) application.print_date = kDay + 1;
  return application;
}

std::string ReasonOf(const absl::Status& status) {
  return GetErrorDetail(status).reason;
}

TEST(CardApplication, SaysWhatHasBecomeOfItsDecision) {
  for (const ApplicationState state : kAllStates) {
    CardApplication application = In(state);
    application.decision.outcome = Outcome::kWaitlisted;
    const bool holds = state == kReserved || state == kWaitlisted || state == kRejected;
    EXPECT_EQ(TellSinceInIndonesian(application).empty(), holds) << Name(state);
    EXPECT_EQ(TellSinceInEnglish(application).empty(), holds) << Name(state);
  }
  CardApplication application = In(kWaitlisted);
  application.decision.outcome = Outcome::kReserved;
  EXPECT_EQ(TellSinceInEnglish(application),
            "Afterwards that blank was no longer there: the request waits again.");
}

TEST(CardApplication, OnlyReservedIsPrinted) {
  for (const ApplicationState state : kAllStates) {
    CardApplication application = In(state);
    const absl::Status status = Print({"R", 8, 1}, kDay, application);
    if (state == kReserved) {
      EXPECT_TRUE(status.ok());
      EXPECT_EQ(application.state, kPrinted);
      EXPECT_EQ(application.print_date, kDay);
      EXPECT_EQ(FormatSerial(*application.serial), "R00000001");
      EXPECT_EQ(EtagOf(application), "v2");
    } else {
      EXPECT_EQ(ReasonOf(status), "NOT_RESERVED");
      EXPECT_EQ(application.state, state);
      EXPECT_EQ(EtagOf(application), "v1");
    }
  }
}

TEST(CardApplication, OnlyPrintedIsDelivered) {
  for (const ApplicationState state : kAllStates) {
    CardApplication application = In(state);
    const absl::Status status = Deliver(kDay + 1, application);
    EXPECT_EQ(status.ok(), state == kPrinted) << Name(state);
    if (state == kPrinted) {
      EXPECT_EQ(application.state, kDelivered);
    } else {
      EXPECT_EQ(ReasonOf(status), "NOT_PRINTED");
    }
  }
}

TEST(CardApplication, OnlyOpenIsCancelled) {
  for (const ApplicationState state : kAllStates) {
    CardApplication application = In(state);
    application.expire_date = kDay + 30;
    const absl::Status status = Cancel("withdrawn", application);
    if (state == kReserved || state == kWaitlisted) {
      EXPECT_TRUE(status.ok());
      EXPECT_EQ(application.state, kCancelled);
      EXPECT_FALSE(application.expire_date.has_value());
    } else {
      EXPECT_EQ(ReasonOf(status), "NOT_OPEN");
    }
  }
}

TEST(CardApplication, OnlyReservedLapsesAfterItsLastDay) {
  for (const ApplicationState state : kAllStates) {
    CardApplication application = In(state);
    application.expire_date = kDay + 30;
    const absl::Status status = Expire(kDay + 31, application);
    if (state == kReserved) {
      EXPECT_TRUE(status.ok());
      EXPECT_EQ(application.state, kExpired);
      EXPECT_FALSE(IsOpen(application.state));
      EXPECT_EQ(EtagOf(application), "v2");
    } else {
      EXPECT_EQ(ReasonOf(status), "NOT_RESERVED");
    }
  }
  CardApplication application = In(kReserved);
  application.expire_date = kDay + 30;
  EXPECT_EQ(ReasonOf(Expire(kDay + 30, application)), "NOT_LAPSED");
}

TEST(CardApplication, DatesAreInOrder) {
  CardApplication application = In(kReserved);
  EXPECT_EQ(Print({"R", 8, 1}, kDay - 1, application).code(), absl::StatusCode::kInvalidArgument);
  application = In(kPrinted);
  EXPECT_EQ(Deliver(kDay, application).code(), absl::StatusCode::kInvalidArgument);
}

TEST(CardApplication, NotPrintedBeforeTheSeventeenthBirthday) {
  CardApplication application = In(kReserved);
  application.obliged_date = kDay + 10;
  EXPECT_EQ(ReasonOf(Print({"R", 8, 1}, kDay + 9, application)), "NOT_YET_OBLIGED");
  EXPECT_TRUE(Print({"R", 8, 1}, kDay + 10, application).ok());
}

TEST(CardApplication, ADecisionSetsStateAndExpiry) {
  IssuancePolicy policy;
  policy.reservation_days = 30;
  CardApplication application = In(kRejected);
  Decision decision;
  decision.outcome = Outcome::kReserved;
  ApplyDecision(decision, policy, kDay, application);
  EXPECT_EQ(application.state, kReserved);
  EXPECT_EQ(application.expire_date, kDay + 30);
  application = In(kRejected);
  decision.outcome = Outcome::kWaitlisted;
  ApplyDecision(decision, policy, kDay, application);
  EXPECT_EQ(application.state, kWaitlisted);
  EXPECT_FALSE(application.expire_date.has_value());
  decision.outcome = Outcome::kRejected;
  ApplyDecision(decision, policy, kDay, application);
  EXPECT_EQ(application.state, kRejected);
}

TEST(CardApplication, NamesGoBothWays) {
  for (const ApplicationState state : kAllStates) EXPECT_EQ(ParseApplicationState(Name(state)), state);
  EXPECT_EQ(NameOf(In(kReserved)), "regions/17.02/cardApplications/x");
}

}  // namespace
}  // namespace dukcapil::inventory
