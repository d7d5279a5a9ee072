#include "outreach-svc/domain/slots.h"

#include <optional>

#include "absl/algorithm/container.h"
#include "absl/container/btree_map.h"
#include "absl/container/flat_hash_map.h"

namespace dukcapil::outreach {
namespace {

// A blackout of one site, or of all.
struct Closed {
  std::optional<std::size_t> site;
  DayRange days;
};

std::vector<Closed> Resolve(const std::vector<Blackout>& blackouts, const std::vector<Site>& sites) {
  absl::flat_hash_map<std::string, std::size_t> index;
  for (std::size_t i = 0; i < sites.size(); ++i) index.emplace(sites[i].id, i);
  std::vector<Closed> closed;
  for (const Blackout& blackout : blackouts) {
    const auto site = index.find(blackout.site);
    if (blackout.site.empty()) {
      closed.push_back({std::nullopt, {blackout.first, blackout.last}});
    } else if (site != index.end()) {
      closed.push_back({site->second, {blackout.first, blackout.last}});
    }
  }
  return closed;
}

// The sites closed on a half-day; nothing where all are.
std::optional<std::vector<int>> ClosedOn(absl::CivilDay day, HalfDay half, const std::vector<Site>& sites,
                                         const std::vector<Closed>& blackouts) {
  std::vector<bool> is_closed(sites.size());
  for (const Closed& blackout : blackouts) {
    if (!blackout.days.Has(day)) continue;
    if (!blackout.site.has_value()) return std::nullopt;
    is_closed[*blackout.site] = true;
  }
  std::vector<int> closed;
  for (std::size_t i = 0; i < sites.size(); ++i) {
    if (is_closed[i] || !sites[i].access.IsOpen(day, half)) closed.push_back(static_cast<int>(i));
  }
  if (!sites.empty() && closed.size() == sites.size()) return std::nullopt;
  return closed;
}

}  // namespace

SlotTable MakeSlots(const std::vector<Team>& teams, const std::vector<Site>& sites,
                    const std::vector<Blackout>& blackouts, const WorkingCalendar& calendar,
                    absl::CivilDay start, absl::CivilDay deadline) {
  SlotTable table;
  const std::vector<Closed> resolved = Resolve(blackouts, sites);
  absl::btree_map<std::vector<int>, int> kinds;
  for (absl::CivilDay day = start; day <= deadline; ++day) {
    if (calendar.IsHoliday(day)) continue;
    for (const HalfDay half : {HalfDay::kMorning, HalfDay::kAfternoon}) {
      if (absl::c_none_of(teams, [&](const Team& team) { return team.Works(day, half); })) continue;
      const std::optional<std::vector<int>> closed = ClosedOn(day, half, sites, resolved);
      if (!closed.has_value()) continue;
      const auto [kind, is_new] = kinds.try_emplace(*closed, static_cast<int>(table.closed.size()));
      if (is_new) table.closed.push_back(*closed);
      for (std::size_t team = 0; team < teams.size(); ++team) {
        if (!teams[team].Works(day, half)) continue;
        table.slots.push_back({static_cast<int>(team), day, half, kind->second});
      }
    }
  }
  return table;
}

}  // namespace dukcapil::outreach
