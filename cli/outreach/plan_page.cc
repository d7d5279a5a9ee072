#include "cli/outreach/plan_page.h"

#include <cmath>
#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "cli/output.h"

namespace dukcapil::cli {

absl::string_view PlanPage();  // cli/pages/plan.html

namespace {

namespace v1 = ::dukcapil::outreach::v1;

std::string Rounded(double recordings) {
  return absl::StrFormat("%.1f", recordings);
}

std::string Percent(const v1::TurnoutEstimate& turnout) {
  return absl::StrFormat("%.0f %% (%.0f–%.0f %%)", 100 * turnout.mean(), 100 * turnout.low(),
                         100 * turnout.high());
}

// Display names of sites and teams by resource name; of what has none, its id.
class Names {
 public:
  explicit Names(const v1::Plan& plan) {
    for (const v1::PlannedSite& site : plan.sites()) names_[site.site()] = site.display_name();
    for (const v1::PlannedTeam& team : plan.teams()) names_[team.team()] = team.display_name();
  }
  std::string Of(const std::string& resource) const {
    const auto found = names_.find(resource);
    return found != names_.end() ? found->second : IdOf(resource);
  }

 private:
  std::map<std::string, std::string> names_;
};

void SayWords(Page& page) {
  page.Say("WORD_DEADLINE", "sampai dengan", "until");
  page.Say("WORD_ID", "Rencana", "Plan");
  page.Say("WORD_REACHES", "Perkiraan perekaman baru", "Expected new recordings");
  page.Say("WORD_OF", "dari", "of");
  page.Say("WORD_PROVEN", "Batas atas yang terbukti untuk rencana apa pun", "Proven upper bound of any plan");
  page.Say("WORD_TURNOUT", "Tingkat kedatangan", "Turnout");
  page.Say("WORD_VILLAGES", "desa dan kelurahan", "villages");
  page.Say("WORD_SCHOOLS", "sekolah", "schools");
  page.Say("WORD_GAINS", "Tambahan yang diperoleh", "What more would bring");
  page.Say("WORD_ONE_TEAM", "dengan satu tim lagi", "with one more team");
  page.Say("WORD_ONE_KIT", "dengan satu alat rekam lagi", "with one more kit");
  page.Say("WORD_ONE_WEEK", "dengan satu minggu lagi", "with one more week");
  page.Say("WORD_HALF", "Waktu", "Half-day");
  page.Say("WORD_TEAM", "Tim", "Team");
  page.Say("WORD_SITE", "Tempat", "Site");
  page.Say("WORD_VISIT", "Kunjungan ke-", "Visit no.");
  page.Say("WORD_EXPECTED", "Perkiraan", "Expected");
  page.Say("WORD_LEFT_OUT", "Tidak dikunjungi", "Not visited");
  page.Say("WORD_WHY", "Alasan", "Why");
  page.Say("WORD_TARGET", "Belum rekam", "To record");
  page.Say("WORD_PRICE", "Kerugian bila dipaksakan", "Loss if forced in");
}

const char* Why(const Page& page, v1::LeftOutReason reason) {
  switch (reason) {
    case v1::LEFT_OUT_REASON_NO_TARGET:
      return page.In("tidak ada yang perlu direkam", "nobody to record");
    case v1::LEFT_OUT_REASON_OUTBID:
      return page.In("tempat lain lebih banyak hasilnya", "other sites bring more");
    case v1::LEFT_OUT_REASON_NO_SLOT:
      return page.In("tutup setiap kali tim bisa datang", "closed whenever a team could come");
    case v1::LEFT_OUT_REASON_TOO_FAR:
      return page.In("terlalu jauh untuk setengah hari", "too far for half a day");
    default:
      return "";
  }
}

void AddDays(Page& page, const Names& names, const v1::Plan& plan) {
  std::string last;
  ctemplate::TemplateDictionary* day = nullptr;
  for (const v1::PlannedVisit& visit : plan.visits()) {
    const std::string date = page.Day(visit.date());
    if (day == nullptr || date != last) {
      day = page.body().AddSectionDictionary("DAY");
      day->SetValue("DATE", date);
      last = date;
    }
    ctemplate::TemplateDictionary& row = *day->AddSectionDictionary("VISIT");
    row.SetValue("HALF", visit.half_day() == v1::HALF_DAY_MORNING ? page.In("pagi", "morning")
                                                                  : page.In("siang", "afternoon"));
    row.SetValue("TEAM", names.Of(visit.team()));
    row.SetValue("SITE", names.Of(visit.site()));
    row.SetIntValue("ORDINAL", visit.ordinal());
    row.SetValue("EXPECTED", Rounded(visit.expected_recordings()));
  }
}

void AddLeftOut(Page& page, const Names& names, const v1::Plan& plan) {
  if (plan.left_out().empty()) return;
  ctemplate::TemplateDictionary& section = *page.body().AddSectionDictionary("LEFT_OUT");
  for (const v1::LeftOutSite& out : plan.left_out()) {
    ctemplate::TemplateDictionary& row = *section.AddSectionDictionary("OUT");
    row.SetValue("SITE", names.Of(out.site()));
    row.SetValue("WHY", Why(page, out.reason()));
    row.SetIntValue("TARGET", out.target());
    const bool has_price = out.reason() == v1::LEFT_OUT_REASON_OUTBID && std::isfinite(out.price());
    row.SetValue("PRICE", has_price ? Rounded(out.price()) : "–");
  }
}

}  // namespace

void WritePlanPage(std::ostream& out, Language language, const std::string& regency, const v1::Plan& plan) {
  Page page(language, language == Language::kIndonesian ? "Rencana jemput bola" : "Outreach plan");
  SayWords(page);
  page.body().SetValue("REGENCY", regency);
  page.body().SetValue("DEADLINE", page.Day(plan.inputs().deadline()));
  page.body().SetValue("ID", plan.name().empty() ? page.In("tidak disimpan", "not kept") : IdOf(plan.name()));
  page.body().SetValue("EXPECTED", Rounded(plan.expected_recordings()));
  page.body().SetValue("TARGET", absl::StrCat(plan.target()));
  page.body().SetValue("BOUND", Rounded(plan.dual_bound()));
  page.body().SetValue("VILLAGE_TURNOUT", Percent(plan.village_turnout()));
  page.body().SetValue("SCHOOL_TURNOUT", Percent(plan.school_turnout()));
  if (plan.has_gains()) {
    ctemplate::TemplateDictionary& gains = *page.body().AddSectionDictionary("GAINS");
    gains.SetValue("ONE_TEAM", Rounded(plan.gains().one_more_team()));
    gains.SetValue("ONE_KIT", Rounded(plan.gains().one_more_kit()));
    gains.SetValue("ONE_WEEK", Rounded(plan.gains().one_more_week()));
  }
  const Names names(plan);
  AddDays(page, names, plan);
  AddLeftOut(page, names, plan);
  page.Write(out, PlanPage());
}

}  // namespace dukcapil::cli
