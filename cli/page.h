// Printable pages: HTML in Indonesian or English, from the templates in cli/pages.
//
// The templates are Google ctemplate's, with AUTOESCAPE: whatever a value is, it is text on the page. A page
// is filled like this; words are seen in every part of its body, also in repeated ones:
//
//   Page page(Language::kIndonesian, "Daftar panggilan");
//   page.Say("WORD_NAME", "Nama", "Name");
//   ctemplate::TemplateDictionary* row = page.body().AddSectionDictionary("ROW");
//   row->SetValue("NAME", name);
//   page.Write(session.out(), CallListPage());
#pragma once

#include <cstring>  // which the headers of ctemplate need and lack
#include <memory>
#include <ostream>
#include <string>

#include <ctemplate/template_dictionary.h>

#include "absl/strings/string_view.h"
#include "cli/arguments.h"
#include "google/type/date.pb.h"

namespace dukcapil::cli {

enum class Language { kIndonesian, kEnglish };

class Page {
 public:
  Page(Language language, const std::string& title);

  // A word of the body in the page's language.
  void Say(const std::string& variable, const char* indonesian, const char* english);
  const char* In(const char* indonesian, const char* english) const;
  // `Senin, 16 Oktober 2023`.
  std::string Day(const google::type::Date& date) const;

  // What the body's template is filled with.
  ctemplate::TemplateDictionary& body() { return *body_; }

  // `body_template` is one of cli/pages. Crashes where it is no template.
  void Write(std::ostream& out, absl::string_view body_template);

 private:
  Language language_;
  ctemplate::TemplateDictionary frame_{"frame"};
  ctemplate::TemplateDictionary* body_;
};

// The answer of `verb` can also be a page, in `*language`: --output html, --language id|en.
void OfferPage(CommandLine& line, CLI::App* verb, const std::shared_ptr<Language>& language);

}  // namespace dukcapil::cli
