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
  grpc::ServerUnaryReactor* GetProgress(grpc::CallbackServerContext* context,
                                        const v1::GetProgressRequest* request,
                                        v1::Progress* response) override;

 private:
  Outreach& app_;
  rpc::UnaryAdapter& adapter_;
};

}  // namespace dukcapil::outreach
