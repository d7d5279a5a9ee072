#include "absl/container/flat_hash_map.h"
#include "outreach-svc/rpc/convert.h"
#include "outreach-svc/rpc/handlers.h"
#include "outreach-svc/rpc/known_sites.h"
#include "outreach-svc/rpc/names.h"
#include "platform/civil_date/civil_date.h"
#include "platform/paging/page.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {
namespace {

std::optional<SiteKind> KindOf(v1::SiteKind kind, Violations& violations) {
  if (kind == v1::SITE_KIND_UNSPECIFIED) return std::nullopt;
  if (!v1::SiteKind_IsValid(kind)) violations.Add("kind", "UNKNOWN_VALUE", "must be a known kind of site");
  return static_cast<SiteKind>(kind);
}

}  // namespace

absl::StatusOr<v1::ListSitesResponse> ListSites(Outreach& app, const Call& call,
                                                const v1::ListSitesRequest& request) {
  Violations violations;
  const auto regency = ParseRegency(request.parent(), "parent", violations);
  const std::optional<SiteKind> kind = KindOf(request.kind(), violations);
  const absl::CivilDay date =
      OptionalFromProto(request.has_target_date(), request.target_date(), "target_date", violations)
          .value_or(app.clock.Today());
  CheckCoverageDate(date, "target_date", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  ASSIGN_OR_RETURN(const Page page, PageOf(app.page_tokens, call, request));
  ASSIGN_OR_RETURN(const KnownSites known, FindKnownSites(app, call, *regency, date));
  if (known.unsaved) {
    RETURN_IF_ERROR(app.store.WriteInternal(call, [&](storage::Tx& tx) {
      tx.NoChange();
      return tx.SaveSites(*regency, known.sites, app.clock.Now());
    }));
  }
  absl::flat_hash_map<std::string, std::int64_t> targets;
  for (const Site& site : known.sites) targets.emplace(site.id, site.target);
  return app.store.Read(call, [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::ListSitesResponse> {
    ASSIGN_OR_RETURN(auto sites, snapshot.ListSites(*regency, kind, page.after, page.size + 1));
    const bool has_more = CutToPage(page, sites);
    v1::ListSitesResponse response;
    for (storage::SiteRow& row : sites) {
      const auto target = targets.find(row.site.id);
      row.site.target = target == targets.end() ? 0 : target->second;
      *response.add_sites() = ToProto(*regency, row);
    }
    if (has_more) response.set_next_page_token(app.page_tokens.Make(page.query, {sites.back().site.id}));
    return response;
  });
}

}  // namespace dukcapil::outreach
