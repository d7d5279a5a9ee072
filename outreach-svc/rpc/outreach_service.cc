#include "outreach-svc/rpc/outreach_service.h"

#include "outreach-svc/rpc/handlers.h"

namespace dukcapil::outreach {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

Reactor* OutreachService::CreateTeam(Context* context, const v1::CreateTeamRequest* request,
                                     v1::Team* response) {
  return adapter_.Run(context, request, response, app_, outreach::CreateTeam);
}

Reactor* OutreachService::ListTeams(Context* context, const v1::ListTeamsRequest* request,
                                    v1::ListTeamsResponse* response) {
  return adapter_.Run(context, request, response, app_, outreach::ListTeams);
}

Reactor* OutreachService::ListSites(Context* context, const v1::ListSitesRequest* request,
                                    v1::ListSitesResponse* response) {
  return adapter_.Run(context, request, response, app_, outreach::ListSites);
}

Reactor* OutreachService::CreatePlan(Context* context, const v1::CreatePlanRequest* request,
                                     v1::Plan* response) {
  return adapter_.Run(context, request, response, app_, outreach::CreatePlan);
}

Reactor* OutreachService::GetPlan(Context* context, const v1::GetPlanRequest* request, v1::Plan* response) {
  return adapter_.Run(context, request, response, app_, outreach::GetPlan);
}

Reactor* OutreachService::GetProgress(Context* context, const v1::GetProgressRequest* request,
                                      v1::Progress* response) {
  return adapter_.Run(context, request, response, app_, outreach::GetProgress);
}

}  // namespace dukcapil::outreach
