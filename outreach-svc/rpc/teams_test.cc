#include "outreach-svc/rpc/outreach_test.h"

namespace dukcapil::outreach {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class TeamsTest : public HandlerTest {
 protected:
  v1::ListTeamsResponse List(int page_size = 0, const std::string& token = "") {
    v1::ListTeamsRequest request;
    request.set_parent("regions/17.02");
    request.set_page_size(page_size);
    request.set_page_token(token);
    return ListTeams(app_, testing::ReadCall(), request).value();
  }
};

TEST_F(TeamsTest, CreatesATeamAndListsIt) {
  const v1::Team team = CreateTeam(app_, testing::WriteCall(), TeamRequest("a-1")).value();
  EXPECT_EQ(team.name(), "regions/17.02/teams/a-1");
  const v1::ListTeamsResponse list = List();
  ASSERT_EQ(list.teams_size(), 1);
  const v1::Team& kept = list.teams(0);
  EXPECT_EQ(kept.name(), team.name());
  EXPECT_EQ(kept.display_name(), "Tim 1");
  EXPECT_EQ(kept.member_count(), 3);
  EXPECT_EQ(kept.kits(), 2);
  EXPECT_EQ(kept.recordings_per_kit_hour(), 6);
  EXPECT_EQ(kept.base(), "regions/17.02.09");
  EXPECT_EQ(kept.work_week().SerializeAsString(), TeamRequest("a-1").team().work_week().SerializeAsString());
  EXPECT_TRUE(kept.has_create_time());
  EXPECT_EQ(kept.SerializeAsString(), team.SerializeAsString());
}

TEST_F(TeamsTest, RepeatingARequestHasOneEffect) {
  const Call call = testing::WriteCall();
  const auto first = CreateTeam(app_, call, TeamRequest("a"));
  const auto second = CreateTeam(app_, call, TeamRequest("a"));
  EXPECT_EQ(first->SerializeAsString(), second->SerializeAsString());
  EXPECT_EQ(List().teams_size(), 1);
}

TEST_F(TeamsTest, RefusesATakenId) {
  AddTeam("a");
  const absl::Status status = CreateTeam(app_, testing::WriteCall(), TeamRequest("a")).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(GetErrorDetail(status).reason, "TEAM_EXISTS");
}

TEST_F(TeamsTest, RefusesABaseThatIsNoDistrictHere) {
  v1::CreateTeamRequest request = TeamRequest("a");
  request.mutable_team()->set_base("regions/17.02.99");
  EXPECT_THAT(ViolationsOf(CreateTeam(app_, testing::WriteCall(), request).status()),
              ElementsAre("team.base: DISTRICT_UNKNOWN"));
}

TEST_F(TeamsTest, NamesEveryFieldThatIsWrong) {
  v1::CreateTeamRequest request;
  request.set_parent("regions/17");
  request.set_team_id("Tim");
  EXPECT_THAT(ViolationsOf(CreateTeam(app_, testing::WriteCall(), request).status()),
              UnorderedElementsAre("parent: MALFORMED_RESOURCE_NAME", "team_id: TEAM_ID",
                                   "team.display_name: LENGTH", "team.member_count: OUT_OF_RANGE",
                                   "team.kits: OUT_OF_RANGE", "team.recordings_per_kit_hour: OUT_OF_RANGE",
                                   "team.base: MALFORMED_RESOURCE_NAME", "team.work_week: WORK_WEEK_EMPTY"));
  request = TeamRequest("extra-1");
  request.mutable_team()->set_display_name("a\nb");
  request.mutable_team()->set_kits(21);
  request.mutable_team()->set_base("regions/17.03.09");
  EXPECT_THAT(ViolationsOf(CreateTeam(app_, testing::WriteCall(), request).status()),
              UnorderedElementsAre("team_id: TEAM_ID", "team.display_name: CONTROL_CHARACTER",
                                   "team.kits: OUT_OF_RANGE", "team.base: WRONG_REGION"));
}

TEST_F(TeamsTest, ListsByPages) {
  for (const char* id : {"c", "a", "b"}) AddTeam(id);
  const v1::ListTeamsResponse first = List(2);
  ASSERT_EQ(first.teams_size(), 2);
  EXPECT_EQ(first.teams(0).name(), "regions/17.02/teams/a");
  const v1::ListTeamsResponse second = List(2, first.next_page_token());
  ASSERT_EQ(second.teams_size(), 1);
  EXPECT_EQ(second.teams(0).name(), "regions/17.02/teams/c");
  EXPECT_THAT(second.next_page_token(), IsEmpty());
}

TEST_F(TeamsTest, RefusesBadPages) {
  v1::ListTeamsRequest request;
  request.set_parent("regions/17.02.09");
  EXPECT_THAT(ViolationsOf(ListTeams(app_, testing::ReadCall(), request).status()),
              ElementsAre("parent: MALFORMED_RESOURCE_NAME"));
  request.set_parent("regions/17.02");
  request.set_page_size(-1);
  EXPECT_THAT(ViolationsOf(ListTeams(app_, testing::ReadCall(), request).status()),
              ElementsAre("page_size: PAGE_SIZE_NEGATIVE"));
  request.set_page_size(0);
  request.set_page_token("x");
  EXPECT_THAT(ViolationsOf(ListTeams(app_, testing::ReadCall(), request).status()),
              ElementsAre("page_token: PAGE_TOKEN_INVALID"));
}

}  // namespace
}  // namespace dukcapil::outreach
