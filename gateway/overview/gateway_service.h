// GatewayService over gRPC.
#pragma once

#include "dukcapil/gateway/v1/gateway_service.grpc.pb.h"
#include "gateway/overview/handlers.h"
#include "platform/rpc/unary.h"

namespace dukcapil::gateway {

class GatewayService : public v1::GatewayService::CallbackService {
 public:
  GatewayService(Gateway& app, rpc::UnaryAdapter& adapter) : app_(app), adapter_(adapter) {}

  grpc::ServerUnaryReactor* GetOverview(grpc::CallbackServerContext* context,
                                        const v1::GetOverviewRequest* request,
                                        v1::Overview* response) override {
    return adapter_.Run(context, request, response, app_, gateway::GetOverview);
  }

 private:
  Gateway& app_;
  rpc::UnaryAdapter& adapter_;
};

}  // namespace dukcapil::gateway
