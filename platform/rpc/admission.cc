#include "platform/rpc/admission.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <grpcpp/server_context.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "platform/access/region_scope.h"
#include "platform/crypto/aead.h"
#include "platform/log/log.h"
#include "platform/rpc/caller_metadata.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"

namespace dukcapil::rpc {
namespace {

constexpr char kRequestIdField[] = "request_id";

std::string StringField(const google::protobuf::Message& message, const char* name) {
  const auto* field = message.GetDescriptor()->FindFieldByName(name);
  if (field == nullptr || field->type() != google::protobuf::FieldDescriptor::TYPE_STRING) return "";
  return message.GetReflection()->GetString(message, field);
}

bool IsValidateOnly(const google::protobuf::Message& message) {
  const auto* field = message.GetDescriptor()->FindFieldByName("validate_only");
  return field != nullptr && field->type() == google::protobuf::FieldDescriptor::TYPE_BOOL &&
         message.GetReflection()->GetBool(message, field);
}

// Equal requests give equal bytes, maps included.
std::string Fingerprint(const google::protobuf::Message& message) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    message.SerializeToCodedStream(&coded);
  }
  return Sha256(bytes);
}

absl::Status StartingError() {
  return MakeError(absl::StatusCode::kUnavailable, "SERVICE_STARTING",
                   "the service is starting; retry after a moment");
}

Authenticator VouchedForBy(TrustedPeers trusted) {
  return [trusted = std::move(trusted)](const grpc::CallbackServerContext& context) {
    return IsFromTrustedPeer(context, trusted) ? ReadCaller(context) : Caller{};
  };
}

}  // namespace

Admission::Admission(const AccessPolicy& policy, TrustedPeers trusted, Prepared prepared)
    : Admission(policy, VouchedForBy(std::move(trusted)), std::move(prepared)) {}

Admission::Admission(const AccessPolicy& policy, Authenticator authenticate)
    : Admission(policy, std::move(authenticate), [] { return true; }) {}

Admission::Admission(const AccessPolicy& policy, Authenticator authenticate, Prepared prepared)
    : policy_(policy), authenticate_(std::move(authenticate)), prepared_(std::move(prepared)) {
  for (const MethodRule* rule : policy_.Rules()) rule_by_request_[rule->method->input_type()] = rule;
}

absl::Status Admission::Admit(const grpc::CallbackServerContext& context,
                              const google::protobuf::Message& request, Call& call) const {
  const auto rule = rule_by_request_.find(request.GetDescriptor());
  if (rule == rule_by_request_.end()) return absl::InternalError("a served method has no access rule");
  call.method = rule->second->method->full_name();
  call.trace_id = TraceId(context);
  ASSIGN_OR_RETURN(call.caller, authenticate_(context));
  call.resource = policy_.Resource(*rule->second, request);
  RETURN_IF_ERROR(policy_.Authorize(*rule->second, call.caller, call.resource));
  if (!prepared_()) return StartingError();
  ASSIGN_OR_RETURN(const std::string region, RegionOf(call.resource));
  call.region = std::string(RegencyOf(region));
  call.purpose = StringField(request, "purpose");
  if (!IsValidateOnly(request)) call.request_id = StringField(request, kRequestIdField);
  if (!call.request_id.empty()) call.fingerprint = Fingerprint(request);
  return absl::OkStatus();
}

void LogCall(const Call& call, const absl::Status& status, absl::Duration took) {
  const bool ours =
      status.code() == absl::StatusCode::kInternal || status.code() == absl::StatusCode::kDataLoss;
  Log(ours ? LogLevel::kError : LogLevel::kInfo, "call",
      {{"method", call.method},
       {"code", absl::StatusCodeToString(status.code())},
       {"reason", GetErrorDetail(status).reason},
       // What went wrong inside is for the log alone; messages carry no personal data.
       {"detail", ours ? std::string(status.message()) : std::string()},
       {"subject", call.caller.subject},
       {"roles", absl::StrJoin(call.caller.roles, " ")},
       {"milliseconds", absl::StrCat(absl::ToDoubleMilliseconds(took))},
       {"trace", call.trace_id}});
}

absl::Status ServerBusyError() {
  return MakeError(absl::StatusCode::kResourceExhausted, "SERVER_BUSY",
                   "too many calls wait; retry after a moment");
}

}  // namespace dukcapil::rpc
