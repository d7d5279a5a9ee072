// UpdateTeam and UpdateSite, and what plans make of them.
#include "outreach-svc/rpc/outreach_test.h"

namespace dukcapil::outreach {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

v1::DateRange Days(absl::CivilDay first, absl::CivilDay last, const std::string& note = "") {
  v1::DateRange range;
  *range.mutable_first() = ToProto(first);
  *range.mutable_last() = ToProto(last);
  range.set_note(note);
  return range;
}

class SettingsTest : public HandlerTest {
 protected:
  static v1::UpdateTeamRequest TeamUpdate(const std::vector<std::string>& fields) {
    v1::UpdateTeamRequest request;
    request.set_name("regions/17.02/teams/a");
    for (const std::string& field : fields) request.mutable_update_mask()->add_paths(field);
    return request;
  }
  static v1::UpdateSiteRequest SiteUpdate(const std::vector<std::string>& fields) {
    v1::UpdateSiteRequest request;
    request.set_name("regions/17.02/sites/17.02.09.2001");
    for (const std::string& field : fields) request.mutable_update_mask()->add_paths(field);
    return request;
  }
  absl::StatusOr<v1::Team> Update(const v1::UpdateTeamRequest& request) {
    return UpdateTeam(app_, testing::WriteCall(), request);
  }
  absl::StatusOr<v1::Site> Update(const v1::UpdateSiteRequest& request) {
    return UpdateSite(app_, testing::WriteCall(), request);
  }
  v1::Plan Plan(absl::CivilDay deadline = kFriday) {
    return CreatePlan(app_, testing::WriteCall(), PlanRequest(deadline)).value();
  }
  absl::StatusOr<v1::Visit> Visit(const std::string& site) {
    v1::CreateVisitRequest request;
    request.set_parent("regions/17.02");
    request.mutable_visit()->set_team("regions/17.02/teams/a");
    request.mutable_visit()->set_site("regions/17.02/sites/" + site);
    *request.mutable_visit()->mutable_date() = ToProto(kToday);
    request.mutable_visit()->set_half_day(v1::HALF_DAY_MORNING);
    return CreateVisit(app_, testing::WriteCall(), request);
  }
  v1::Progress Progress() {
    v1::GetProgressRequest request;
    request.set_name("regions/17.02/progress");
    *request.mutable_deadline() = ToProto(kFriday);
    return GetProgress(app_, testing::ReadCall(), request).value();
  }
  v1::Site Listed(const std::string& id) {
    v1::ListSitesRequest request;
    request.set_parent("regions/17.02");
    const v1::ListSitesResponse sites = ListSites(app_, testing::ReadCall(), request).value();
    for (const v1::Site& site : sites.sites()) {
      if (site.name() == "regions/17.02/sites/" + id) return site;
    }
    return {};
  }
};

TEST_F(SettingsTest, ChangesOnlyWhatTheMaskNames) {
  AddTeam("a");
  v1::UpdateTeamRequest request = TeamUpdate({"kits", "leaves", "mornings_only", "base_location"});
  request.mutable_team()->set_kits(3);
  request.mutable_team()->set_display_name("not in the mask");
  *request.mutable_team()->add_leaves() = Days(kToday, kToday + 3, "cuti bersama");
  request.mutable_team()->mutable_mornings_only()->set_friday(true);
  request.mutable_team()->mutable_base_location()->set_latitude(-3.47);
  request.mutable_team()->mutable_base_location()->set_longitude(102.53);
  const v1::Team updated = Update(request).value();
  EXPECT_EQ(updated.kits(), 3);
  EXPECT_EQ(updated.display_name(), "Tim 1");
  EXPECT_EQ(updated.etag(), "v2");
  v1::ListTeamsRequest list;
  list.set_parent("regions/17.02");
  const v1::Team kept = ListTeams(app_, testing::ReadCall(), list)->teams(0);
  EXPECT_EQ(kept.SerializeAsString(), updated.SerializeAsString());
  ASSERT_EQ(kept.leaves_size(), 1);
  EXPECT_EQ(kept.leaves(0).note(), "cuti bersama");
  EXPECT_EQ(kept.base_location().longitude(), 102.53);
  EXPECT_TRUE(kept.mornings_only().friday());
  // What is not given any more goes.
  const v1::Team cleared = Update(TeamUpdate({"leaves", "base_location"})).value();
  EXPECT_THAT(cleared.leaves(), IsEmpty());
  EXPECT_FALSE(cleared.has_base_location());
  EXPECT_EQ(cleared.kits(), 3);
}

TEST_F(SettingsTest, TeamsAreThereAsTheirCalendarSays) {
  AddTeam("a");
  EXPECT_EQ(Plan().slots(), 6);  // Monday, Tuesday, Friday
  v1::UpdateTeamRequest request = TeamUpdate({"leaves", "mornings_only"});
  *request.mutable_team()->add_leaves() = Days(absl::CivilDay(2023, 10, 16), absl::CivilDay(2023, 10, 16));
  request.mutable_team()->mutable_mornings_only()->set_friday(true);
  ASSERT_TRUE(Update(request).ok());
  EXPECT_EQ(Plan().slots(), 3);
}

TEST_F(SettingsTest, RefusesATeamThatIsNotThereAnOldEtagAndWhatCannotBe) {
  EXPECT_EQ(Update(TeamUpdate({"kits"})).status().code(), absl::StatusCode::kNotFound);
  AddTeam("a");
  v1::UpdateTeamRequest request = TeamUpdate({"kits"});
  request.mutable_team()->set_kits(2);
  request.set_etag("v7");
  EXPECT_EQ(Update(request).status().code(), absl::StatusCode::kAborted);
  request.set_etag("v1");
  EXPECT_TRUE(Update(request).ok());
  EXPECT_THAT(ViolationsOf(Update(TeamUpdate({"kits", "create_time"})).status()),
              ElementsAre("update_mask.paths[1]: NOT_UPDATABLE"));
  request = TeamUpdate({"kits", "leaves", "base_location"});
  *request.mutable_team()->add_leaves() = Days(kFriday, kToday);
  request.mutable_team()->mutable_base_location()->set_latitude(91);
  EXPECT_THAT(ViolationsOf(Update(request).status()),
              UnorderedElementsAre("team.kits: OUT_OF_RANGE", "team.leaves[0].last: BEFORE_START",
                                   "team.base_location.latitude: OUT_OF_RANGE"));
  request = TeamUpdate({"base"});
  request.mutable_team()->set_base("regions/17.02.99");
  EXPECT_THAT(ViolationsOf(Update(request).status()), ElementsAre("team.base: DISTRICT_UNKNOWN"));
}

TEST_F(SettingsTest, ASiteKeepsItsSettingsWhenPopulationTellsOfItAgain) {
  v1::UpdateSiteRequest request = SiteUpdate({"closures", "afternoons", "travel_minutes"});
  *request.mutable_site()->add_closures() = Days(kToday, kFriday, "ujian");
  request.mutable_site()->mutable_afternoons()->set_monday(true);
  request.mutable_site()->set_travel_minutes(0);
  const v1::Site updated = Update(request).value();
  EXPECT_EQ(updated.etag(), "v1");
  EXPECT_EQ(updated.target(), 100);
  (*sites_)[0].display_name = "Desa Satu Baru";
  const v1::Site kept = Listed("17.02.09.2001");
  EXPECT_EQ(kept.display_name(), "Desa Satu Baru");
  ASSERT_EQ(kept.closures_size(), 1);
  EXPECT_EQ(kept.closures(0).note(), "ujian");
  EXPECT_TRUE(kept.afternoons().monday());
  EXPECT_FALSE(kept.afternoons().tuesday());
  EXPECT_TRUE(kept.mornings().sunday());
  EXPECT_TRUE(kept.has_travel_minutes());
  EXPECT_EQ(kept.travel_minutes(), 0);
  EXPECT_FALSE(Update(SiteUpdate({"travel_minutes"}))->has_travel_minutes());
  EXPECT_EQ(Listed("17.02.12.2001").etag(), "v0");
}

TEST_F(SettingsTest, PlansFollowTheSettingsOfSites) {
  AddTeam("a");
  v1::UpdateSiteRequest request = SiteUpdate({"closures"});
  *request.mutable_site()->add_closures() = Days(kToday, kFriday);
  ASSERT_TRUE(Update(request).ok());
  request = SiteUpdate({"travel_minutes"});
  request.set_name("regions/17.02/sites/17.02.12.2001");
  request.mutable_site()->set_travel_minutes(240);
  ASSERT_TRUE(Update(request).ok());
  const v1::Plan plan = Plan();
  ASSERT_EQ(plan.left_out_size(), 2);
  EXPECT_EQ(plan.left_out(0).reason(), v1::LEFT_OUT_REASON_NO_SLOT);
  EXPECT_EQ(plan.left_out(1).reason(), v1::LEFT_OUT_REASON_TOO_FAR);
}

TEST_F(SettingsTest, VisitsAndProgressFollowTheWayToTheSite) {
  AddTeam("a");
  v1::UpdateSiteRequest request = SiteUpdate({"travel_minutes"});
  request.mutable_site()->set_travel_minutes(210);
  ASSERT_TRUE(Update(request).ok());
  // Two kits, six recordings an hour each, half an hour left: 6 of the 28 who come on average, less where
  // fewer do.
  const double expected = Visit("17.02.09.2001")->expected_recordings();
  EXPECT_DOUBLE_EQ(expected, Untaught(100, 6));
  EXPECT_EQ(Progress().expected_recordings(), expected);
}

TEST_F(SettingsTest, VisitsAndProgressFollowWhereTheSitesAre) {
  AddTeam("a");
  v1::UpdateSiteRequest request = SiteUpdate({"location"});
  request.mutable_site()->mutable_location()->set_latitude(-3.5);
  request.mutable_site()->mutable_location()->set_longitude(102.5);
  ASSERT_TRUE(Update(request).ok());
  request.set_name("regions/17.02/sites/17.02.12.2001");
  request.mutable_site()->mutable_location()->set_latitude(-3.2);
  ASSERT_TRUE(Update(request).ok());
  // The team sets out from the first village, the only one of its base that is on the map: 33.4 km, 195
  // minutes there and back, and 9 of the 11.2 who come to the second on average.
  const double expected = Visit("17.02.12.2001")->expected_recordings();
  EXPECT_DOUBLE_EQ(expected, Untaught(40, 9));
  EXPECT_EQ(Progress().expected_recordings(), expected);
}

TEST_F(SettingsTest, RefusesASiteThatIsNotThereAnOldEtagAndWhatCannotBe) {
  v1::UpdateSiteRequest request = SiteUpdate({"travel_minutes"});
  request.set_name("regions/17.02/sites/99999999");
  EXPECT_EQ(Update(request).status().code(), absl::StatusCode::kNotFound);
  request = SiteUpdate({"travel_minutes", "location"});
  request.mutable_site()->set_travel_minutes(-1);
  request.mutable_site()->mutable_location()->set_longitude(200);
  EXPECT_THAT(
      ViolationsOf(Update(request).status()),
      UnorderedElementsAre("site.travel_minutes: OUT_OF_RANGE", "site.location.longitude: OUT_OF_RANGE"));
  request = SiteUpdate({"target"});
  EXPECT_THAT(ViolationsOf(Update(request).status()), ElementsAre("update_mask.paths[0]: NOT_UPDATABLE"));
  request = SiteUpdate({});
  request.set_etag("v3");
  EXPECT_EQ(Update(request).status().code(), absl::StatusCode::kAborted);
  request.set_etag("v0");
  EXPECT_TRUE(Update(request).ok());
}

}  // namespace
}  // namespace dukcapil::outreach
