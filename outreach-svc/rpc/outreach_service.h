// OutreachService over gRPC.
#pragma once

#include "dukcapil/outreach/v1/outreach_service.grpc.pb.h"
#include "outreach-svc/rpc/app.h"
#include "platform/rpc/unary.h"

namespace dukcapil::outreach {

// `app` and `adapter` outlive it.
class OutreachService : public v1::OutreachService::CallbackService {
 public:
  OutreachService(Outreach& app, rpc::UnaryAdapter& adapter) : app_(app), adapter_(adapter) {}

  grpc::ServerUnaryReactor* CreateTeam(grpc::CallbackServerContext* context,
                                       const v1::CreateTeamRequest* request, v1::Team* response) override;
  grpc::ServerUnaryReactor* ListTeams(grpc::CallbackServerContext* context,
                                      const v1::ListTeamsRequest* request,
                                      v1::ListTeamsResponse* response) override;
  grpc::ServerUnaryReactor* ListSites(grpc::CallbackServerContext* context,
                                      const v1::ListSitesRequest* request,
                                      v1::ListSitesResponse* response) override;
  grpc::ServerUnaryReactor* CreatePlan(grpc::CallbackServerContext* context,
                                       const v1::CreatePlanRequest* request, v1::Plan* response) override;
  grpc::ServerUnaryReactor* GetPlan(grpc::CallbackServerContext* context, const v1::GetPlanRequest* request,
                                    v1::Plan* response) override;
  grpc::ServerUnaryReactor* UpdateTeam(grpc::CallbackServerContext* context,
                                       const v1::UpdateTeamRequest* request, v1::Team* response) override;
  grpc::ServerUnaryReactor* UpdateSite(grpc::CallbackServerContext* context,
                                       const v1::UpdateSiteRequest* request, v1::Site* response) override;
  grpc::ServerUnaryReactor* ListPlans(grpc::CallbackServerContext* context,
                                      const v1::ListPlansRequest* request,
                                      v1::ListPlansResponse* response) override;
  grpc::ServerUnaryReactor* ComparePlans(grpc::CallbackServerContext* context,
                                         const v1::ComparePlansRequest* request,
                                         v1::PlanComparison* response) override;
  grpc::ServerUnaryReactor* GetProgress(grpc::CallbackServerContext* context,
                                        const v1::GetProgressRequest* request,
                                        v1::Progress* response) override;
  grpc::ServerUnaryReactor* PublishPlan(grpc::CallbackServerContext* context,
                                        const v1::PublishPlanRequest* request,
                                        v1::PublishPlanResponse* response) override;
  grpc::ServerUnaryReactor* CreateVisit(grpc::CallbackServerContext* context,
                                        const v1::CreateVisitRequest* request, v1::Visit* response) override;
  grpc::ServerUnaryReactor* GetVisit(grpc::CallbackServerContext* context, const v1::GetVisitRequest* request,
                                     v1::Visit* response) override;
  grpc::ServerUnaryReactor* ListVisits(grpc::CallbackServerContext* context,
                                       const v1::ListVisitsRequest* request,
                                       v1::ListVisitsResponse* response) override;
  grpc::ServerUnaryReactor* UpdateVisit(grpc::CallbackServerContext* context,
                                        const v1::UpdateVisitRequest* request, v1::Visit* response) override;
  grpc::ServerUnaryReactor* ConfirmVisit(grpc::CallbackServerContext* context,
                                         const v1::ConfirmVisitRequest* request,
                                         v1::Visit* response) override;
  grpc::ServerUnaryReactor* StartVisit(grpc::CallbackServerContext* context,
                                       const v1::StartVisitRequest* request, v1::Visit* response) override;
  grpc::ServerUnaryReactor* CompleteVisit(grpc::CallbackServerContext* context,
                                          const v1::CompleteVisitRequest* request,
                                          v1::Visit* response) override;
  grpc::ServerUnaryReactor* CancelVisit(grpc::CallbackServerContext* context,
                                        const v1::CancelVisitRequest* request, v1::Visit* response) override;
  grpc::ServerUnaryReactor* BatchReportOutcomes(grpc::CallbackServerContext* context,
                                                const v1::BatchReportOutcomesRequest* request,
                                                v1::BatchReportOutcomesResponse* response) override;
  grpc::ServerUnaryReactor* ListOutcomes(grpc::CallbackServerContext* context,
                                         const v1::ListOutcomesRequest* request,
                                         v1::ListOutcomesResponse* response) override;
  grpc::ServerUnaryReactor* ListCallees(grpc::CallbackServerContext* context,
                                        const v1::ListCalleesRequest* request,
                                        v1::ListCalleesResponse* response) override;

 private:
  Outreach& app_;
  rpc::UnaryAdapter& adapter_;
};

}  // namespace dukcapil::outreach
