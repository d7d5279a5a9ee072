#include "gateway/forward/routes.h"

#include <google/protobuf/descriptor.h>

#include "absl/strings/str_cat.h"

namespace dukcapil::gateway {

Backend::Backend(const std::vector<std::shared_ptr<grpc::Channel>>& channels) {
  for (const auto& channel : channels) stubs_.push_back(std::make_unique<grpc::GenericStub>(channel));
}

grpc::GenericStub& Backend::stub() {
  return *stubs_[next_.fetch_add(1, std::memory_order_relaxed) % stubs_.size()];
}

void Routes::Add(const google::protobuf::ServiceDescriptor& service, const AccessPolicy& policy,
                 Backend& backend) {
  for (int i = 0; i < service.method_count(); ++i) {
    const auto* method = service.method(i);
    if (method->client_streaming()) continue;
    Route route;
    route.rule = policy.Find(method->full_name());
    route.backend = &backend;
    route.is_stream = method->server_streaming();
    for (const auto* field : route.rule->resource_path) route.resource_path.push_back(field->number());
    by_path_.emplace(absl::StrCat("/", service.full_name(), "/", method->name()), std::move(route));
  }
}

const Route* Routes::Find(const std::string& path) const {
  const auto it = by_path_.find(path);
  return it == by_path_.end() ? nullptr : &it->second;
}

}  // namespace dukcapil::gateway
