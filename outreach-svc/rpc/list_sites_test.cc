#include "outreach-svc/rpc/outreach_test.h"

namespace dukcapil::outreach {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ListSitesTest : public HandlerTest {
 protected:
  static v1::ListSitesRequest Request() {
    v1::ListSitesRequest request;
    request.set_parent("regions/17.02");
    return request;
  }
  absl::StatusOr<v1::ListSitesResponse> List(const v1::ListSitesRequest& request) {
    return ListSites(app_, testing::ReadCall(), request);
  }
};

TEST_F(ListSitesTest, ListsWhatPopulationTells) {
  const v1::ListSitesResponse response = List(Request()).value();
  EXPECT_EQ(asked_regency_, "17.02");
  EXPECT_EQ(asked_date_, kToday);
  ASSERT_EQ(response.sites_size(), 3);
  const v1::Site& school = response.sites(0);
  EXPECT_EQ(school.name(), "regions/17.02/sites/10702001");
  EXPECT_EQ(school.kind(), v1::SITE_KIND_SCHOOL);
  EXPECT_EQ(school.display_name(), "SMA Satu (sintetis)");
  EXPECT_EQ(school.village(), "regions/17.02.09.2001");
  EXPECT_EQ(school.target(), 50);
  EXPECT_TRUE(school.has_sync_time());
  EXPECT_EQ(response.sites(1).name(), "regions/17.02/sites/17.02.09.2001");
  EXPECT_EQ(response.sites(1).kind(), v1::SITE_KIND_VILLAGE);
}

TEST_F(ListSitesTest, FollowsPopulation) {
  ASSERT_TRUE(List(Request()).ok());
  sites_ = std::vector<Site>{{"10702001", SiteKind::kSchool, "SMA Baru", "17.02.12.2001", 7}};
  v1::ListSitesRequest request = Request();
  *request.mutable_target_date() = ToProto(kFriday);
  const v1::ListSitesResponse response = List(request).value();
  EXPECT_EQ(asked_date_, kFriday);
  ASSERT_EQ(response.sites_size(), 3);
  EXPECT_EQ(response.sites(0).display_name(), "SMA Baru");
  EXPECT_EQ(response.sites(0).village(), "regions/17.02.12.2001");
  EXPECT_EQ(response.sites(0).target(), 7);
  EXPECT_EQ(response.sites(1).target(), 0);  // population no longer tells of it
}

TEST_F(ListSitesTest, FiltersByKindAndPages) {
  v1::ListSitesRequest request = Request();
  request.set_kind(v1::SITE_KIND_VILLAGE);
  request.set_page_size(1);
  const v1::ListSitesResponse first = List(request).value();
  ASSERT_EQ(first.sites_size(), 1);
  EXPECT_EQ(first.sites(0).display_name(), "Desa Satu");
  request.set_page_token(first.next_page_token());
  const v1::ListSitesResponse second = List(request).value();
  ASSERT_EQ(second.sites_size(), 1);
  EXPECT_EQ(second.sites(0).display_name(), "Desa Dua");
  EXPECT_THAT(second.next_page_token(), IsEmpty());
  request.set_kind(v1::SITE_KIND_SCHOOL);
  EXPECT_THAT(ViolationsOf(List(request).status()), ElementsAre("page_token: PAGE_TOKEN_INVALID"));
}

TEST_F(ListSitesTest, NamesEveryFieldThatIsWrong) {
  v1::ListSitesRequest request;
  request.set_parent("regions/17.02.09.2001");
  request.set_kind(static_cast<v1::SiteKind>(9));
  request.mutable_target_date()->set_year(2023);
  EXPECT_THAT(
      ViolationsOf(List(request).status()),
      ElementsAre("parent: MALFORMED_RESOURCE_NAME", "kind: UNKNOWN_VALUE", "target_date: INVALID_DATE"));
}

TEST_F(ListSitesTest, IsUnavailableWhilePopulationIsAway) {
  sites_ = absl::UnavailableError("away");
  EXPECT_EQ(List(Request()).status().code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace dukcapil::outreach
