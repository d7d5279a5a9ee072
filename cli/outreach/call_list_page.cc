#include "cli/outreach/call_list_page.h"

#include "cli/output.h"

namespace dukcapil::cli {

absl::string_view CallListPage();  // cli/pages/call_list.html

namespace v1 = ::dukcapil::outreach::v1;

void WriteCallListPage(std::ostream& out, Language language, const v1::Visit& visit,
                       const v1::ListCalleesResponse& callees) {
  Page page(language, language == Language::kIndonesian ? "Daftar panggilan perekaman KTP-el"
                                                        : "Call list for recording");
  page.Say("WORD_TEAM", "Tim", "Team");
  page.Say("WORD_COUNT", "Belum rekam", "Not recorded");
  page.Say("WORD_NUMBER", "No.", "No.");
  page.Say("WORD_NAME", "Nama", "Name");
  page.Say("WORD_BORN", "Lahir", "Born");
  page.Say("WORD_MARK", "Hadir / keterangan", "Came / remark");
  page.Say("WORD_SECRET", "Data pribadi: hanya untuk petugas kunjungan ini. Musnahkan sesudah kunjungan.",
           "Personal data: for the staff of this visit only. Destroy it after the visit.");
  ctemplate::TemplateDictionary& body = page.body();
  body.SetValue("SITE", visit.site_display_name());
  body.SetValue("DATE", page.Day(visit.date()));
  body.SetValue("HALF", visit.half_day() == v1::HALF_DAY_MORNING ? page.In("pagi", "morning")
                                                                 : page.In("siang", "afternoon"));
  body.SetValue("TEAM", IdOf(visit.team()));
  body.SetIntValue("COUNT", callees.callees_size());
  int number = 0;
  for (const v1::Callee& callee : callees.callees()) {
    ctemplate::TemplateDictionary& row = *body.AddSectionDictionary("CALLEE");
    row.SetIntValue("NUMBER", ++number);
    row.SetValue("NAME", callee.full_name());
    row.SetValue("NIK", callee.nik());
    row.SetValue("BORN", FieldText(callee, "birth_date"));
  }
  page.Write(out, CallListPage());
}

}  // namespace dukcapil::cli
