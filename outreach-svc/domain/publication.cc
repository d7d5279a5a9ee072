#include "outreach-svc/domain/publication.h"

#include <map>
#include <string>
#include <tuple>

namespace dukcapil::outreach {
namespace {

using SlotKey = std::tuple<absl::CivilDay, HalfDay, std::string>;

SlotKey KeyOf(const AnnouncedVisit& visit) {
  return {visit.date, visit.half, visit.team};
}

}  // namespace

Publication Compare(const std::vector<AnnouncedVisit>& planned, const std::vector<AnnouncedVisit>& announced,
                    bool keep_fallen) {
  std::map<SlotKey, int> planned_at;
  for (std::size_t i = 0; i < planned.size(); ++i) planned_at.emplace(KeyOf(planned[i]), static_cast<int>(i));
  Publication publication;
  std::vector<bool> is_settled(planned.size());
  for (std::size_t i = 0; i < announced.size(); ++i) {
    const AnnouncedVisit& visit = announced[i];
    const auto same_slot = planned_at.find(KeyOf(visit));
    const bool is_planned = same_slot != planned_at.end();
    if (is_planned && planned[static_cast<std::size_t>(same_slot->second)].site == visit.site) {
      publication.kept.push_back({same_slot->second, static_cast<int>(i)});
      is_settled[static_cast<std::size_t>(same_slot->second)] = true;
      continue;
    }
    const bool falls_away = !visit.HasBegun() && !visit.pinned;
    if (falls_away) publication.fallen_away.push_back(static_cast<int>(i));
    if (is_planned && (!falls_away || keep_fallen)) {
      publication.blocked.push_back(same_slot->second);
      is_settled[static_cast<std::size_t>(same_slot->second)] = true;
    }
  }
  for (std::size_t i = 0; i < planned.size(); ++i) {
    if (!is_settled[i]) publication.created.push_back(static_cast<int>(i));
  }
  return publication;
}

}  // namespace dukcapil::outreach
