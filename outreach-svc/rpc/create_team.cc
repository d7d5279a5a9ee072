#include "outreach-svc/domain/errors.h"
#include "outreach-svc/rpc/convert.h"
#include "outreach-svc/rpc/handlers.h"
#include "outreach-svc/rpc/names.h"
#include "outreach-svc/rpc/team_base.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {

absl::StatusOr<v1::Team> CreateTeam(Outreach& app, const Call& call, const v1::CreateTeamRequest& request) {
  Violations violations;
  const auto regency = ParseRegency(request.parent(), "parent", violations);
  const storage::TeamRow row = {
      FromProto(request.team(), request.team_id(), regency.value_or(""), violations), app.clock.Now()};
  RETURN_IF_ERROR(violations.ToStatus());
  RETURN_IF_ERROR(CheckBase(app, call, *regency, row.team.base));
  return app.store.Write(call, [&](storage::Tx& tx) -> absl::StatusOr<v1::Team> {
    const absl::Status inserted = tx.InsertTeam(*regency, row);
    const v1::Team team = ToProto(*regency, row);
    if (absl::IsAlreadyExists(inserted)) return TeamExistsError(team.name());
    RETURN_IF_ERROR(inserted);
    tx.NoteChange({*regency, team.name(), "TEAM_CREATED", team.SerializeAsString()});
    return team;
  });
}

}  // namespace dukcapil::outreach
