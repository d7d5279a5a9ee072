#include "platform/rpc/caller_metadata.h"

#include <algorithm>

#include <grpc/grpc_security_constants.h>
#include <grpcpp/security/auth_context.h>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "dukcapil/access/v1/access.pb.h"
#include "platform/crypto/aead.h"

namespace dukcapil::rpc {
namespace {

constexpr int kTraceIdBytes = 16;
constexpr int kSpanIdBytes = 8;

std::string Find(const grpc::ServerContextBase& context, const char* key) {
  const auto entry = context.client_metadata().find(key);
  if (entry == context.client_metadata().end()) return "";
  return std::string(entry->second.data(), entry->second.size());
}

}  // namespace

bool IsFromTrustedPeer(const grpc::ServerContextBase& context, const std::vector<std::string>& trusted) {
  const auto auth = context.auth_context();
  if (auth == nullptr || !auth->IsPeerAuthenticated()) return false;
  const auto names = auth->FindPropertyValues(GRPC_X509_SAN_PROPERTY_NAME);
  return std::any_of(names.begin(), names.end(), [&](const grpc::string_ref& name) {
    return std::find(trusted.begin(), trusted.end(), std::string(name.data(), name.size())) != trusted.end();
  });
}

Caller ReadCaller(const grpc::ServerContextBase& context) {
  access::v1::Caller message;
  if (!message.ParseFromString(Find(context, kCallerKey))) return {};
  return {message.subject(), {message.roles().begin(), message.roles().end()}, message.region()};
}

std::string TraceId(const grpc::ServerContextBase& context) {
  // `00-{32 hex}-{16 hex}-{2 hex}`; an id of zeros is none.
  const std::string parent = Find(context, kTraceKey);
  if (parent.size() == 55) {
    std::string id = parent.substr(3, std::size_t{2} * kTraceIdBytes);
    if (std::all_of(id.begin(), id.end(), absl::ascii_isxdigit) && id.find_first_not_of('0') != id.npos)
      return id;
  }
  return absl::BytesToHexString(RandomBytes(kTraceIdBytes));
}

std::string TraceParent(const std::string& trace_id) {
  return absl::StrCat("00-", trace_id, "-", absl::BytesToHexString(RandomBytes(kSpanIdBytes)), "-01");
}

std::string SerializeCaller(const Caller& caller) {
  access::v1::Caller message;
  message.set_subject(caller.subject);
  message.set_region(caller.region);
  for (const std::string& role : caller.roles) message.add_roles(role);
  return message.SerializeAsString();
}

}  // namespace dukcapil::rpc
