#include "cli/dukcapilctl.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "cli/execute.h"
#include "cli/exit_codes.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"

namespace dukcapil::cli {
namespace {

using ::testing::HasSubstr;

TEST(OutreachVerbs, SettlesTeamsSitesAndPlans) {
  std::string sent;
  const FakeGateway gateway([&](absl::string_view method, const std::string& bytes,
                                const std::string&) -> absl::StatusOr<std::string> {
    const auto read = [&](auto request) { sent = TextOf(std::move(request), bytes); };
    if (absl::EndsWith(method, "UpdateTeam")) read(outreach::v1::UpdateTeamRequest());
    if (absl::EndsWith(method, "UpdateSite")) read(outreach::v1::UpdateSiteRequest());
    if (absl::EndsWith(method, "CreatePlan")) read(outreach::v1::CreatePlanRequest());
    if (absl::EndsWith(method, "ComparePlans")) read(outreach::v1::ComparePlansRequest());
    if (!absl::EndsWith(method, "GetPlan")) return "";  // an empty message of any kind
    outreach::v1::Plan plan;
    outreach::v1::LeftOutSite& out = *plan.add_left_out();
    out.set_site("regions/17.02/sites/s");
    out.set_reason(outreach::v1::LEFT_OUT_REASON_OUTBID);
    out.set_price(2.5);
    return plan.SerializeAsString();
  });
  EXPECT_EQ(Ask(gateway, "team update t --kits 3 --leave 2023-12-25..2023-12-31 --mornings-only friday").code,
            kOk);
  EXPECT_EQ(
      sent,
      "name: \"regions/17.02/teams/t\" team { kits: 3 mornings_only { friday: true } leaves { first { year: "
      "2023 month: 12 day: 25 } last { year: 2023 month: 12 day: 31 } } } update_mask { paths: \"kits\" "
      "paths: "
      "\"mornings_only\" paths: \"leaves\" }");
  EXPECT_EQ(Ask(gateway, "site update s --afternoons none --at -3.5,102.5").code, kOk);
  EXPECT_EQ(
      sent,
      "name: \"regions/17.02/sites/s\" site { afternoons { } location { latitude: -3.5 longitude: 102.5 } } "
      "update_mask { paths: \"afternoons\" paths: \"location\" }");
  EXPECT_EQ(
      Ask(gateway, "plan create --deadline 2024-02-14 --keep p --extra-kits 1 --validate-only --gains").code,
      kOk);
  EXPECT_EQ(sent,
            "parent: \"regions/17.02\" plan { inputs { deadline { year: 2024 month: 2 day: 14 } base_plan: "
            "\"regions/17.02/plans/p\" extra_kits: 1 } } validate_only: true with_gains: true");
  EXPECT_EQ(Ask(gateway, "plan compare p --with q").code, kOk);
  EXPECT_EQ(sent, "name: \"regions/17.02/plans/p\" base_plan: \"regions/17.02/plans/q\"");
  EXPECT_THAT(Ask(gateway, "plan explain p").out, HasSubstr("OUTBID"));
  EXPECT_THAT(Ask(gateway, "--output html plan show p --language en").out,
              HasSubstr("other sites bring more"));
  EXPECT_EQ(Ask(gateway, "--output html plan explain p").code, kUsage);
  for (const char* line : {"team update t", "site update s --closed 2023-13-01", "site update s --at here",
                           "plan show p --language fr"}) {
    EXPECT_EQ(Ask(gateway, line).code, kUsage) << line;
  }
}

TEST(OutreachVerbs, SaysOfAPlanThatIsOnlyTriedThatNothingWasChanged) {
  const FakeGateway gateway(
      [](absl::string_view, const std::string&, const std::string&) -> absl::StatusOr<std::string> {
        outreach::v1::PublishPlanResponse response;
        response.add_created();
        return response.SerializeAsString();
      });
  EXPECT_EQ(Ask(gateway, "plan publish p --validate-only").err,
            "nothing was changed; by this plan: 1 visits to be made, 0 kept, 0 not in the plan, 0 not to be "
            "made since "
            "the team is elsewhere\n");
  EXPECT_EQ(Ask(gateway, "plan publish p").err,
            "1 visits made, 0 kept, 0 not in the plan, 0 not made since the team is elsewhere\n");
}

}  // namespace
}  // namespace dukcapil::cli
