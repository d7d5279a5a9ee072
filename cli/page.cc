#include "cli/page.h"

#include <cstdlib>

#include <ctemplate/template.h>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"

namespace dukcapil::cli {

absl::string_view FramePage();  // cli/pages/frame.html

namespace {

constexpr const char* kDays[][2] = {{"Senin", "Monday"},   {"Selasa", "Tuesday"}, {"Rabu", "Wednesday"},
                                    {"Kamis", "Thursday"}, {"Jumat", "Friday"},   {"Sabtu", "Saturday"},
                                    {"Minggu", "Sunday"}};
constexpr const char* kMonths[][2] = {
    {"Januari", "January"}, {"Februari", "February"}, {"Maret", "March"},
    {"April", "April"},     {"Mei", "May"},           {"Juni", "June"},
    {"Juli", "July"},       {"Agustus", "August"},    {"September", "September"},
    {"Oktober", "October"}, {"November", "November"}, {"Desember", "December"}};

constexpr char kBodyKey[] = "body";

}  // namespace

Page::Page(Language language, const std::string& title) : language_(language) {
  frame_.SetValue("TITLE", title);
  frame_.SetValue("LANGUAGE", In("id", "en"));
  frame_.SetValue("FOOTER", In("Dicetak dari Dukcapil.", "Printed from Dukcapil."));
  body_ = frame_.AddIncludeDictionary("BODY");
  body_->SetFilename(kBodyKey);
}

const char* Page::In(const char* indonesian, const char* english) const {
  return language_ == Language::kIndonesian ? indonesian : english;
}

void Page::Say(const std::string& variable, const char* indonesian, const char* english) {
  body_->SetValue(variable, In(indonesian, english));
}

std::string Page::Day(const google::type::Date& date) const {
  const absl::CivilDay day(date.year(), date.month(), date.day());
  const auto& weekday = kDays[static_cast<int>(absl::GetWeekday(day))];  // absl counts from Monday
  const auto& month = kMonths[day.month() - 1];
  return absl::StrCat(In(weekday[0], weekday[1]), ", ", day.day(), " ", In(month[0], month[1]), " ",
                      day.year());
}

void Page::Write(std::ostream& out, absl::string_view body_template) {
  ctemplate::TemplateCache cache;
  constexpr char kFrameKey[] = "frame";
  const auto add = [&](const char* key, absl::string_view text) {
    if (!cache.StringToTemplateCache(key, text.data(), text.size(), ctemplate::STRIP_WHITESPACE))
      std::abort();
  };
  add(kFrameKey, FramePage());
  add(kBodyKey, body_template);
  std::string html;
  if (!cache.ExpandWithData(kFrameKey, ctemplate::STRIP_WHITESPACE, &frame_, nullptr, &html)) std::abort();
  out << html;
}

void OfferPage(CommandLine& line, CLI::App* verb, const std::shared_ptr<Language>& language) {
  line.pages.insert(verb);
  ByName(verb->add_option_function<Language>(
             "--language", [language](const Language& chosen) { *language = chosen; },
             "of the page; Indonesian unless given"),
         {{"id", static_cast<int>(Language::kIndonesian)}, {"en", static_cast<int>(Language::kEnglish)}});
}

}  // namespace dukcapil::cli
