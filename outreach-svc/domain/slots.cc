#include "outreach-svc/domain/slots.h"

#include <optional>

#include "absl/algorithm/container.h"
#include "absl/container/btree_map.h"

namespace dukcapil::outreach {
namespace {

// The sites closed on `day`; nothing where all are.
std::optional<std::vector<int>> ClosedOn(absl::CivilDay day, const std::vector<Site>& sites,
                                         const std::vector<Blackout>& blackouts) {
  std::vector<bool> is_closed(sites.size());
  for (const Blackout& blackout : blackouts) {
    if (day < blackout.first || day > blackout.last) continue;
    if (blackout.site.empty()) return std::nullopt;
    for (std::size_t i = 0; i < sites.size(); ++i) {
      if (sites[i].id == blackout.site) is_closed[i] = true;
    }
  }
  std::vector<int> closed;
  for (std::size_t i = 0; i < sites.size(); ++i) {
    if (is_closed[i]) closed.push_back(static_cast<int>(i));
  }
  if (!sites.empty() && closed.size() == sites.size()) return std::nullopt;
  return closed;
}

}  // namespace

SlotTable MakeSlots(const std::vector<Team>& teams, const std::vector<Site>& sites,
                    const std::vector<Blackout>& blackouts, const WorkingCalendar& calendar,
                    absl::CivilDay start, absl::CivilDay deadline) {
  SlotTable table;
  absl::btree_map<std::vector<int>, int> kinds;
  for (absl::CivilDay day = start; day <= deadline; ++day) {
    if (calendar.IsHoliday(day)) continue;
    if (absl::c_none_of(teams, [&](const Team& team) { return team.work_week.Works(day); })) continue;
    const std::optional<std::vector<int>> closed = ClosedOn(day, sites, blackouts);
    if (!closed.has_value()) continue;
    const auto [kind, is_new] = kinds.try_emplace(*closed, static_cast<int>(table.closed.size()));
    if (is_new) table.closed.push_back(*closed);
    for (const HalfDay half : {HalfDay::kMorning, HalfDay::kAfternoon}) {
      for (std::size_t team = 0; team < teams.size(); ++team) {
        if (!teams[team].work_week.Works(day)) continue;
        table.slots.push_back({static_cast<int>(team), day, half, kind->second});
      }
    }
  }
  return table;
}

}  // namespace dukcapil::outreach
