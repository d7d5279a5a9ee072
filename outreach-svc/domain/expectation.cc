#include "outreach-svc/domain/expectation.h"

#include <algorithm>
#include <map>
#include <string>

namespace dukcapil::outreach {
namespace {

struct Place {
  const Site* site = nullptr;
  double share = 0;
  Micro left = 0;
};

}  // namespace

std::vector<Micro> ExpectOf(const std::vector<AnnouncedVisit>& visits, const std::vector<Site>& sites,
                            const std::vector<Team>& teams, const Turnout& turnout) {
  std::map<std::string, Place> places;
  for (const Site& site : sites) {
    places[site.id] = {&site, turnout.MeanAt(site), site.target * kMicro};
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
    const auto come = static_cast<Micro>(static_cast<double>(place->second.left) * place->second.share);
    expected.push_back(std::min(come, HalfDayCapacity(going, *place->second.site)));
    place->second.left -= expected.back();
  }
  return expected;
}

}  // namespace dukcapil::outreach
