#include "gateway/overview/readiness.h"

#include <gtest/gtest.h>

namespace dukcapil::gateway {
namespace {

// The reference case: 4,000 cards and about 12,100 printable cannot serve 13,872 and those turning 17.
ReadinessInputs OfficeInOctober() {
  ReadinessInputs in;
  in.not_recorded_today = 13872;
  in.not_recorded_at_deadline = 15100;
  in.recorded_without_card = 700;
  in.outreach_reaches = 9000;
  in.recordings_limit = 9900;
  in.cards_left = 4000;
  in.print_possible = 12100;
  return in;
}

TEST(Readiness, TheReferenceCaseIsNotReadyAndCardsBind) {
  const ReadinessAnswer answer = AnswerReadiness(OfficeInOctober());
  EXPECT_FALSE(answer.ready);
  EXPECT_EQ(answer.to_record, 15100);
  EXPECT_EQ(answer.turning_obliged, 1228);
  EXPECT_EQ(answer.cards_needed, 15800);
  EXPECT_EQ(answer.cards_short, 11800);
  EXPECT_EQ(answer.print_short, 3700);
  EXPECT_EQ(answer.binding_limit, Limit::kCards);
}

TEST(Readiness, WithCardsEnoughTheNextLimitBinds) {
  ReadinessInputs in = OfficeInOctober();
  in.cards_left = 20000;
  EXPECT_EQ(AnswerReadiness(in).binding_limit, Limit::kRecordings);
  EXPECT_EQ(AnswerReadiness(in).cards_short, 0);
  in.recordings_limit = 20000;
  EXPECT_EQ(AnswerReadiness(in).binding_limit, Limit::kPrintDays);
  EXPECT_FALSE(AnswerReadiness(in).ready);
}

TEST(Readiness, ReadyOnlyWhenAllThreeSuffice) {
  ReadinessInputs in = OfficeInOctober();
  in.cards_left = in.recordings_limit = in.print_possible = 15800;
  in.outreach_reaches = 15100;
  EXPECT_TRUE(AnswerReadiness(in).ready);
  EXPECT_EQ(AnswerReadiness(in).binding_limit, Limit::kNone);
  in.outreach_reaches = 15099;
  EXPECT_FALSE(AnswerReadiness(in).ready);
  in.outreach_reaches = 15100;
  in.print_possible = 15799;
  EXPECT_FALSE(AnswerReadiness(in).ready);
}

TEST(Readiness, NobodyToRecordIsReady) {
  const ReadinessAnswer answer = AnswerReadiness({});
  EXPECT_TRUE(answer.ready);
  EXPECT_EQ(answer.binding_limit, Limit::kNone);
}

TEST(Readiness, EqualLimitsNameTheCardsFirst) {
  ReadinessInputs in = OfficeInOctober();
  in.recordings_limit = in.print_possible = in.cards_left;
  EXPECT_EQ(AnswerReadiness(in).binding_limit, Limit::kCards);
}

}  // namespace
}  // namespace dukcapil::gateway
