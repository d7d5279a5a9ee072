#include "cli/report_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/civil_date/civil_date.h"

namespace dukcapil::cli {
namespace {

using absl::CivilDay;
using ::testing::HasSubstr;
using ::testing::Not;

void Set(inventory::v1::DateQuantiles& days, CivilDay p10, CivilDay p50) {
  *days.mutable_p10() = ToProto(p10);
  *days.mutable_p50() = ToProto(p50);  // p90 stays after the horizon
}

inventory::v1::CardApplication Decided(inventory::v1::CardApplicationState outcome, const char* rule,
                                       inventory::v1::InterimDocument document) {
  inventory::v1::CardApplication application;
  application.mutable_decision()->set_outcome(outcome);
  application.mutable_decision()->set_rule(rule);
  application.mutable_decision()->set_interim_document(document);
  return application;
}

ReportFacts Facts() {
  ReportFacts facts;
  auto& overview = facts.overview;
  overview.set_display_name("Kabupaten Rejang Lebong");
  *overview.mutable_date() = ToProto(CivilDay(2023, 10, 14));
  *overview.mutable_deadline() = ToProto(CivilDay(2024, 2, 14));
  overview.mutable_coverage()->set_obliged(211077);
  overview.mutable_coverage()->set_not_recorded(13872);
  overview.mutable_stock()->set_received(6000);
  overview.mutable_stock()->set_used(2000);
  overview.mutable_stock()->set_left(4000);
  overview.mutable_stock_mode()->set_level(inventory::v1::STOCK_MODE_LEVEL_CONSTRAINED);
  Set(*overview.mutable_forecast()->mutable_run_out_rationed(), CivilDay(2023, 12, 28), CivilDay(2024, 1, 9));
  Set(*overview.mutable_forecast()->mutable_run_out_unrationed(), CivilDay(2023, 11, 30),
      CivilDay(2023, 12, 6));
  overview.mutable_forecast()->add_assumptions("spoilage 1 %");
  overview.set_village_turnout(0.28);
  overview.set_school_turnout(0.6);
  auto& readiness = *overview.mutable_readiness();
  readiness.set_not_recorded(13872);
  readiness.set_turning_obliged(1200);
  readiness.set_to_record(15072);
  readiness.set_outreach_reaches(8000);
  readiness.set_cards_left(4000);
  readiness.set_cards_needed(15422);
  readiness.set_cards_short(11422);
  readiness.set_print_possible(12100);
  readiness.set_print_days(99);
  readiness.set_print_short(3322);
  readiness.set_binding_limit(inventory::v1::BINDING_LIMIT_CARDS);
  readiness.set_ask_cards(8100);
  *readiness.mutable_ask_by_date() = ToProto(CivilDay(2023, 11, 6));
  for (const auto& [name, missing] :
       {std::pair{"Selupu Rejang", 1400}, {"Padang Ulak Tanding", 900}, {"Curup", 50}, {"Binduriang", 7}}) {
    auto* district = readiness.add_missing_districts();
    district->set_display_name(name);
    district->set_expected_missing(missing);
  }
  facts.expected = samples::ReferenceReport();
  facts.teams = 3;
  facts.one_more_team = 1512.6;
  facts.is_demo_clock = true;
  facts.is_synthetic = true;
  const auto reserved = Decided(inventory::v1::CARD_APPLICATION_STATE_RESERVED, "CONSTRAINED_LOST_RESERVES",
                                inventory::v1::INTERIM_DOCUMENT_NONE);
  const auto waits = Decided(inventory::v1::CARD_APPLICATION_STATE_WAITLISTED, "CONSTRAINED_DAMAGED_WAITS",
                             inventory::v1::INTERIM_DOCUMENT_IKD);
  facts.tries = Tries{reserved, reserved, waits, waits, {}};
  facts.tries->blank.set_serial("RJL00100001");
  facts.tries->blank.set_resident("regions/17.02/residents/7");
  return facts;
}

TEST(Report, LooksAsAgreed) {
  const ReportText report = RenderReport(Facts());
  EXPECT_TRUE(report.agrees);
  EXPECT_EQ(
      report.text,
      "KABUPATEN REJANG LEBONG   as of 2023-10-14 (demo clock, synthetic residents)\n"
      "                          report     computed\n"
      " wajib KTP               211,077     211,077  ok\n"
      " not recorded             13,872      13,872  ok   (6.6 %)\n"
      " received / used / left   6,000 / 2,000 / 4,000    ok\n"
      " mode                     rationed   CONSTRAINED   replacement -> IKD; lost, status change -> print\n"
      " stock lasts until        Jan 2024   9 Jan 2024 (10/50/90 %), rationed 28 Dec 2023, 9 Jan 2024, later "
      "/ "
      "unrationed 30 Nov 2023, 6 Dec 2023, later\n"
      "ELECTION 14 Feb 2024: can all be recorded and printed?  NO\n"
      " to record                13,872 + those turning 17 (1,200) = 15,072\n"
      " outreach reaches         8,000   3 teams; one more team +1,513     assumption: turnout 28 % a visit "
      "to a "
      "village, 60 % to a school\n"
      " cards                    4,000 -> 11,422 short of 15,422 needed\n"
      " printing                 12,100 possible in 99 print days -> 3,322 short\n"
      " binding limit            cards\n"
      " ask the ministry         8,100 cards by 6 Nov 2023      districts that miss: Selupu Rejang 1,400, "
      "Padang "
      "Ulak Tanding 900, Curup 50 and 1 more\n"
      "TRY  lost card -> RESERVED (rule CONSTRAINED_LOST_RESERVES)   torn card -> WAITLISTED, IKD   serial "
      "RJL00100001 -> regions/17.02/residents/7\n");
}

TEST(Report, SaysEachFigureThatDiffers) {
  const auto check = [](auto change, const char* line) {
    ReportFacts facts = Facts();
    change(facts.overview);
    const ReportText report = RenderReport(facts);
    EXPECT_FALSE(report.agrees) << line;
    EXPECT_THAT(report.text, HasSubstr(line));
  };
  check([](auto& overview) { overview.mutable_coverage()->set_obliged(211078); },
        " wajib KTP               211,077     211,078  DIFFERS\n");
  check([](auto& overview) { overview.mutable_coverage()->set_not_recorded(0); },
        " not recorded             13,872           0  DIFFERS   (0.0 %)\n");
  check([](auto& overview) { overview.mutable_stock()->set_left(3999); },
        " received / used / left   6,000 / 2,000 / 4,000   computed 6,000 / 2,000 / 3,999    DIFFERS\n");
  check(
      [](auto& overview) {
        overview.mutable_stock_mode()->set_level(inventory::v1::STOCK_MODE_LEVEL_NORMAL);
      },
      " mode                     rationed   NORMAL  DIFFERS   replacement");
}

TEST(Report, IsHonestWhereStockLastsUntilAnotherMonth) {
  ReportFacts facts = Facts();
  *facts.overview.mutable_forecast()->mutable_run_out_rationed()->mutable_p50() =
      ToProto(CivilDay(2023, 12, 31));
  const ReportText report = RenderReport(facts);
  EXPECT_TRUE(report.agrees);
  EXPECT_THAT(report.text, HasSubstr("                          the median is not Jan 2024; it assumes:\n"
                                     "                          - spoilage 1 %\n"));
}

TEST(Report, OfAnotherRegionHasNothingToCompareWith) {
  ReportFacts facts = Facts();
  facts.expected.reset();
  facts.one_more_team.reset();
  facts.tries.reset();
  facts.is_demo_clock = false;
  facts.is_synthetic = false;
  facts.overview.mutable_readiness()->set_ready(true);
  facts.overview.mutable_readiness()->set_ask_cards(0);
  facts.overview.mutable_readiness()->clear_missing_districts();
  const ReportText report = RenderReport(facts);
  EXPECT_TRUE(report.agrees);
  EXPECT_THAT(report.text, HasSubstr("LEBONG   as of 2023-10-14\n"));
  EXPECT_THAT(report.text, HasSubstr(" wajib KTP                           211,077\n"));
  EXPECT_THAT(report.text, HasSubstr("DEADLINE 14 Feb 2024: can all be recorded and printed?  YES\n"));
  EXPECT_THAT(report.text, HasSubstr("ask the ministry         nothing      districts that miss: none\n"));
  EXPECT_THAT(report.text, HasSubstr("TRY  no card was handed over yet\n"));
  EXPECT_THAT(report.text, Not(HasSubstr("one more team")));
}

TEST(Report, TellsRefusedTriesFromNoCardYet) {
  ReportFacts facts = Facts();
  facts.tries.reset();
  facts.are_tries_refused = true;
  const ReportText report = RenderReport(facts);
  EXPECT_TRUE(report.agrees);
  EXPECT_THAT(report.text, HasSubstr("TRY  no answer: the requests made to try it were refused\n"));
  EXPECT_THAT(report.text, Not(HasSubstr("no card was handed over")));
}

}  // namespace
}  // namespace dukcapil::cli
