// A small OutreachService behind the adapter, a server and clients over mutual TLS: for the tests of
// platform/rpc.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <grpcpp/grpcpp.h>

#include "absl/synchronization/mutex.h"
#include "dukcapil/outreach/v1/outreach_service.grpc.pb.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"
#include "platform/access/access_policy.h"
#include "platform/rpc/client.h"
#include "platform/rpc/server.h"
#include "platform/rpc/unary.h"
#include "platform/testing/test_certificates.h"

namespace dukcapil::rpc {

using outreach::v1::CreatePlanRequest;
using outreach::v1::GetPlanRequest;
using outreach::v1::OutreachService;
using outreach::v1::Plan;

// What a handler saw, and what it is to do.
struct App {
  std::function<absl::StatusOr<Plan>(const Call&)> answer = [](const Call&) { return Plan(); };
  std::atomic<bool> is_prepared = true;
  absl::Mutex mutex;
  std::vector<Call> calls ABSL_GUARDED_BY(mutex);

  std::vector<Call> Seen() {
    absl::MutexLock lock(&mutex);
    return calls;
  }
};

inline absl::StatusOr<Plan> Answer(App& app, const Call& call) {
  {
    absl::MutexLock lock(&app.mutex);
    app.calls.push_back(call);
  }
  return app.answer(call);
}

inline absl::StatusOr<Plan> GetPlan(App& app, const Call& call, const GetPlanRequest& request) {
  absl::StatusOr<Plan> plan = Answer(app, call);
  if (plan.ok()) plan->set_name(request.name());
  return plan;
}

inline absl::StatusOr<Plan> CreatePlan(App& app, const Call& call, const CreatePlanRequest&) {
  return Answer(app, call);
}

class Service final : public OutreachService::CallbackService {
 public:
  Service(const AccessPolicy& policy, WorkerPool& workers, App& app)
      : adapter_(policy, workers, {"gateway"}, [&app] { return app.is_prepared.load(); }), app_(app) {}

  grpc::ServerUnaryReactor* GetPlan(grpc::CallbackServerContext* context, const GetPlanRequest* request,
                                    Plan* response) override {
    return adapter_.Run(context, request, response, app_, rpc::GetPlan);
  }
  grpc::ServerUnaryReactor* CreatePlan(grpc::CallbackServerContext* context, const CreatePlanRequest* request,
                                       Plan* response) override {
    return adapter_.Run(context, request, response, app_, rpc::CreatePlan);
  }

 private:
  UnaryAdapter adapter_;
  App& app_;
};

inline const Caller kClerk = {"clerk-1", {"clerk", "administrator"}, "17.02"};
inline constexpr char kPlan[] = "regions/17.02/plans/1";

class RpcTest : public ::testing::Test {
 protected:
  void StartServer(int threads = 2, int queue_limit = 100) {
    policy_ = std::make_unique<AccessPolicy>(
        *AccessPolicy::Create({GetPlanRequest::descriptor()->file()->service(0)}));
    workers_ = std::make_unique<WorkerPool>(threads, queue_limit);
    service_ = std::make_unique<Service>(*policy_, *workers_, app_);
    options_.tls = authority_.Issue("outreach-svc");
    options_.port_file = authority_.directory() + "/port";
    auto server = Server::Start(options_, {service_.get()});
    ASSERT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
  }

  std::shared_ptr<grpc::Channel> ChannelOf(const TlsFiles& tls, const std::string& name = "outreach-svc") {
    return *ConnectMutualTls("127.0.0.1:" + std::to_string(server_->port()), name, tls);
  }
  std::unique_ptr<OutreachService::Stub> Gateway() {
    return OutreachService::NewStub(ChannelOf(authority_.Issue("gateway")));
  }

  // A GetPlan of `caller` for `name` through `stub`.
  grpc::Status Get(OutreachService::Stub& stub, const Caller& caller, const std::string& name,
                   grpc::ClientContext* given = nullptr) {
    grpc::ClientContext own;
    grpc::ClientContext& context = given != nullptr ? *given : own;
    VouchFor(context, caller);
    GetPlanRequest request;
    request.set_name(name);
    Plan plan;
    return stub.GetPlan(&context, request, &plan);
  }

  testing::TestAuthority authority_;
  ServerOptions options_;
  App app_;
  std::unique_ptr<AccessPolicy> policy_;
  std::unique_ptr<WorkerPool> workers_;
  std::unique_ptr<Service> service_;
  std::unique_ptr<Server> server_;
};

}  // namespace dukcapil::rpc
