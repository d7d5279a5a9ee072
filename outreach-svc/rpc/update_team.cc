#include "absl/algorithm/container.h"
#include "outreach-svc/rpc/convert.h"
#include "outreach-svc/rpc/etag.h"
#include "outreach-svc/rpc/handlers.h"
#include "outreach-svc/rpc/names.h"
#include "outreach-svc/rpc/team_base.h"
#include "platform/status/status_macros.h"
#include "platform/update_mask/update_mask.h"

namespace dukcapil::outreach {
namespace {

constexpr absl::string_view kTeamFields[] = {
    "display_name",  "member_count", "kits",         "recordings_per_kit_hour", "base", "work_week",
    "mornings_only", "leaves",       "base_location"};

}  // namespace

absl::StatusOr<v1::Team> UpdateTeam(Outreach& app, const Call& call, const v1::UpdateTeamRequest& request) {
  Violations violations;
  const auto key = ParseChildKey(request.name(), "teams", "name", violations);
  const std::vector<std::string> fields = ReadMask(request.update_mask(), kTeamFields, violations);
  const bool has_base = absl::c_linear_search(fields, "base");
  std::optional<std::string> base;
  if (has_base && key.has_value()) {
    base = ParseDistrict(request.team().base(), key->regency, "team.base", violations);
  }
  RETURN_IF_ERROR(violations.ToStatus());
  if (has_base) RETURN_IF_ERROR(CheckBase(app, call, key->regency, *base));
  return app.store.Write(call, [&](storage::Tx& tx) -> absl::StatusOr<v1::Team> {
    ASSIGN_OR_RETURN(auto row, tx.LockTeam(key->regency, key->id));
    if (!row.has_value()) return NotFoundError(request.name());
    RETURN_IF_ERROR(CheckEtag(request.etag(), row->version));
    v1::Team given = request.team();
    v1::Team changed = ToProto(key->regency, *row);
    MoveFields(fields, given, changed);
    Violations faults;
    row->team = FromProto(changed, key->id, key->regency, faults);
    RETURN_IF_ERROR(faults.ToStatus());
    RETURN_IF_ERROR(tx.UpdateTeam(key->regency, *row));
    ++row->version;
    const v1::Team team = ToProto(key->regency, *row);
    tx.NoteChange({key->regency, team.name(), "TEAM_UPDATED", team.SerializeAsString()});
    return team;
  });
}

}  // namespace dukcapil::outreach
