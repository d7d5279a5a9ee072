#include "outreach-svc/rpc/convert_visit.h"

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "outreach-svc/rpc/convert.h"
#include "outreach-svc/rpc/etag.h"
#include "outreach-svc/rpc/names.h"
#include "platform/civil_date/civil_date.h"
#include "platform/status/check_text.h"
#include "platform/update_mask/update_mask.h"

namespace dukcapil::outreach {
namespace {

constexpr int kMostKits = 20;
constexpr int kMostPeople = 100'000;
constexpr int kMostBlanks = 1'000'000;
constexpr int kFarthestDays = 366;
constexpr absl::string_view kVisitFields[] = {"team", "date", "half_day", "kits", "pinned", "carry_movement"};

absl::CivilDay VisitDate(const v1::Visit& visit, absl::CivilDay today, Violations& violations) {
  if (!visit.has_date()) {
    violations.Add("visit.date", "REQUIRED", "is required");
    return today;
  }
  const auto date = FromProto(visit.date(), "visit.date", violations);
  if (!date.has_value()) return today;
  if (*date < today) violations.Add("visit.date", "IN_THE_PAST", "must not be before today");
  if (*date - today > kFarthestDays) {
    violations.Add("visit.date", "TOO_LATE", absl::StrCat("must be within ", kFarthestDays, " days"));
  }
  return *date;
}

HalfDay HalfOf(v1::HalfDay half, Violations& violations) {
  if (half == v1::HALF_DAY_UNSPECIFIED || !v1::HalfDay_IsValid(half)) {
    violations.Add("visit.half_day", "UNKNOWN_VALUE", "must be MORNING or AFTERNOON");
    return HalfDay::kMorning;
  }
  return static_cast<HalfDay>(half);
}

std::string CarryOf(const v1::Visit& visit, absl::string_view regency, Violations& violations) {
  if (visit.carry_movement().empty()) return "";
  return ParseMovement(visit.carry_movement(), regency, "visit.carry_movement", violations).value_or("");
}

v1::VisitResult ResultOf(const VisitReport& result) {
  v1::VisitResult proto;
  proto.set_invited(result.invited);
  proto.set_came(result.came);
  proto.set_recorded(result.recorded);
  proto.set_failure_cause(static_cast<v1::VisitFailureCause>(result.cause));
  proto.set_note(result.note);
  if (result.blanks.has_value()) {
    v1::BlankUse& blanks = *proto.mutable_blanks();
    blanks.set_taken(result.blanks->taken);
    blanks.set_used(result.blanks->used);
    blanks.set_spoiled(result.blanks->spoiled);
    blanks.set_returned(result.blanks->returned);
    blanks.set_lost(result.blanks->lost);
  }
  return proto;
}

BlankUse BlanksOf(const v1::BlankUse& proto, Violations& violations) {
  constexpr absl::string_view kBlanks = "result.blanks";
  const BlankUse blanks = {proto.taken(), proto.used(), proto.spoiled(), proto.returned(), proto.lost()};
  const std::size_t before = violations.list().size();
  CheckRange(blanks.taken, 0, kMostBlanks, absl::StrCat(kBlanks, ".taken"), violations);
  CheckRange(blanks.used, 0, kMostBlanks, absl::StrCat(kBlanks, ".used"), violations);
  CheckRange(blanks.spoiled, 0, kMostBlanks, absl::StrCat(kBlanks, ".spoiled"), violations);
  CheckRange(blanks.returned, 0, kMostBlanks, absl::StrCat(kBlanks, ".returned"), violations);
  CheckRange(blanks.lost, 0, kMostBlanks, absl::StrCat(kBlanks, ".lost"), violations);
  if (violations.list().size() == before && !blanks.AddsUp()) {
    violations.Add(kBlanks, "BLANKS_DO_NOT_ADD_UP", "taken must be used + spoiled + returned + lost");
  }
  return blanks;
}

}  // namespace

v1::Visit ToProto(const AnnouncedVisit& visit) {
  v1::Visit proto;
  if (!visit.id.empty()) proto.set_name(NameOf(visit));
  proto.set_number(visit.number);
  if (!visit.plan.empty()) proto.set_plan(PlanName(visit.regency, visit.plan));
  proto.set_team(TeamName(visit.regency, visit.team));
  proto.set_site(SiteName(visit.regency, visit.site));
  proto.set_site_display_name(visit.site_display_name);
  proto.set_district(RegionName(visit.district));
  *proto.mutable_date() = dukcapil::ToProto(visit.date);
  proto.set_half_day(static_cast<v1::HalfDay>(visit.half));
  proto.set_kits(visit.kits);
  proto.set_pinned(visit.pinned);
  if (!visit.carry_movement.empty()) {
    proto.set_carry_movement(MovementName(visit.regency, visit.carry_movement));
  }
  proto.set_state(static_cast<v1::VisitState>(visit.state));
  proto.set_expected_recordings(Recordings(visit.expected));
  *proto.mutable_target_date() = dukcapil::ToProto(visit.target_date);
  proto.set_waiting(visit.waiting.value_or(0));
  proto.set_cancel_reason(visit.cancel_reason);
  if (visit.result.has_value()) *proto.mutable_result() = ResultOf(*visit.result);
  if (visit.id.empty()) return proto;  // would be made
  proto.set_etag(EtagOf(visit.version));
  *proto.mutable_create_time() = ToProto(visit.create_time);
  *proto.mutable_update_time() = ToProto(visit.update_time);
  return proto;
}

void AddTallies(const std::vector<storage::OutcomeTally>& tallies, v1::Visit& visit) {
  int untold = 0;
  int refused = 0;
  for (const storage::OutcomeTally& tally : tallies) {
    v1::OutcomeCount& count = *visit.add_outcome_counts();
    count.set_outcome(static_cast<v1::PersonOutcome>(tally.outcome));
    count.set_people(tally.people);
    untold += tally.untold;
    refused += tally.refused;
  }
  visit.set_untold_outcomes(untold);
  visit.set_refused_outcomes(refused);
}

AnnouncedVisit FromProto(const v1::Visit& proto, absl::string_view regency, absl::CivilDay today,
                         Violations& violations) {
  AnnouncedVisit visit;
  visit.regency = std::string(regency);
  visit.team = ParseTeam(proto.team(), regency, "visit.team", violations).value_or("");
  visit.site = ParseSite(proto.site(), regency, "visit.site", violations).value_or("");
  visit.date = VisitDate(proto, today, violations);
  visit.half = HalfOf(proto.half_day(), violations);
  visit.target_date =
      OptionalFromProto(proto.has_target_date(), proto.target_date(), "visit.target_date", violations)
          .value_or(visit.date);
  if (visit.target_date < visit.date) {
    violations.Add("visit.target_date", "BEFORE_VISIT", "must not be before the visit");
  }
  visit.kits = proto.kits();
  CheckRange(visit.kits, 0, kMostKits, "visit.kits", violations);
  visit.pinned = proto.pinned();
  visit.carry_movement = CarryOf(proto, regency, violations);
  return visit;
}

VisitChange FromProto(const v1::UpdateVisitRequest& request, absl::string_view regency, absl::CivilDay today,
                      Violations& violations) {
  const std::vector<std::string> fields =
      ReadMask(request.update_mask(), kVisitFields, violations,
               "must be team, date, half_day, kits, pinned or carry_movement");
  const auto is_masked = [&fields](absl::string_view field) { return absl::c_linear_search(fields, field); };
  const v1::Visit& visit = request.visit();
  VisitChange change;
  if (is_masked("team")) {
    change.team = ParseTeam(visit.team(), regency, "visit.team", violations);
  }
  if (is_masked("date")) change.date = VisitDate(visit, today, violations);
  if (is_masked("half_day")) change.half = HalfOf(visit.half_day(), violations);
  if (is_masked("kits")) {
    CheckRange(visit.kits(), 0, kMostKits, "visit.kits", violations);
    change.kits = visit.kits();
  }
  if (is_masked("pinned")) change.pinned = visit.pinned();
  if (is_masked("carry_movement")) change.carry_movement = CarryOf(visit, regency, violations);
  return change;
}

VisitReport FromProto(const v1::VisitResult& proto, Violations& violations) {
  VisitReport result;
  result.invited = proto.invited();
  CheckRange(result.invited, 0, kMostPeople, "result.invited", violations);
  result.came = proto.came();
  CheckRange(result.came, 0, kMostPeople, "result.came", violations);
  result.recorded = proto.recorded();
  CheckRange(result.recorded, 0, kMostPeople, "result.recorded", violations);
  if (!v1::VisitFailureCause_IsValid(proto.failure_cause())) {
    violations.Add("result.failure_cause", "UNKNOWN_VALUE", "must be a known cause");
  }
  result.cause = static_cast<FailureCause>(proto.failure_cause());
  result.note = proto.note();
  CheckText(result.note, result.cause == FailureCause::kOther ? 1 : 0, 500, "result.note", violations);
  if (proto.has_blanks()) result.blanks = BlanksOf(proto.blanks(), violations);
  return result;
}

std::optional<VisitState> FromProto(v1::VisitState state, absl::string_view field, Violations& violations) {
  if (state == v1::VISIT_STATE_UNSPECIFIED) return std::nullopt;
  if (!v1::VisitState_IsValid(state)) violations.Add(field, "UNKNOWN_VALUE", "must be a known state");
  return static_cast<VisitState>(state);
}

}  // namespace dukcapil::outreach
