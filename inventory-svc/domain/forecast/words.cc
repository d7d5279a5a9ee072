#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "inventory-svc/domain/forecast/forecast.h"

namespace dukcapil::inventory {
namespace {

std::string Rate(const GammaRate& rate) {
  return absl::StrFormat("%.1f a print day", rate.mean());
}

// How much is known, and what that does to the bands.
std::string KnownHistory(const ForecastInputs& inputs) {
  const IssueHistory& history = inputs.history;
  std::string learned = absl::StrCat(
      "rates and their scatter from day to day and week to week are learned from the ", kHistoryDays,
      " days before the start (", history.print_days,
      " print days; a day counts half after four weeks), with weak priors from public figures of "
      "neighbouring offices");
  const std::int64_t known = history.days.empty() ? 0 : inputs.date - history.days.front().date;
  if (known >= kShortHistoryDays) return learned;
  return absl::StrCat(learned, "; that is a history of ", known, " days, fewer than ", kShortHistoryDays,
                      ": the bands are wider for it");
}

// Nothing where outreach answered.
std::string Age(const ForecastInputs& inputs) {
  if (!inputs.expected_recordings_time.has_value()) return "";
  return absl::StrCat(
      " as it told them at ",
      absl::FormatTime("%Y-%m-%dT%H:%MZ", *inputs.expected_recordings_time, absl::UTCTimeZone()),
      " (it does not answer now)");
}

std::string Arrivals(const ForecastInputs& inputs) {
  if (inputs.arrivals.empty()) return "no arrival is confirmed";
  std::int64_t cards = 0;
  for (const auto& [day, quantity] : inputs.arrivals) cards += quantity;
  return absl::StrCat(cards, " cards under way arrive on the day they are expected, overdue ones tomorrow");
}

}  // namespace

std::string BasisOf(PartKind kind, const ForecastInputs& inputs) {
  const IssueHistory& history = inputs.history;
  switch (kind) {
    case PartKind::kPrintReadyBacklog:
      return absl::StrCat("register: ", PrintReadyBacklog(inputs.coverage, history),
                          " print-ready without a card, wanted at once; ", AtTheCentre(inputs.coverage),
                          " recorded and still at the centre");
    case PartKind::kOutreach:
      return absl::StrCat("outreach: expected recordings of the planned visits", Age(inputs),
                          ", print-ready after a delay of median 2 days");
    case PartKind::kTurning17:
      return "register: recorded residents who become obliged until the deadline, spread evenly";
    case PartKind::kWalkIn:
      return absl::StrCat("history: first issues ", Rate(FirstIssueRate(history)), " over ",
                          history.print_days,
                          " print days, less those explained by birthdays and by visits at up to the planned "
                          "pace; at least 25 "
                          "% came by themselves");
    case PartKind::kLostOrStatusChange:
      return absl::StrCat("history: ", Rate(LostOrStatusChangeRate(history)), "; ",
                          history.open_lost_or_status_change, " open requests");
    case PartKind::kReplacement:
      if (const auto rate = ReplacementRate(history)) return absl::StrCat("history: ", Rate(*rate));
      return absl::StrCat(
          "no history (rationed away): all reprints together taken as 1 to 4.3 times the first issues, "
          "as elsewhere (130 to 30 a day), less lost and status change; ",
          history.open_replacements, " open requests");
    case PartKind::kSpoilage:
      return absl::StrCat("history: ", history.spoiled, " spoiled, with a prior of 1 %");
  }
  return "";
}

std::vector<std::string> AssumptionsOf(const ForecastInputs& inputs) {
  return {
      KnownHistory(inputs),
      absl::StrFormat("the office loses %.0f in 100 print days (power, network, printer)",
                      100 * LearnScatter(inputs.history.days).lost_day),
      "turnout of visits varies by a common factor (standard deviation 25 %)",
      absl::StrCat(
          "a recording becomes print-ready after a lognormal delay: median 2 days, one in ten over 15, ",
          "one in a hundred over 80"),
      "who is at the centre today has waited already: in a steady flow the long delays are over-represented",
      "nobody is recorded twice: visits and walk-ins together end at the number not recorded",
      "rationed: damaged and other replacements are steered to the digital identity",
      absl::StrCat("the ministry needs ", kShortestLeadDays, " to ", kLongestLeadDays, " days, most often ",
                   kLeadTimeDays, ", from asking to delivery; ", Arrivals(inputs)),
      absl::StrCat(
          "where more is waiting than can be printed stock falls at the printers' pace, which is nearly ",
          "certain: then the quantiles of the run-out day lie close together"),
      absl::StrCat("visits count as planned until ", absl::FormatCivilTime(inputs.deadline),
                   " and not beyond"),
  };
}

std::vector<std::string> AskWordsOf(const ForecastInputs& inputs, const Forecast& forecast) {
  const AskAdvice& ask = forecast.ask;
  std::vector<std::string> words;
  if (forecast.ask_cards == 0) {
    words.push_back(
        "nothing need be asked for: stock covers the demand (90 %) that can be printed until the deadline");
    return words;
  }
  words.push_back(
      absl::StrFormat("asked for by %s, cards come after stock has run out in %.0f of 100 futures%s; "
                      "delivery takes %d days, 80 %% of "
                      "the time %d to %d",
                      absl::FormatCivilTime(forecast.ask_by_date), 100 * ask.late_chance,
                      ask.late_chance >= kLateChance ? " (it is late already: ask today)" : "",
                      ask.lead_time.p50, ask.lead_time.p10, ask.lead_time.p90));
  words.push_back(
      absl::StrCat("needed: ", forecast.ask_cards,
                   " cards beyond those in stock, for the demand (90 %) until the deadline as far as it "
                   "can be printed"));
  words.push_back(absl::StrCat("the ministry cuts: of 100 cards asked for ", ask.approved_percent.p50,
                               " are approved in the median (80 %: ", ask.approved_percent.p10, " to ",
                               ask.approved_percent.p90,
                               "), from one public case (asked 10,000, got 2,000) and ",
                               inputs.decided_requests.size(), " decided requests of this office"));
  words.push_back(
      absl::StrCat("raised for that: ", ask.raised_cards, "; no more than the same demand makes until ",
                   absl::FormatCivilTime(inputs.deadline + kLongestLeadDays),
                   ", one delivery after the deadline, since what cannot be shown to be needed is not asked "
                   "for; an allocation "
                   "takes a request as an upper limit only, so that asking for more gains nothing"));
  return words;
}

}  // namespace dukcapil::inventory
