// A visit that was announced, by a plan or by itself: PLANNED → CONFIRMED → IN_PROGRESS → COMPLETED;
// CANCELLED until it begins.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "outreach-svc/domain/site.h"
#include "outreach-svc/domain/slots.h"
#include "outreach-svc/domain/visit_value.h"

namespace dukcapil::outreach {

enum class VisitState { kPlanned = 1, kConfirmed = 2, kInProgress = 3, kCompleted = 4, kCancelled = 5 };

absl::string_view Name(VisitState state);  // `PLANNED`, …

// Why a visit failed or was cut short.
enum class FailureCause {
  kNone = 0,
  kWeather = 1,
  kRoad = 2,
  kEquipment = 3,
  kPower = 4,
  kTeam = 5,
  kHost = 6,
  kNobodyCame = 7,
  kOther = 8
};

// Blank cards that a team took along.
struct BlankUse {
  int taken = 0;
  int used = 0;
  int spoiled = 0;
  int returned = 0;
  int lost = 0;

  bool AddsUp() const { return taken == used + spoiled + returned + lost; }
};

// What came of a visit, as the team tells.
struct VisitReport {
  int invited = 0;
  int came = 0;
  int recorded = 0;
  FailureCause cause = FailureCause::kNone;
  std::string note;
  std::optional<BlankUse> blanks;  // with, and only with, a carry movement
};

struct AnnouncedVisit {
  std::string regency;
  std::string id;           // UUIDv7
  std::int64_t number = 0;  // within the regency
  std::string plan;         // id; empty: made by itself
  std::string team;
  std::string site;
  std::string site_display_name;  // as the sites are kept now
  std::string district;           // code
  absl::CivilDay date;
  HalfDay half = HalfDay::kMorning;
  int kits = 0;  // 0: all of the team's
  bool pinned = false;
  std::string carry_movement;  // id; empty: none
  VisitState state = VisitState::kPlanned;
  absl::CivilDay target_date;  // who is obliged on this day is to be recorded
  Micro expected = 0;
  // To be recorded there when it began; nothing: it has not, or nobody could say.
  std::optional<std::int64_t> waiting;
  std::string cancel_reason;
  std::optional<VisitReport> result;  // once it is completed
  std::int64_t version = 1;           // counts changes
  absl::Time create_time;             // real time
  absl::Time update_time;             // real time

  bool HasBegun() const { return state != VisitState::kPlanned && state != VisitState::kConfirmed; }
  bool IsFinished() const { return state == VisitState::kCompleted || state == VisitState::kCancelled; }
  bool InSlotOf(const AnnouncedVisit& other) const {
    return team == other.team && date == other.date && half == other.half;
  }
};

// `regions/17.02/visits/{id}`.
std::string NameOf(const AnnouncedVisit& visit);

// A village has a code with dots, a school an NPSN.
SiteKind KindOfSite(absl::string_view site);

// Each changes the visit and counts its version, or answers FAILED_PRECONDITION with nothing changed:
// VISIT_FINISHED where it is over, VISIT_STATE where it is not there yet, or past that.
absl::Status Confirm(AnnouncedVisit& visit);
// While so many wait there, where that is known; also VISIT_NOT_YET.
absl::Status Start(absl::CivilDay today, std::optional<std::int64_t> waiting, AnnouncedVisit& visit);
absl::Status Complete(VisitReport result, AnnouncedVisit& visit);
// May people be reported? Changes nothing.
absl::Status CheckReporting(const AnnouncedVisit& visit);
absl::Status Cancel(absl::string_view reason, AnnouncedVisit& visit);

// What may be changed before it begins, and the movement until it is over.
struct VisitChange {
  std::optional<std::string> team;
  std::optional<absl::CivilDay> date;
  std::optional<HalfDay> half;
  std::optional<int> kits;
  std::optional<bool> pinned;
  std::optional<std::string> carry_movement;
};
// Another team, day or half makes a confirmed visit PLANNED again; the target date is never before the day.
absl::Status Change(const VisitChange& change, AnnouncedVisit& visit);

}  // namespace dukcapil::outreach
