#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gateway/overview/handlers.h"
#include "gateway/overview/readiness.h"
#include "platform/access/region_scope.h"
#include "platform/civil_date/civil_date.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"

namespace dukcapil::gateway {
namespace {

constexpr int kLongestHorizonDays = 730;

absl::StatusOr<OverviewQuestion> Parse(const v1::GetOverviewRequest& request, absl::CivilDay today) {
  Violations violations;
  OverviewQuestion question;
  const absl::StatusOr<std::string> region = RegionOf(request.name());
  if (!region.ok() || request.name() != absl::StrCat(RegionName(*region), "/overview") ||
      RegencyOf(*region) != *region || region->size() < 5) {
    violations.Add("name", "MALFORMED_RESOURCE_NAME", "must be `regions/{regency}/overview`");
  } else {
    question.region = *region;
  }
  const absl::CivilDay date =
      OptionalFromProto(request.has_date(), request.date(), "date", violations).value_or(today);
  question.date = ToProto(date);
  if (!request.has_deadline()) {
    violations.Add("deadline", "REQUIRED", "is required");
  } else if (const auto deadline = FromProto(request.deadline(), "deadline", violations);
             deadline.has_value()) {
    if (*deadline <= date || *deadline - date > kLongestHorizonDays) {
      violations.Add("deadline", "OUT_OF_RANGE", "must be after the date, by at most 730 days");
    }
    question.deadline = ToProto(*deadline);
  }
  RETURN_IF_ERROR(violations.ToStatus());
  return question;
}

// A service that cannot be reached is named and its figures are left out; any other refusal is the caller's
// to know.
bool IsAway(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status) ||
         absl::IsResourceExhausted(status) || absl::IsInternal(status) || absl::IsUnknown(status) ||
         absl::IsCancelled(status);
}

// Notes which services are away; the first other error.
absl::Status Sort(const SisterAnswers& answers, std::set<std::string>& away) {
  const std::pair<const char*, absl::Status> states[] = {
      {"population-svc", answers.region.status()},      {"population-svc", answers.today.status()},
      {"population-svc", answers.at_deadline.status()}, {"population-svc", answers.districts.status()},
      {"inventory-svc", answers.locations.status()},    {"inventory-svc", answers.mode.status()},
      {"inventory-svc", answers.forecast.status()},     {"outreach-svc", answers.progress.status()}};
  for (const auto& [service, status] : states) {
    if (status.ok()) continue;
    if (!IsAway(status)) return status;
    away.insert(service);
  }
  return absl::OkStatus();
}

v1::StockFigures SumStock(const inventory::v1::ListLocationsResponse& locations) {
  v1::StockFigures stock;
  for (const auto& location : locations.locations()) {
    stock.set_received(stock.received() + location.received_total());
    stock.set_used(stock.used() + location.issued_total() + location.spoiled_total());
    stock.set_left(stock.left() + location.on_hand());
    stock.set_reserved(stock.reserved() + location.reserved());
  }
  return stock;
}

std::int64_t Part(const inventory::v1::Forecast& forecast, inventory::v1::DemandPartKind kind) {
  for (const auto& part : forecast.parts()) {
    if (part.kind() == kind) return part.cards().p50();
  }
  return 0;
}

inventory::v1::BindingLimit ToProto(Limit limit) {
  switch (limit) {
    case Limit::kNone:
      return inventory::v1::BINDING_LIMIT_NONE;
    case Limit::kRecordings:
      return inventory::v1::BINDING_LIMIT_RECORDINGS;
    case Limit::kCards:
      return inventory::v1::BINDING_LIMIT_CARDS;
    case Limit::kPrintDays:
      return inventory::v1::BINDING_LIMIT_PRINT_DAYS;
  }
  return inventory::v1::BINDING_LIMIT_UNSPECIFIED;
}

// Districts where the plan leaves somebody, most first.
void AddMissingDistricts(const SisterAnswers& answers, v1::Readiness& readiness) {
  absl::flat_hash_map<std::string, std::string> names;
  for (const auto& coverage : answers.districts->coverages()) {
    names[coverage.region().name()] = coverage.region().display_name();
  }
  for (const auto& district : answers.progress->districts()) {
    const std::int64_t missing = std::llround(district.expected_missing());
    if (missing <= 0) continue;
    v1::MissingDistrict* entry = readiness.add_missing_districts();
    entry->set_district(district.district());
    entry->set_display_name(names[district.district()]);
    entry->set_to_record(district.target());
    entry->set_expected_missing(missing);
  }
  std::stable_sort(readiness.mutable_missing_districts()->begin(),
                   readiness.mutable_missing_districts()->end(),
                   [](const v1::MissingDistrict& a, const v1::MissingDistrict& b) {
                     return a.expected_missing() > b.expected_missing();
                   });
}

v1::Readiness Join(const SisterAnswers& answers, const v1::StockFigures& stock) {
  const inventory::v1::Forecast& forecast = *answers.forecast;
  ReadinessInputs in;
  in.not_recorded_today = answers.today->not_recorded();
  in.not_recorded_at_deadline = answers.at_deadline->not_recorded();
  in.recorded_without_card = Part(forecast, inventory::v1::DEMAND_PART_KIND_PRINT_READY_BACKLOG) +
                             Part(forecast, inventory::v1::DEMAND_PART_KIND_TURNING_17);
  in.outreach_reaches = std::llround(answers.progress->expected_recordings());
  in.recordings_limit = forecast.recordings_limit().p50();
  in.cards_left = stock.left();
  in.print_possible = forecast.print_limit();
  const ReadinessAnswer answer = AnswerReadiness(in);

  v1::Readiness readiness;
  readiness.set_ready(answer.ready);
  readiness.set_not_recorded(in.not_recorded_today);
  readiness.set_turning_obliged(answer.turning_obliged);
  readiness.set_to_record(answer.to_record);
  readiness.set_outreach_reaches(in.outreach_reaches);
  readiness.set_cards_needed(answer.cards_needed);
  readiness.set_cards_left(in.cards_left);
  readiness.set_cards_short(answer.cards_short);
  readiness.set_print_possible(in.print_possible);
  readiness.set_print_days(forecast.print_days());
  readiness.set_print_short(answer.print_short);
  readiness.set_binding_limit(ToProto(answer.binding_limit));
  readiness.set_ask_cards(forecast.ask_cards());
  if (forecast.has_ask_by_date()) *readiness.mutable_ask_by_date() = forecast.ask_by_date();
  AddMissingDistricts(answers, readiness);
  return readiness;
}

}  // namespace

absl::StatusOr<v1::Overview> GetOverview(Gateway& app, const Call& call,
                                         const v1::GetOverviewRequest& request) {
  ASSIGN_OR_RETURN(const OverviewQuestion question, Parse(request, app.clock.Today()));
  const SisterAnswers answers = app.sisters->Ask(call, question);
  std::set<std::string> away;
  RETURN_IF_ERROR(Sort(answers, away));

  v1::Overview overview;
  overview.set_name(request.name());
  *overview.mutable_date() = question.date;
  *overview.mutable_deadline() = question.deadline;
  if (answers.region.ok()) overview.set_display_name(answers.region->display_name());
  if (answers.today.ok()) *overview.mutable_coverage() = *answers.today;
  if (answers.locations.ok()) *overview.mutable_stock() = SumStock(*answers.locations);
  if (answers.mode.ok()) *overview.mutable_stock_mode() = *answers.mode;
  if (answers.forecast.ok()) *overview.mutable_forecast() = *answers.forecast;
  if (answers.progress.ok()) {
    overview.set_village_turnout(answers.progress->village_turnout());
    overview.set_school_turnout(answers.progress->school_turnout());
  }
  if (away.empty()) *overview.mutable_readiness() = Join(answers, overview.stock());
  for (const std::string& service : away) overview.add_unreachable(service);
  return overview;
}

}  // namespace dukcapil::gateway
