#include "outreach-svc/domain/visit_outcome.h"

#include <algorithm>

#include "platform/clock/clock.h"

namespace dukcapil::outreach {
namespace {

constexpr int kEndOfMorning = 12;  // o'clock
constexpr int kEndOfAfternoon = 16;

}  // namespace

absl::string_view RawCodeOf(PersonOutcome outcome) {
  switch (outcome) {
    case PersonOutcome::kRecorded:
      return "VISIT_RECORDED";
    case PersonOutcome::kAbsent:
      return "VISIT_ABSENT";
    case PersonOutcome::kMoved:
      return "VISIT_MOVED";
    case PersonOutcome::kDeceased:
      return "VISIT_DECEASED";
    case PersonOutcome::kAlreadyRecorded:
      return "VISIT_ALREADY_RECORDED";
    case PersonOutcome::kRefused:
      return "VISIT_REFUSED";
    case PersonOutcome::kNotFound:
      return "VISIT_NOT_FOUND";
    case PersonOutcome::kCannot:
      return "VISIT_CANNOT";
  }
  return "";
}

absl::Time EventTimeOf(const AnnouncedVisit& visit, absl::Time now) {
  const int hour = visit.half == HalfDay::kMorning ? kEndOfMorning : kEndOfAfternoon;
  return std::min(absl::FromCivil(absl::CivilHour(visit.date) + hour, OfficeZone()), now);
}

bool IsAtSite(const Whereabouts& person, absl::string_view site) {
  return KindOfSite(site) == SiteKind::kSchool ? person.school == site : person.village == site;
}

}  // namespace dukcapil::outreach
