#include "outreach-svc/rpc/known_sites.h"

#include <map>

#include "outreach-svc/rpc/outreach_test.h"

namespace dukcapil::outreach {
namespace {

class KnownSitesTest : public HandlerTest {
 protected:
  static Resident Unrecorded(const std::string& id, const std::string& village,
                             const std::string& school = "") {
    return {"17.02", "018b2c4e-0000-7000-8000-00000000000" + id, village, school, kToday - 100, std::nullopt};
  }
  void Tell(const std::vector<Resident>& residents) {
    Within([&](storage::Tx& tx) { return tx.KeepResidents(residents); });
  }
  void Within(const std::function<absl::Status(storage::Tx&)>& effect) {
    ASSERT_EQ(app_.store.database().WriteInternal(
                  testing::ReadCall(),
                  [&](mysql::Transaction& transaction) { return app_.store.Within(transaction, effect); }),
              absl::OkStatus());
  }
  // The targets by site.
  std::map<std::string, std::int64_t> Targets(absl::CivilDay date = kToday) {
    const auto known = FindKnownSites(app_, testing::ReadCall(), "17.02", date);
    EXPECT_EQ(known.status(), absl::OkStatus());
    std::map<std::string, std::int64_t> targets;
    if (!known.ok()) return targets;
    for (const Site& site : known->sites) targets[site.id] = site.target;
    return targets;
  }
};

TEST_F(KnownSitesTest, CountsByWhatIsKeptWhileTheRegisterIsFollowed) {
  Tell({Unrecorded("1", "17.02.09.2001"), Unrecorded("2", "17.02.09.2001", "10702001"),
        Unrecorded("3", "17.02.12.2001", "10799999")});  // that school is no site
  EXPECT_EQ(Targets().at("17.02.09.2001"), 100);         // not followed: population says so
  FollowRegister();
  EXPECT_EQ(Targets().at("17.02.09.2001"), 100);  // asked once for the sites
  EXPECT_EQ(questions_, 2);
  const std::map<std::string, std::int64_t> kept = {
      {"17.02.09.2001", 1}, {"17.02.12.2001", 1}, {"10702001", 1}};
  sites_ = absl::UnavailableError("away");
  EXPECT_EQ(Targets(), kept);
  EXPECT_EQ(questions_, 2);
  EXPECT_FALSE(FindKnownSites(app_, testing::ReadCall(), "17.02", kToday - 1).ok());  // the past
}

TEST_F(KnownSitesTest, FollowsEachResident) {
  FollowRegister();
  Targets();
  Resident pupil = Unrecorded("1", "17.02.09.2001", "10702001");
  pupil.obliged_date = kToday + 10;
  Resident leaving = Unrecorded("2", "17.02.12.2001");
  leaving.end_date = kToday + 5;
  Tell({pupil, leaving, Unrecorded("3", "17.02.12.2001")});
  EXPECT_EQ(Targets().at("10702001"), 0);
  EXPECT_EQ(Targets(kToday + 10).at("10702001"), 1);
  EXPECT_EQ(Targets(kToday + 4).at("17.02.12.2001"), 2);
  EXPECT_EQ(Targets(kToday + 5).at("17.02.12.2001"), 1);

  Resident recorded = Unrecorded("3", "17.02.12.2001");
  recorded.is_recorded = true;
  pupil.village = "17.02.12.2001";
  pupil.school = "";
  Tell({recorded, pupil});
  Tell({recorded, pupil});  // twice is once
  EXPECT_EQ(Targets(kToday + 10).at("10702001"), 0);
  EXPECT_EQ(Targets(kToday + 10).at("17.02.12.2001"), 1);
}

TEST_F(KnownSitesTest, KnowsTheWayToASiteWhoeverToldOfIt) {
  v1::UpdateSiteRequest request;
  request.set_name("regions/17.02/sites/17.02.09.2001");
  request.mutable_update_mask()->add_paths("travel_minutes");
  request.mutable_site()->set_travel_minutes(75);
  ASSERT_EQ(UpdateSite(app_, testing::WriteCall(), request).status(), absl::OkStatus());
  const auto travel_minutes = [this] {
    return FindKnownSites(app_, testing::ReadCall(), "17.02", kToday)->sites[0].access.travel_minutes;
  };
  EXPECT_EQ(travel_minutes(), 75);  // population, which is asked each time
  FollowRegister();
  EXPECT_EQ(travel_minutes(), 75);  // population, whose list is kept from now on
  const auto kept = FindKnownSites(app_, testing::ReadCall(), "17.02", kToday);
  EXPECT_EQ(questions_, 3);
  for (const Site& site : kept->sites) {
    EXPECT_EQ(site.access.travel_minutes.has_value(), site.id == "17.02.09.2001");
  }
}

TEST_F(KnownSitesTest, AsksAgainWhereSchoolsChanged) {
  FollowRegister();
  Targets();
  Targets();
  EXPECT_EQ(questions_, 1);
  Within([](storage::Tx& tx) { return tx.ForgetSiteList("17.02"); });
  sites_->push_back({"10702002", SiteKind::kSchool, "SMA Dua (sintetis)", "17.02.09.2001", 7});
  EXPECT_EQ(Targets().at("10702002"), 7);
  EXPECT_EQ(questions_, 2);
  Tell({Unrecorded("1", "17.02.09.2001", "10702002")});
  EXPECT_EQ(Targets().at("10702002"), 1);
  EXPECT_EQ(questions_, 2);
}

TEST_F(KnownSitesTest, DoesNotKeepAListThatChangedWhileItWasAskedFor) {
  FollowRegister();
  const auto answer = app_.fetch_sites;
  app_.fetch_sites = [&](const Call& call, absl::string_view regency, absl::CivilDay date) {
    Within([](storage::Tx& tx) { return tx.ForgetSiteList("17.02"); });
    return answer(call, regency, date);
  };
  Targets();
  app_.fetch_sites = answer;
  Targets();
  EXPECT_EQ(questions_, 2);
  Targets();
  EXPECT_EQ(questions_, 2);
}

}  // namespace
}  // namespace dukcapil::outreach
