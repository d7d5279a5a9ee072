// Forwards any unary or server-streaming method of the services as bytes: authenticates, checks permission
// and region, asks the service over mutual TLS, hands the answers back. The only field read is the one with
// the resource name.
#pragma once

#include <atomic>

#include <grpcpp/generic/async_generic_service.h>

#include "gateway/access/token_cache.h"
#include "gateway/forward/routes.h"
#include "gateway/forward/streams.h"
#include "platform/access/access_policy.h"

namespace dukcapil::gateway {

class Forwarder : public grpc::CallbackGenericService {
 public:
  // Calls without a login at once, of the few methods that are public: strangers cannot crowd out staff, here
  // or among the workers (--workers) of a service, of which there must be several times as many.
  static constexpr int kStrangersInFlight = 4;

  // All outlive the forwarder. At most `in_flight_limit` unary calls at once, of these `stranger_limit`
  // without a login; more are RESOURCE_EXHAUSTED.
  Forwarder(const Routes& routes, const AccessPolicy& policy, TokenCache& tokens, int in_flight_limit,
            const StreamLimits& limits = {}, int stranger_limit = kStrangersInFlight)
      : routes_(routes),
        policy_(policy),
        tokens_(tokens),
        in_flight_limit_(in_flight_limit),
        stranger_limit_(stranger_limit),
        streams_(policy, tokens, limits) {}

  // Ends all streams; see Streams. For Server::OnStop.
  void Drain() { streams_.Drain(); }

  grpc::ServerGenericBidiReactor* CreateReactor(grpc::GenericCallbackServerContext* context) override;

 private:
  class ForwardedCall;

  const Routes& routes_;
  const AccessPolicy& policy_;
  TokenCache& tokens_;
  const int in_flight_limit_;
  const int stranger_limit_;
  std::atomic<int> in_flight_{0};
  std::atomic<int> strangers_{0};
  Streams streams_;
};

}  // namespace dukcapil::gateway
