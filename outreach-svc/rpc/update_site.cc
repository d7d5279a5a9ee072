#include "absl/algorithm/container.h"
#include "outreach-svc/rpc/convert.h"
#include "outreach-svc/rpc/etag.h"
#include "outreach-svc/rpc/handlers.h"
#include "outreach-svc/rpc/known_sites.h"
#include "outreach-svc/rpc/names.h"
#include "platform/status/status_macros.h"
#include "platform/update_mask/update_mask.h"

namespace dukcapil::outreach {
namespace {

constexpr absl::string_view kSiteFields[] = {"mornings", "afternoons", "closures", "location",
                                             "travel_minutes"};

}  // namespace

absl::StatusOr<v1::Site> UpdateSite(Outreach& app, const Call& call, const v1::UpdateSiteRequest& request) {
  Violations violations;
  const auto key = ParseChildKey(request.name(), "sites", "name", violations);
  const std::vector<std::string> fields = ReadMask(request.update_mask(), kSiteFields, violations);
  RETURN_IF_ERROR(violations.ToStatus());
  // Before the transaction: nobody waits for another service with a connection in hand.
  ASSIGN_OR_RETURN(const KnownSites known, FindKnownSites(app, call, key->regency, app.clock.Today()));
  return app.store.Write(call, [&](storage::Tx& tx) -> absl::StatusOr<v1::Site> {
    if (known.unsaved) RETURN_IF_ERROR(tx.SaveSites(key->regency, known.sites, app.clock.Now()));
    ASSIGN_OR_RETURN(auto row, tx.LockSite(key->regency, key->id));
    if (!row.has_value()) return NotFoundError(request.name());
    RETURN_IF_ERROR(CheckEtag(request.etag(), row->version));
    v1::Site given = request.site();
    v1::Site changed = ToProto(key->regency, *row);
    MoveFields(fields, given, changed);
    Violations faults;
    row->site.access = FromProto(changed, faults);
    RETURN_IF_ERROR(faults.ToStatus());
    RETURN_IF_ERROR(tx.SaveSiteAccess(key->regency, *row));
    ++row->version;
    const auto now = absl::c_find_if(known.sites, [&](const Site& site) { return site.id == key->id; });
    if (now != known.sites.end()) row->site.target = now->target;
    const v1::Site site = ToProto(key->regency, *row);
    tx.NoteChange({key->regency, site.name(), "SITE_UPDATED", site.SerializeAsString()});
    return site;
  });
}

}  // namespace dukcapil::outreach
