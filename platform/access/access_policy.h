// The access rules of all methods, read from descriptors, and the roles, read from data. Deny by default.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "platform/access/call.h"

namespace google::protobuf {
class Message;
class MethodDescriptor;
class ServiceDescriptor;
class FieldDescriptor;
}  // namespace google::protobuf

namespace dukcapil {

// The rule of one method.
struct MethodRule {
  const google::protobuf::MethodDescriptor* method = nullptr;
  std::string permission;
  std::vector<const google::protobuf::FieldDescriptor*> resource_path;  // to the field with the resource name
  bool is_public = false;
};

class AccessPolicy {
 public:
  // Reads the rules of `services` and the roles compiled in from protos/dukcapil/access/v1/roles.txtpb.
  // INVALID_ARGUMENT listing every method without a rule, or whose rule names no string field.
  static absl::StatusOr<AccessPolicy> Create(
      const std::vector<const google::protobuf::ServiceDescriptor*>& services);

  // The rule of `full_method` (`dukcapil.x.v1.XService.Method`); null where unknown.
  const MethodRule* Find(absl::string_view full_method) const;

  // The resource name in `request` that the rule points at.
  std::string Resource(const MethodRule& rule, const google::protobuf::Message& request) const;

  // OK where the roles of `caller` permit the method and `resource` lies in the caller's region.
  // PERMISSION_DENIED otherwise (it tells nothing else); INVALID_ARGUMENT naming the field where the resource
  // name is malformed; UNAUTHENTICATED where the caller is nobody and the method is not public.
  absl::Status Authorize(const MethodRule& rule, const Caller& caller, absl::string_view resource) const;

  // True where a role of `caller` holds `permission`: for rules finer than a method, such as a full view.
  bool Permits(const Caller& caller, absl::string_view permission) const;

  // Every role name; every rule. For tests and the administrator's matrix.
  std::vector<std::string> RoleNames() const;
  std::vector<const MethodRule*> Rules() const;

 private:
  absl::flat_hash_map<std::string, MethodRule> rules_;
  absl::flat_hash_map<std::string, std::vector<std::string>> permissions_by_role_;
};

}  // namespace dukcapil
