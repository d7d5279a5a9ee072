#include "outreach-svc/rpc/known_sites.h"

#include <map>
#include <optional>

#include "platform/status/status_macros.h"

namespace dukcapil::outreach {
namespace {

constexpr absl::Duration kOldList = absl::Hours(24);  // names and villages change without being told
constexpr int kAllSites = 100'000;                    // more than any regency has

// Pupils of a school that is no site are for the village where they live.
void Count(const std::vector<storage::UnrecordedCount>& counts, std::vector<Site>& sites) {
  std::map<std::string, Site*> by_id;
  for (Site& site : sites) by_id.emplace(site.id, &site);
  for (const storage::UnrecordedCount& count : counts) {
    auto found = by_id.find(count.school);
    if (found == by_id.end()) found = by_id.find(count.village);
    if (found != by_id.end()) found->second->target += count.residents;
  }
}

// Nothing where the sites are not kept as they are now.
absl::StatusOr<std::optional<std::vector<Site>>> ReadKept(storage::Snapshot& snapshot,
                                                          const std::string& regency, absl::CivilDay date,
                                                          absl::Time now) {
  ASSIGN_OR_RETURN(const storage::SiteList list, snapshot.FindSiteList(regency));
  if (list.sync_time.value_or(absl::InfinitePast()) < now - kOldList) return std::nullopt;
  ASSIGN_OR_RETURN(const auto rows, snapshot.ListSites(regency, std::nullopt, "", kAllSites));
  ASSIGN_OR_RETURN(const auto counts, snapshot.CountUnrecorded(regency, date));
  std::vector<Site> sites;
  sites.reserve(rows.size());
  for (const storage::SiteRow& row : rows) sites.push_back(row.site);
  Count(counts, sites);
  return sites;
}

absl::StatusOr<storage::SiteList> ReadList(Outreach& app, const Call& call, const std::string& regency) {
  return app.store.Read(call, [&](storage::Snapshot& snapshot) { return snapshot.FindSiteList(regency); });
}

}  // namespace

absl::StatusOr<KnownSites> FindKnownSites(Outreach& app, const Call& call, const std::string& regency,
                                          absl::CivilDay date) {
  const bool is_followed = app.register_horizon.Get() >= app.clock.Now() - kTrustedLag;
  if (!is_followed || date < app.clock.Today()) {
    ASSIGN_OR_RETURN(std::vector<Site> sites, app.fetch_sites(call, regency, date));
    return KnownSites{std::move(sites), /*asked=*/true};
  }
  ASSIGN_OR_RETURN(auto kept, app.store.Read(call, [&](storage::Snapshot& snapshot) {
    return ReadKept(snapshot, regency, date, app.clock.Now());
  }));
  if (kept.has_value()) return KnownSites{*std::move(kept), /*asked=*/false};
  // Before the question: schools that change meanwhile raise the generation, and are asked for again.
  ASSIGN_OR_RETURN(const storage::SiteList list, ReadList(app, call, regency));
  ASSIGN_OR_RETURN(std::vector<Site> sites, app.fetch_sites(call, regency, date));
  RETURN_IF_ERROR(app.store.WriteInternal(call, [&](storage::Tx& tx) -> absl::Status {
    tx.NoChange();
    RETURN_IF_ERROR(tx.SaveSites(regency, sites, app.clock.Now()));
    return tx.KeepSiteList(regency, list.generation, app.clock.Now());
  }));
  return KnownSites{std::move(sites), /*asked=*/true};
}

}  // namespace dukcapil::outreach
