// The report as a command: what of it may be refused without the rest.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "cli/execute.h"
#include "cli/exit_codes.h"
#include "dukcapil/gateway/v1/gateway_service.pb.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "platform/civil_date/civil_date.h"
#include "platform/status/error.h"

namespace dukcapil::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ReportTest : public ::testing::Test {
 protected:
  ReportTest()
      : gateway_([this](absl::string_view method, const std::string& bytes, const std::string&) {
          return Answer(method.substr(method.rfind('/') + 1), bytes);
        }) {}

  absl::StatusOr<std::string> Answer(absl::string_view method, const std::string& bytes) {
    if (method == "GetOverview") {
      gateway::v1::Overview overview;
      overview.set_display_name("Kabupaten Rejang Lebong");
      *overview.mutable_date() = ToProto(date_);
      *overview.mutable_deadline() = ToProto(absl::CivilDay(2024, 2, 14));
      return overview.SerializeAsString();
    }
    if (method == "ListTeams") return outreach::v1::ListTeamsResponse().SerializeAsString();
    if (method == "GetProgress") {
      outreach::v1::Progress progress;
      progress.set_plan("regions/17.02/plans/p");
      return progress.SerializeAsString();
    }
    if (method == "GetPlan") return outreach::v1::Plan().SerializeAsString();
    if (method == "CreatePlan") {
      if (!plan_answer_.ok()) return plan_answer_;
      outreach::v1::CreatePlanRequest request;
      request.ParseFromString(bytes);
      outreach::v1::Plan plan;
      plan.set_expected_recordings(100 + 7 * request.plan().inputs().extra_teams());
      return plan.SerializeAsString();
    }
    if (method == "ListCardApplications") {
      inventory::v1::ListCardApplicationsResponse response;
      response.add_card_applications()->set_resident("regions/17.02/residents/7");
      return response.SerializeAsString();
    }
    if (method == "GetResident") {
      population::v1::Resident resident;
      resident.set_synthetic(true);
      return resident.SerializeAsString();
    }
    if (method == "CreateCardApplication") {
      if (!try_answer_.ok()) return try_answer_;
      return inventory::v1::CardApplication().SerializeAsString();
    }
    EXPECT_EQ(method, "LookupBlank");
    return inventory::v1::Blank().SerializeAsString();
  }

  absl::CivilDay date_ = absl::CivilDay(2023, 11, 1);  // no published figures are of it
  absl::Status plan_answer_;
  absl::Status try_answer_;
  FakeGateway gateway_;
};

TEST_F(ReportTest, TriesAndPlansForwardWhereItMay) {
  const Outcome outcome = Ask(gateway_, "report");
  EXPECT_EQ(outcome.code, kOk) << outcome.err;
  EXPECT_EQ(outcome.err, "");
  EXPECT_THAT(outcome.out, HasSubstr("one more team +7 "));
  EXPECT_THAT(outcome.out, HasSubstr("TRY  lost card ->"));
}

TEST_F(ReportTest, ComparesWithWhatWasPublishedOnlyWhereAsked) {
  EXPECT_EQ(Ask(gateway_, "report --reference").code, kOk);
  date_ = absl::CivilDay(2023, 10, 14);
  const Outcome plain = Ask(gateway_, "report");
  EXPECT_EQ(plain.code, kOk) << plain.err;
  EXPECT_THAT(plain.out, Not(HasSubstr("DIFFERS")));
  const Outcome compared = Ask(gateway_, "report --reference");
  EXPECT_EQ(compared.code, kFinding) << compared.err;
  EXPECT_THAT(compared.out, HasSubstr("211,077           0  DIFFERS\n"));
}

TEST_F(ReportTest, IsWholeWhereACardHolderCannotBeAskedFor) {
  for (const auto& [code, reason] : {std::pair{absl::StatusCode::kAlreadyExists, "OPEN_REQUEST_EXISTS"},
                                     {absl::StatusCode::kFailedPrecondition, "RESIDENT_NOT_HERE"},
                                     {absl::StatusCode::kFailedPrecondition, "NOT_IN_POLICY"},
                                     {absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"}}) {
    try_answer_ = MakeError(code, reason, "the card holder's life went on");
    const Outcome outcome = Ask(gateway_, "report");
    EXPECT_EQ(outcome.code, kOk) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("TRY  no answer: the requests made to try it were refused\n"));
    EXPECT_THAT(outcome.out, HasSubstr("(demo clock, synthetic residents)"));
    EXPECT_THAT(outcome.out, HasSubstr("one more team +7 "));
    EXPECT_THAT(outcome.err, HasSubstr(absl::StrCat(reason, ": the card holder's life went on\n")));
  }
}

TEST_F(ReportTest, IsWholeWhereThePlanCannotBeMadeAgain) {
  for (const char* reason : {"NO_SUCH_SLOT", "BEFORE_START"}) {
    plan_answer_ = MakeError(absl::StatusCode::kInvalidArgument, reason, "a pin of a past day");
    const Outcome outcome = Ask(gateway_, "report");
    EXPECT_EQ(outcome.code, kOk) << outcome.err;
    EXPECT_THAT(outcome.out, Not(HasSubstr("one more team")));
    EXPECT_THAT(outcome.out, HasSubstr("TRY  lost card ->"));
    EXPECT_THAT(outcome.err, HasSubstr(absl::StrCat("INVALID_ARGUMENT ", reason, ": a pin of a past day\n")));
  }
}

TEST_F(ReportTest, IsNoReportWhereAServiceIsAway) {
  plan_answer_ = absl::UnavailableError("away");
  EXPECT_EQ(Ask(gateway_, "report").code, kUnreachable);
  plan_answer_ = absl::OkStatus();
  try_answer_ = absl::DeadlineExceededError("late");
  const Outcome outcome = Ask(gateway_, "report");
  EXPECT_EQ(outcome.code, kUnreachable);
  EXPECT_EQ(outcome.out, "");
}

}  // namespace
}  // namespace dukcapil::cli
