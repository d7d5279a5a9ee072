#include "outreach-svc/rpc/known_sites.h"

#include <map>
#include <optional>
#include <utility>

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

// Nothing where the sites are not kept as they are now; in any case `list` says what is kept.
absl::StatusOr<std::optional<std::vector<Site>>> ReadKept(storage::Snapshot& snapshot,
                                                          const std::string& regency, absl::CivilDay date,
                                                          absl::Time now, storage::SiteList& list) {
  ASSIGN_OR_RETURN(list, snapshot.FindSiteList(regency));
  if (list.sync_time.value_or(absl::InfinitePast()) < now - kOldList) return std::nullopt;
  ASSIGN_OR_RETURN(const auto rows, snapshot.ListSites(regency, std::nullopt, "", kAllSites));
  ASSIGN_OR_RETURN(const auto counts, snapshot.CountUnrecorded(regency, date));
  std::vector<Site> sites;
  sites.reserve(rows.size());
  for (const storage::SiteRow& row : rows) sites.push_back(row.site);
  Count(counts, sites);
  return sites;
}

// As population-svc answers, which does not know when and how they can be visited.
absl::StatusOr<std::vector<Site>> Fetch(Outreach& app, const Call& call, const std::string& regency,
                                        absl::CivilDay date) {
  ASSIGN_OR_RETURN(std::vector<Site> sites, app.fetch_sites(call, regency, date));
  ASSIGN_OR_RETURN(auto accesses, app.store.Read(call, [&](storage::Snapshot& snapshot) {
    return snapshot.ListSiteAccess(regency);
  }));
  for (Site& site : sites) site.access = std::move(accesses[site.id]);
  return sites;
}

}  // namespace

bool IsRegisterFollowed(const Outreach& app) {
  return app.register_horizon.Get() >= app.clock.Now() - kTrustedLag;
}

absl::StatusOr<KnownSites> FindKnownSites(Outreach& app, const Call& call, const std::string& regency,
                                          absl::CivilDay date) {
  if (!IsRegisterFollowed(app) || date < app.clock.Today()) {
    ASSIGN_OR_RETURN(std::vector<Site> sites, Fetch(app, call, regency, date));
    return KnownSites{std::move(sites), /*unsaved=*/true};
  }
  // Read before the question: schools that change meanwhile raise the generation, and are asked for again.
  storage::SiteList list;
  ASSIGN_OR_RETURN(auto kept, app.store.Read(call, [&](storage::Snapshot& snapshot) {
    return ReadKept(snapshot, regency, date, app.clock.Now(), list);
  }));
  if (kept.has_value()) return KnownSites{*std::move(kept), /*unsaved=*/false};
  ASSIGN_OR_RETURN(std::vector<Site> sites, Fetch(app, call, regency, date));
  RETURN_IF_ERROR(app.store.WriteInternal(call, [&](storage::Tx& tx) -> absl::Status {
    tx.NoChange();
    RETURN_IF_ERROR(tx.SaveSites(regency, sites, app.clock.Now()));
    return tx.KeepSiteList(regency, list.generation, app.clock.Now());
  }));
  return KnownSites{std::move(sites), /*unsaved=*/false};
}

}  // namespace dukcapil::outreach
