#include "cli/report_text.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace dukcapil::cli {
namespace {

namespace gateway = ::dukcapil::gateway::v1;
namespace inventory = ::dukcapil::inventory::v1;

// 211,077.
std::string Number(std::int64_t value) {
  std::string digits = absl::StrCat(std::abs(value));
  for (int i = static_cast<int>(digits.size()) - 3; i > 0; i -= 3)
    digits.insert(static_cast<std::size_t>(i), ",");
  return value < 0 ? absl::StrCat("-", digits) : digits;
}

absl::CivilDay Day(const google::type::Date& date) {
  return absl::CivilDay(date.year(), date.month(), date.day());
}

std::string Formatted(const char* format, absl::CivilDay day) {
  return absl::FormatTime(format, absl::FromCivil(day, absl::UTCTimeZone()), absl::UTCTimeZone());
}

std::string LongDate(absl::CivilDay day) {
  return Formatted("%e %b %Y", day).substr(day.day() < 10 ? 1 : 0);
}
std::string Month(absl::CivilMonth month) {
  return Formatted("%b %Y", absl::CivilDay(month));
}

std::string LongDate(bool is_set, const google::type::Date& date) {
  return is_set ? LongDate(Day(date)) : "later";
}

std::string Quantiles(const inventory::DateQuantiles& days) {
  return absl::StrCat(LongDate(days.has_p10(), days.p10()), ", ", LongDate(days.has_p50(), days.p50()), ", ",
                      LongDate(days.has_p90(), days.p90()));
}

absl::string_view Level(inventory::StockModeLevel level) {
  const std::string& name = inventory::StockModeLevel_Name(level);
  return absl::StripPrefix(name, "STOCK_MODE_LEVEL_");
}

std::string Limit(inventory::BindingLimit limit) {
  switch (limit) {
    case inventory::BINDING_LIMIT_RECORDINGS:
      return "recordings reached";
    case inventory::BINDING_LIMIT_CARDS:
      return "cards";
    case inventory::BINDING_LIMIT_PRINT_DAYS:
      return "print days";
    case inventory::BINDING_LIMIT_NONE:
      return "none";
    default:
      return "unknown";
  }
}

// `RESERVED`, or `WAITLISTED, IKD`.
std::string Outcome(const inventory::CardApplication& application) {
  const inventory::Decision& decision = application.decision();
  const std::string& state = inventory::CardApplicationState_Name(decision.outcome());
  std::string text(absl::StripPrefix(state, "CARD_APPLICATION_STATE_"));
  if (decision.interim_document() > inventory::INTERIM_DOCUMENT_NONE) {
    const std::string& document = inventory::InterimDocument_Name(decision.interim_document());
    absl::StrAppend(&text, ", ", absl::StripPrefix(document, "INTERIM_DOCUMENT_"));
  }
  return text;
}

// What becomes of a request, in a word.
std::string Consequence(const inventory::CardApplication& application) {
  const inventory::Decision& decision = application.decision();
  if (decision.outcome() == inventory::CARD_APPLICATION_STATE_RESERVED) return "print";
  if (decision.interim_document() == inventory::INTERIM_DOCUMENT_IKD) return "IKD";
  return absl::AsciiStrToLower(Outcome(application));
}

class Report {
 public:
  explicit Report(const ReportFacts& facts) : facts_(facts), overview_(facts.overview) {}

  ReportText Render() && {
    Title();
    Figures();
    Stock();
    Readiness();
    Tried();
    return std::move(report_);
  }

 private:
  void Title() {
    std::string marks;
    if (facts_.is_demo_clock) marks = "demo clock";
    if (facts_.is_synthetic) absl::StrAppend(&marks, marks.empty() ? "" : ", ", "synthetic residents");
    Line(absl::StrCat(absl::AsciiStrToUpper(overview_.display_name()), "   as of ",
                      Formatted("%Y-%m-%d", Day(overview_.date())),
                      marks.empty() ? "" : absl::StrCat(" (", marks, ")")));
  }

  void Figures() {
    const auto& coverage = overview_.coverage();
    Line(absl::StrFormat("%32s%13s", facts_.expected ? "report" : "", "computed"));
    std::optional<std::int64_t> obliged, not_recorded;
    if (facts_.expected) obliged = facts_.expected->obliged;
    if (facts_.expected) not_recorded = facts_.expected->not_recorded;
    Figure(" wajib KTP", obliged, coverage.obliged(), "");
    const double share = coverage.obliged() == 0 ? 0
                                                 : 100.0 * static_cast<double>(coverage.not_recorded()) /
                                                       static_cast<double>(coverage.obliged());
    Figure(" not recorded", not_recorded, coverage.not_recorded(), absl::StrFormat("   (%.1f %%)", share));
  }

  void Figure(const char* label, std::optional<std::int64_t> expected, std::int64_t computed,
              const std::string& more) {
    Line(absl::StrFormat("%-23s%9s%12s%s%s", label, expected ? Number(*expected) : "", Number(computed),
                         expected ? Verdict(*expected == computed, "  ") : "", more));
  }

  // `ok` after `gap`, or DIFFERS, which the report then does as a whole.
  std::string Verdict(bool agrees, const char* gap) {
    report_.agrees = report_.agrees && agrees;
    return absl::StrCat(gap, agrees ? "ok" : "DIFFERS");
  }

  void Stock() {
    const auto& stock = overview_.stock();
    const auto& expected = facts_.expected;
    const std::string computed = Three(stock.received(), stock.used(), stock.left());
    std::string line = computed;
    if (expected) {
      line = Three(expected->received, expected->used, expected->left);
      const bool agrees = line == computed;
      absl::StrAppend(&line, agrees ? "" : absl::StrCat("   computed ", computed), Verdict(agrees, "    "));
    }
    Labelled(" received / used / left", line);
    Mode();
    RunOut();
  }

  static std::string Three(std::int64_t received, std::int64_t used, std::int64_t left) {
    return absl::StrCat(Number(received), " / ", Number(used), " / ", Number(left));
  }

  void Mode() {
    const inventory::StockModeLevel level = overview_.stock_mode().level();
    const bool is_rationed =
        level == inventory::STOCK_MODE_LEVEL_CONSTRAINED || level == inventory::STOCK_MODE_LEVEL_CRITICAL;
    std::string line;
    if (facts_.expected) line = absl::StrFormat("%-11s", facts_.expected->rationed ? "rationed" : "normal");
    absl::StrAppend(&line, Level(level));
    if (facts_.expected && facts_.expected->rationed != is_rationed)
      absl::StrAppend(&line, Verdict(false, "  "));
    if (facts_.tries) {
      const std::string lost = Consequence(facts_.tries->lost),
                        status = Consequence(facts_.tries->status_change);
      absl::StrAppend(&line, "   replacement -> ", Consequence(facts_.tries->replacement), "; ",
                      lost == status ? absl::StrCat("lost, status change -> ", lost)
                                     : absl::StrCat("lost -> ", lost, ", status change -> ", status));
    }
    Labelled(" mode", line);
  }

  void RunOut() {
    const auto& forecast = overview_.forecast();
    const auto& rationed = forecast.run_out_rationed();
    std::string line;
    if (facts_.expected) line = absl::StrFormat("%-11s", Month(facts_.expected->stock_lasts_until));
    absl::StrAppend(&line, LongDate(rationed.has_p50(), rationed.p50()), " (10/50/90 %), rationed ",
                    Quantiles(rationed), " / unrationed ", Quantiles(forecast.run_out_unrationed()));
    Labelled(" stock lasts until", line);
    if (!facts_.expected) return;
    if (rationed.has_p50() && absl::CivilMonth(Day(rationed.p50())) == facts_.expected->stock_lasts_until)
      return;
    Labelled("",
             absl::StrCat("the median is not ", Month(facts_.expected->stock_lasts_until), "; it assumes:"));
    for (const std::string& assumption : forecast.assumptions()) Labelled("", absl::StrCat("- ", assumption));
  }

  void Readiness() {
    const gateway::Readiness& readiness = overview_.readiness();
    const absl::CivilDay deadline = Day(overview_.deadline());
    const bool is_election = facts_.expected && facts_.expected->deadline == deadline;
    Line(absl::StrCat(is_election ? "ELECTION " : "DEADLINE ", LongDate(deadline),
                      ": can all be recorded and printed?  ", readiness.ready() ? "YES" : "NO"));
    Labelled(" to record",
             absl::StrCat(Number(readiness.not_recorded()), " + those turning 17 (",
                          Number(readiness.turning_obliged()), ") = ", Number(readiness.to_record())));
    Labelled(" outreach reaches", Outreach());
    Labelled(" cards", absl::StrCat(Number(readiness.cards_left()), " -> ", Number(readiness.cards_short()),
                                    " short of ", Number(readiness.cards_needed()), " needed"));
    Labelled(" printing",
             absl::StrCat(Number(readiness.print_possible()), " possible in ", readiness.print_days(),
                          " print days -> ", Number(readiness.print_short()), " short"));
    Labelled(" binding limit", Limit(readiness.binding_limit()));
    Labelled(" ask the ministry", absl::StrCat(Ask(), "      districts that miss: ", Missing()));
  }

  std::string Outreach() const {
    std::string line =
        absl::StrCat(Number(overview_.readiness().outreach_reaches()), "   ", facts_.teams, " teams");
    if (facts_.one_more_team)
      absl::StrAppend(&line, "; one more team +", Number(std::llround(*facts_.one_more_team)));
    absl::StrAppendFormat(&line, "     assumption: turnout %.0f %% a visit to a village, %.0f %% to a school",
                          100 * overview_.village_turnout(), 100 * overview_.school_turnout());
    return line;
  }

  std::string Ask() const {
    const gateway::Readiness& readiness = overview_.readiness();
    if (readiness.ask_cards() == 0) return "nothing";
    std::string ask = absl::StrCat(Number(readiness.ask_cards()), " cards");
    if (readiness.has_ask_by_date()) absl::StrAppend(&ask, " by ", LongDate(Day(readiness.ask_by_date())));
    return ask;
  }

  // The three that miss most, and how many more.
  std::string Missing() const {
    constexpr int kNamed = 3;
    const auto& districts = overview_.readiness().missing_districts();
    if (districts.empty()) return "none";
    std::string text;
    for (int i = 0; i < std::min(kNamed, districts.size()); ++i) {
      absl::StrAppend(&text, i == 0 ? "" : ", ", districts[i].display_name(), " ",
                      Number(districts[i].expected_missing()));
    }
    if (districts.size() > kNamed) absl::StrAppend(&text, " and ", districts.size() - kNamed, " more");
    return text;
  }

  void Tried() {
    if (facts_.are_tries_refused) return Line("TRY  no answer: the requests made to try it were refused");
    if (!facts_.tries) return Line("TRY  no card was handed over yet");
    const Tries& tries = *facts_.tries;
    Line(absl::StrCat("TRY  lost card -> ", Outcome(tries.lost), " (rule ", tries.lost.decision().rule(),
                      ")   torn card -> ", Outcome(tries.damaged), "   serial ", tries.blank.serial(), " -> ",
                      tries.blank.resident()));
  }

  void Labelled(const char* label, const std::string& text) { Line(absl::StrFormat("%-26s%s", label, text)); }
  void Line(const std::string& text) {
    absl::StrAppend(&report_.text, absl::StripTrailingAsciiWhitespace(text), "\n");
  }

  const ReportFacts& facts_;
  const gateway::Overview& overview_;
  ReportText report_;
};

}  // namespace

ReportText RenderReport(const ReportFacts& facts) {
  return Report(facts).Render();
}

}  // namespace dukcapil::cli
