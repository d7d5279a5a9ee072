#include "platform/access/access_policy.h"

#include <algorithm>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/text_format.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "dukcapil/access/v1/access.pb.h"
#include "platform/access/region_scope.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"

namespace dukcapil {

absl::string_view RolesText();  // roles.txtpb, compiled in

namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

absl::Status Denied() {
  return MakeError(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED",
                   "the caller may not do this, or not there");
}

bool Covers(absl::string_view held, absl::string_view wanted) {
  return absl::ConsumeSuffix(&held, "*") ? absl::StartsWith(wanted, held) : held == wanted;
}

// The fields of a dotted path down to a singular string; empty where there is no such path.
std::vector<const FieldDescriptor*> ResolvePath(const Descriptor* message, absl::string_view path) {
  std::vector<const FieldDescriptor*> fields;
  for (absl::string_view part : absl::StrSplit(path, '.')) {
    const FieldDescriptor* field = message == nullptr ? nullptr : message->FindFieldByName(std::string(part));
    if (field == nullptr || field->is_repeated()) return {};
    fields.push_back(field);
    message = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE ? field->message_type() : nullptr;
  }
  if (fields.back()->type() != FieldDescriptor::TYPE_STRING) return {};
  return fields;
}

}  // namespace

absl::StatusOr<AccessPolicy> AccessPolicy::Create(
    const std::vector<const google::protobuf::ServiceDescriptor*>& services) {
  AccessPolicy policy;
  access::v1::RoleSet roles;
  if (!google::protobuf::TextFormat::ParseFromString(std::string(RolesText()), &roles)) {
    return absl::InvalidArgumentError("roles.txtpb cannot be read");
  }
  for (const access::v1::Role& role : roles.roles()) {
    policy.permissions_by_role_[role.name()] = {role.permissions().begin(), role.permissions().end()};
  }
  std::vector<std::string> faults;
  for (const auto* service : services) {
    for (int i = 0; i < service->method_count(); ++i) {
      const auto* method = service->method(i);
      const access::v1::Rule& rule = method->options().GetExtension(access::v1::rule);
      MethodRule entry;
      entry.method = method;
      entry.permission = rule.permission();
      entry.is_public = rule.public_();
      entry.resource_path = ResolvePath(method->input_type(), rule.resource_field());
      if ((entry.permission.empty() && !entry.is_public) || entry.resource_path.empty()) {
        faults.push_back(method->full_name());
      }
      policy.rules_.emplace(method->full_name(), std::move(entry));
    }
  }
  if (!faults.empty()) {
    return absl::InvalidArgumentError(absl::StrCat("no usable access rule: ", absl::StrJoin(faults, ", ")));
  }
  return policy;
}

const MethodRule* AccessPolicy::Find(absl::string_view full_method) const {
  const auto it = rules_.find(full_method);
  return it == rules_.end() ? nullptr : &it->second;
}

std::string AccessPolicy::Resource(const MethodRule& rule, const google::protobuf::Message& request) const {
  const google::protobuf::Message* message = &request;
  for (std::size_t i = 0; i + 1 < rule.resource_path.size(); ++i) {
    message = &message->GetReflection()->GetMessage(*message, rule.resource_path[i]);
  }
  return message->GetReflection()->GetString(*message, rule.resource_path.back());
}

absl::Status AccessPolicy::Authorize(const MethodRule& rule, const Caller& caller,
                                     absl::string_view resource) const {
  if (!rule.is_public) {
    if (caller.subject.empty()) {
      return MakeError(absl::StatusCode::kUnauthenticated, "UNAUTHENTICATED", "a valid token is needed");
    }
    if (!Permits(caller, rule.permission)) return Denied();
  }
  const absl::StatusOr<std::string> region = RegionOf(resource);
  if (!region.ok()) {
    return InvalidField(absl::StrJoin(rule.resource_path, ".",
                                      [](std::string* out, const FieldDescriptor* field) {
                                        absl::StrAppend(out, field->name());
                                      }),
                        "MALFORMED_RESOURCE_NAME", "must begin with `regions/{code}`, a Kemendagri code");
  }
  if (!rule.is_public && !RegionWithin(*region, caller.region)) return Denied();
  return absl::OkStatus();
}

bool AccessPolicy::Permits(const Caller& caller, absl::string_view permission) const {
  return std::any_of(caller.roles.begin(), caller.roles.end(), [&](const std::string& role) {
    const auto held = permissions_by_role_.find(role);
    return held != permissions_by_role_.end() &&
           std::any_of(held->second.begin(), held->second.end(),
                       [&](const std::string& p) { return Covers(p, permission); });
  });
}

std::vector<std::string> AccessPolicy::RoleNames() const {
  std::vector<std::string> names;
  for (const auto& [name, permissions] : permissions_by_role_) names.push_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<const MethodRule*> AccessPolicy::Rules() const {
  std::vector<const MethodRule*> rules;
  for (const auto& [name, rule] : rules_) rules.push_back(&rule);
  std::sort(rules.begin(), rules.end(), [](const MethodRule* a, const MethodRule* b) {
    return a->method->full_name() < b->method->full_name();
  });
  return rules;
}

}  // namespace dukcapil
