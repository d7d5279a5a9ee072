// The RPCs of outreach-svc, each in the file of its name. Contracts: outreach_service.proto.
#pragma once

#include "absl/status/statusor.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"
#include "outreach-svc/rpc/app.h"
#include "platform/access/call.h"

namespace dukcapil::outreach {

// Teams.
absl::StatusOr<v1::Team> CreateTeam(Outreach& app, const Call& call, const v1::CreateTeamRequest& request);
absl::StatusOr<v1::ListTeamsResponse> ListTeams(Outreach& app, const Call& call,
                                                const v1::ListTeamsRequest& request);

// Sites.
absl::StatusOr<v1::ListSitesResponse> ListSites(Outreach& app, const Call& call,
                                                const v1::ListSitesRequest& request);

// Plans.
absl::StatusOr<v1::Plan> CreatePlan(Outreach& app, const Call& call, const v1::CreatePlanRequest& request);
absl::StatusOr<v1::Plan> GetPlan(Outreach& app, const Call& call, const v1::GetPlanRequest& request);
absl::StatusOr<v1::Progress> GetProgress(Outreach& app, const Call& call,
                                         const v1::GetProgressRequest& request);

}  // namespace dukcapil::outreach
