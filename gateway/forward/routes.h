// Where each method goes: read from descriptors, no code per method.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include <grpcpp/channel.h>
#include <grpcpp/generic/generic_stub.h>

#include "absl/container/flat_hash_map.h"
#include "platform/access/access_policy.h"

namespace dukcapil::gateway {

// A service behind the gateway, with a few connections to it: one HTTP/2 connection is one core's work.
class Backend {
 public:
  explicit Backend(const std::vector<std::shared_ptr<grpc::Channel>>& channels);
  // The stubs in turn.
  grpc::GenericStub& stub();

 private:
  std::vector<std::unique_ptr<grpc::GenericStub>> stubs_;
  std::atomic<unsigned> next_{0};
};

struct Route {
  const MethodRule* rule = nullptr;
  std::vector<int> resource_path;  // field numbers of rule->resource_path
  Backend* backend = nullptr;
  bool is_stream = false;  // the service answers with any number of messages
};

// Immutable after Add; finds by the path of an HTTP/2 request, `/package.Service/Method`.
class Routes {
 public:
  // Every method of `service` that takes one message goes to `backend`; `policy` knows the rules. Both
  // outlive this.
  void Add(const google::protobuf::ServiceDescriptor& service, const AccessPolicy& policy, Backend& backend);
  const Route* Find(const std::string& path) const;

 private:
  absl::flat_hash_map<std::string, Route> by_path_;
};

}  // namespace dukcapil::gateway
