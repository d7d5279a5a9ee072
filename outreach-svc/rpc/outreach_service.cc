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

Reactor* OutreachService::UpdateTeam(Context* context, const v1::UpdateTeamRequest* request,
                                     v1::Team* response) {
  return adapter_.Run(context, request, response, app_, outreach::UpdateTeam);
}

Reactor* OutreachService::UpdateSite(Context* context, const v1::UpdateSiteRequest* request,
                                     v1::Site* response) {
  return adapter_.Run(context, request, response, app_, outreach::UpdateSite);
}

Reactor* OutreachService::ListPlans(Context* context, const v1::ListPlansRequest* request,
                                    v1::ListPlansResponse* response) {
  return adapter_.Run(context, request, response, app_, outreach::ListPlans);
}

Reactor* OutreachService::ComparePlans(Context* context, const v1::ComparePlansRequest* request,
                                       v1::PlanComparison* response) {
  return adapter_.Run(context, request, response, app_, outreach::ComparePlans);
}

Reactor* OutreachService::GetProgress(Context* context, const v1::GetProgressRequest* request,
                                      v1::Progress* response) {
  return adapter_.Run(context, request, response, app_, outreach::GetProgress);
}

Reactor* OutreachService::PublishPlan(Context* context, const v1::PublishPlanRequest* request,
                                      v1::PublishPlanResponse* response) {
  return adapter_.Run(context, request, response, app_, outreach::PublishPlan);
}

Reactor* OutreachService::CreateVisit(Context* context, const v1::CreateVisitRequest* request,
                                      v1::Visit* response) {
  return adapter_.Run(context, request, response, app_, outreach::CreateVisit);
}

Reactor* OutreachService::GetVisit(Context* context, const v1::GetVisitRequest* request,
                                   v1::Visit* response) {
  return adapter_.Run(context, request, response, app_, outreach::GetVisit);
}

Reactor* OutreachService::ListVisits(Context* context, const v1::ListVisitsRequest* request,
                                     v1::ListVisitsResponse* response) {
  return adapter_.Run(context, request, response, app_, outreach::ListVisits);
}

Reactor* OutreachService::UpdateVisit(Context* context, const v1::UpdateVisitRequest* request,
                                      v1::Visit* response) {
  return adapter_.Run(context, request, response, app_, outreach::UpdateVisit);
}

Reactor* OutreachService::ConfirmVisit(Context* context, const v1::ConfirmVisitRequest* request,
                                       v1::Visit* response) {
  return adapter_.Run(context, request, response, app_, outreach::ConfirmVisit);
}

Reactor* OutreachService::StartVisit(Context* context, const v1::StartVisitRequest* request,
                                     v1::Visit* response) {
  return adapter_.Run(context, request, response, app_, outreach::StartVisit);
}

Reactor* OutreachService::CompleteVisit(Context* context, const v1::CompleteVisitRequest* request,
                                        v1::Visit* response) {
  return adapter_.Run(context, request, response, app_, outreach::CompleteVisit);
}

Reactor* OutreachService::CancelVisit(Context* context, const v1::CancelVisitRequest* request,
                                      v1::Visit* response) {
  return adapter_.Run(context, request, response, app_, outreach::CancelVisit);
}

Reactor* OutreachService::BatchReportOutcomes(Context* context, const v1::BatchReportOutcomesRequest* request,
                                              v1::BatchReportOutcomesResponse* response) {
  return adapter_.Run(context, request, response, app_, outreach::BatchReportOutcomes);
}

Reactor* OutreachService::ListOutcomes(Context* context, const v1::ListOutcomesRequest* request,
                                       v1::ListOutcomesResponse* response) {
  return adapter_.Run(context, request, response, app_, outreach::ListOutcomes);
}

Reactor* OutreachService::ListCallees(Context* context, const v1::ListCalleesRequest* request,
                                      v1::ListCalleesResponse* response) {
  return adapter_.Run(context, request, response, app_, outreach::ListCallees);
}

}  // namespace dukcapil::outreach
