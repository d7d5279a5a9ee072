#include "outreach-svc/domain/expectation.h"

#include <map>
#include <string>

namespace dukcapil::outreach {
namespace {

struct Place {
  const Site* site = nullptr;
  SiteTurnout share;
  Micro left = 0;
};

}  // namespace

std::vector<Micro> ExpectOf(const std::vector<AnnouncedVisit>& visits, const std::vector<Site>& sites,
                            const std::vector<Team>& teams, const Turnout& turnout) {
  std::map<std::string, Place> places;
  for (const Site& site : sites) {
    places[site.id] = {&site, turnout.ShareAt(site), site.target * kMicro};
  }
  std::map<std::string, const Team*> by_id;
  for (const Team& team : teams) by_id[team.id] = &team;
  std::vector<Micro> expected;
  expected.reserve(visits.size());
  for (const AnnouncedVisit& visit : visits) {
    const auto place = places.find(visit.site);
    const auto team = by_id.find(visit.team);
    if (place == places.end() || team == by_id.end()) {
      expected.push_back(0);
      continue;
    }
    Team going = *team->second;
    if (visit.kits > 0) going.kits = visit.kits;
    expected.push_back(ExpectedRecordings(place->second.left, place->second.share,
                                          HalfDayCapacity(going, *place->second.site)));
    place->second.left -= expected.back();
  }
  return expected;
}

}  // namespace dukcapil::outreach
