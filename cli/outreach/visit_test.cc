#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/execute.h"
#include "cli/exit_codes.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"
#include "platform/testing/test_certificates.h"

namespace dukcapil::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

namespace ov1 = outreach::v1;
namespace iv1 = inventory::v1;

template <class Request>
Request Parsed(const std::string& bytes) {
  Request request;
  EXPECT_TRUE(request.ParseFromString(bytes));
  return request;
}

TEST(Visit, ReportsAFileAThousandPeopleAtATime) {
  const testing::TestAuthority authority;
  const std::string file = absl::StrCat(authority.directory(), "/outcomes.csv");
  {
    std::ofstream lines(file);
    lines << "resident,outcome\n";
    for (int i = 0; i < 1002; ++i)
      lines << "r" << i << (i % 2 == 0 ? ",recorded\n" : ",already-recorded\r\n");
  }
  std::vector<ov1::BatchReportOutcomesRequest> batches;
  const FakeGateway gateway(
      [&](absl::string_view, const std::string& bytes, const std::string&) -> absl::StatusOr<std::string> {
        batches.push_back(Parsed<ov1::BatchReportOutcomesRequest>(bytes));
        ov1::BatchReportOutcomesResponse response;
        response.set_kept(batches.back().outcomes_size() - 1);
        response.add_refused()->set_index(1);
        response.mutable_refused(0)->set_reason("NOT_AT_SITE");
        return response.SerializeAsString();
      });
  const Outcome outcome = Ask(gateway, absl::StrCat("--output csv visit report v1 ", file));
  EXPECT_EQ(outcome.code, kFinding) << outcome.err;
  ASSERT_EQ(batches.size(), 2u);
  EXPECT_EQ(batches[0].outcomes_size(), 1000);
  EXPECT_EQ(batches[1].outcomes_size(), 2);
  EXPECT_EQ(batches[1].parent(), "regions/17.02/visits/v1");
  EXPECT_EQ(batches[1].outcomes(1).resident(), "regions/17.02/residents/r1001");
  EXPECT_EQ(batches[1].outcomes(1).outcome(), ov1::PERSON_OUTCOME_ALREADY_RECORDED);
  EXPECT_NE(batches[0].request_id(), batches[1].request_id());
  EXPECT_THAT(outcome.out, HasSubstr("1,NOT_AT_SITE,"));
  EXPECT_THAT(outcome.out, HasSubstr("1001,NOT_AT_SITE,"));
  EXPECT_THAT(outcome.err, HasSubstr("1000 of 1002 outcomes kept"));

  std::ofstream(file) << "r1,gone\n";
  EXPECT_EQ(Ask(gateway, absl::StrCat("visit report v1 ", file)).code, kUsage);
}

TEST(Visit, ChangesOnlyWhatIsGiven) {
  const FakeGateway gateway(
      [&](absl::string_view, const std::string& bytes, const std::string&) -> absl::StatusOr<std::string> {
        const auto request = Parsed<ov1::UpdateVisitRequest>(bytes);
        EXPECT_EQ(request.name(), "regions/17.02/visits/v1");
        EXPECT_THAT(request.update_mask().paths(), ElementsAre("team", "half_day"));
        EXPECT_EQ(request.visit().team(), "regions/17.02/teams/tim-2");
        EXPECT_EQ(request.visit().half_day(), ov1::HALF_DAY_AFTERNOON);
        return ov1::Visit().SerializeAsString();
      });
  EXPECT_EQ(Ask(gateway, "visit move v1 --team tim-2 --half afternoon").code, kOk);
  EXPECT_EQ(Ask(gateway, "visit move v1").code, kUsage);
}

// The ledger of a day on which a team took 50, printed 30, brought back 19 and spoiled one; ten were booked
// twice and taken back.
iv1::ListMovementsResponse Ledger() {
  iv1::ListMovementsResponse ledger;
  const auto post = [&](iv1::MovementKind kind, const char* from, const char* to, int quantity) {
    iv1::Movement& movement = *ledger.add_movements();
    movement.set_kind(kind);
    iv1::Posting& posting = *movement.add_postings();
    posting.set_from_account(from);
    posting.set_to_account(to);
    posting.set_quantity(quantity);
  };
  post(iv1::MOVEMENT_KIND_CARRY, "location:kantor", "team:tim-1", 50);
  post(iv1::MOVEMENT_KIND_CARRY, "location:kantor", "team:tim-1", 10);
  post(iv1::MOVEMENT_KIND_REVERSAL, "team:tim-1", "location:kantor", 10);
  post(iv1::MOVEMENT_KIND_ISSUE, "team:tim-1", "issued", 30);
  post(iv1::MOVEMENT_KIND_CARRY_RETURN, "team:tim-1", "location:kantor", 19);
  post(iv1::MOVEMENT_KIND_CARRY_RETURN, "team:tim-1", "spoiled", 1);
  ledger.set_account_balance(0);
  return ledger;
}

TEST(Visit, LaysTheLedgerBesideTheTeamsFigures) {
  int used = 30;
  const FakeGateway gateway([&](absl::string_view method, const std::string& bytes,
                                const std::string&) -> absl::StatusOr<std::string> {
    if (absl::EndsWith(method, "/ListMovements")) {
      const auto request = Parsed<iv1::ListMovementsRequest>(bytes);
      EXPECT_EQ(request.account(), "team:tim-1");
      EXPECT_EQ(request.occurred_from().day(), 20);
      return Ledger().SerializeAsString();
    }
    ov1::Visit visit;
    visit.set_team("regions/17.02/teams/tim-1");
    visit.mutable_date()->set_day(20);
    visit.set_carry_movement("regions/17.02/movements/m1");
    ov1::BlankUse& blanks = *visit.mutable_result()->mutable_blanks();
    blanks.set_taken(50);
    blanks.set_used(used);
    blanks.set_spoiled(1);
    blanks.set_returned(49 - used);
    return visit.SerializeAsString();
  });
  const Outcome agrees = Ask(gateway, "--output csv visit reconcile v1");
  EXPECT_EQ(agrees.code, kOk) << agrees.out << agrees.err;
  EXPECT_THAT(agrees.out, HasSubstr("50,30,1,19,0,0"));
  used = 29;
  const Outcome differs = Ask(gateway, "--output csv visit reconcile v1");
  EXPECT_EQ(differs.code, kFinding);
  EXPECT_THAT(differs.out, HasSubstr("29 (ledger: 30)"));
}

}  // namespace
}  // namespace dukcapil::cli
