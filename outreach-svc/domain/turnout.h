// The turnout learnt from visits: which share of those waiting at a site comes when a team does.
//
// Every level scatters about the one above: the districts about their kind of site, the sites about their
// district, the visits about their site, and who comes about the share of the visit. Each scatter is a part
// of m(1 - m), where m is the mean above (the constants below): the variance of a share of a crowd in which
// two people agree with that correlation. The estimate is the linear one of least error (Bühlmann-Straub, one
// level upon another): what was seen counts by its precision, so that one visit to 500 people does not
// outweigh five visits to 50, and what nobody saw has the mean of the level above. A Beta distribution of the
// same mean and variance gives the interval.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "outreach-svc/domain/site.h"

namespace dukcapil::outreach {

// Before any visit: 140 of 500 invited came in villages; 30 to 50 pupils, of those waiting at one school.
// Each is as good as one visit seen elsewhere, and no better.
inline constexpr double kVillageTurnout = 0.28;
inline constexpr double kSchoolTurnout = 0.60;
inline constexpr double PriorTurnout(SiteKind kind) {
  return kind == SiteKind::kSchool ? kSchoolTurnout : kVillageTurnout;
}

// What a completed visit said.
struct VisitResult {
  SiteKind kind = SiteKind::kVillage;
  std::string district;  // code
  std::string site;      // id
  std::int64_t invited =
      0;  // waiting to be recorded there when the team came; a visit to nobody says nothing
  std::int64_t came =
      0;  // also those whom the team could not record for want of time; more than invited: all
};

struct TurnoutEstimate {
  double mean = 0;
  double low = 0;  // the mean lies in [low, high] with 80 %
  double high = 0;
  int visits = 0;  // that were seen of it
};

// Immutable; cheap to make (a few thousand results in a millisecond).
class Turnout {
 public:
  Turnout() : Turnout(std::vector<VisitResult>()) {}
  explicit Turnout(const std::vector<VisitResult>& results);

  // The mean over all sites of the kind.
  TurnoutEstimate OfKind(SiteKind kind) const;
  // The share that comes to this site: what is known of it, else of its district, else of its kind.
  TurnoutEstimate OfSite(const Site& site) const;
  // The share that one visit to it reaches: what is known of the site, and how visits scatter about that.
  // Costs next to nothing.
  SiteTurnout ShareAt(const Site& site) const;

 private:
  // A mean, and its variance as a part of mean x (1 - mean).
  struct Level {
    double mean = 0;
    double variance = 0;
    int visits = 0;
  };
  using DistrictKey = std::pair<SiteKind, std::string>;
  using SiteKey = std::pair<SiteKind, std::string>;

  Level LevelOf(const Site& site) const;
  static TurnoutEstimate Estimate(const Level& level);

  std::map<SiteKind, Level> kinds_;
  std::map<DistrictKey, Level> districts_;
  std::map<SiteKey, Level> sites_;
};

}  // namespace dukcapil::outreach
