// The pages: in two languages, and whatever a name is, it is text.
#include "cli/page.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/outreach/call_list_page.h"
#include "cli/outreach/plan_page.h"

namespace dukcapil::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

outreach::v1::Plan SamplePlan() {
  outreach::v1::Plan plan;
  plan.set_name("regions/17.02/plans/018b2c4e");
  plan.mutable_inputs()->mutable_deadline()->set_year(2024);
  plan.mutable_inputs()->mutable_deadline()->set_month(2);
  plan.mutable_inputs()->mutable_deadline()->set_day(14);
  plan.set_expected_recordings(41.25);
  plan.set_dual_bound(41.25);
  plan.set_target(190);
  auto& site = *plan.add_sites();
  site.set_site("regions/17.02/sites/17.02.09.2001");
  site.set_display_name("Desa <script>alert('x')</script> & Co");
  auto& visit = *plan.add_visits();
  visit.set_site(site.site());
  visit.set_team("regions/17.02/teams/tim-1");
  visit.mutable_date()->set_year(2023);
  visit.mutable_date()->set_month(10);
  visit.mutable_date()->set_day(16);
  visit.set_half_day(outreach::v1::HALF_DAY_MORNING);
  visit.set_ordinal(1);
  visit.set_expected_recordings(41.25);
  auto& out = *plan.add_left_out();
  out.set_site("regions/17.02/sites/10702001");
  out.set_reason(outreach::v1::LEFT_OUT_REASON_OUTBID);
  out.set_target(12);
  out.set_price(3.5);
  return plan;
}

std::string Written(Language language) {
  std::ostringstream out;
  WritePlanPage(out, language, "Kabupaten Rejang Lebong", SamplePlan());
  return out.str();
}

TEST(PlanPage, IsInIndonesianOrEnglish) {
  EXPECT_THAT(
      Written(Language::kIndonesian),
      AllOf(HasSubstr("<html lang=\"id\">"), HasSubstr("Rencana jemput bola"),
            HasSubstr("<strong>Kabupaten Rejang Lebong</strong>, sampai dengan <strong>Rabu, 14 Februari "
                      "2024</strong>. "
                      "Rencana: 018b2c4e."),
            HasSubstr("Senin, 16 Oktober 2023"), HasSubstr("pagi"), HasSubstr("tim-1"),
            HasSubstr("tempat lain lebih banyak hasilnya"), HasSubstr("3.5"), HasSubstr("@media print")));
  EXPECT_THAT(Written(Language::kEnglish),
              AllOf(HasSubstr("<html lang=\"en\">"), HasSubstr("Outreach plan"),
                    HasSubstr("Monday, 16 October 2023"), HasSubstr("morning"), Not(HasSubstr("Rencana"))));
}

TEST(PlanPage, ShowsNamesAsText) {
  const std::string page = Written(Language::kIndonesian);
  EXPECT_THAT(page, Not(HasSubstr("<script>")));
  EXPECT_THAT(page, HasSubstr("Desa &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; Co"));
}

TEST(CallListPage, ListsWhomToCall) {
  outreach::v1::Visit visit;
  visit.set_site_display_name("Desa Satu");
  visit.set_team("regions/17.02/teams/tim-1");
  visit.mutable_date()->set_year(2023);
  visit.mutable_date()->set_month(11);
  visit.mutable_date()->set_day(1);
  visit.set_half_day(outreach::v1::HALF_DAY_AFTERNOON);
  outreach::v1::ListCalleesResponse callees;
  auto& callee = *callees.add_callees();
  callee.set_full_name("Siti <b>Aminah</b>");
  callee.set_nik("170209••••••9001");
  callee.mutable_birth_date()->set_year(2000);
  callee.mutable_birth_date()->set_month(2);
  callee.mutable_birth_date()->set_day(3);
  std::ostringstream out;
  WriteCallListPage(out, Language::kIndonesian, visit, callees);
  EXPECT_THAT(out.str(),
              AllOf(HasSubstr("Daftar panggilan"), HasSubstr("Desa Satu"), HasSubstr("Rabu, 1 November 2023"),
                    HasSubstr("siang"), HasSubstr("Siti &lt;b&gt;Aminah&lt;/b&gt;"),
                    HasSubstr("170209••••••9001"), HasSubstr("2000-02-03")));
}

}  // namespace
}  // namespace dukcapil::cli
