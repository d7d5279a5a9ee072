#include "platform/rpc/errors.h"

#include <string>

#include "google/protobuf/duration.pb.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "platform/status/error.h"

namespace dukcapil::rpc {
namespace {

constexpr char kDomain[] = "dukcapil.go.id";
constexpr int kRetryMilliseconds = 200;

bool IsWorthRetrying(absl::StatusCode code) {
  return code == absl::StatusCode::kResourceExhausted || code == absl::StatusCode::kUnavailable ||
         code == absl::StatusCode::kAborted;
}

bool IsInternal(absl::StatusCode code) {
  return code == absl::StatusCode::kInternal || code == absl::StatusCode::kUnknown ||
         code == absl::StatusCode::kDataLoss;
}

}  // namespace

grpc::Status ToGrpc(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const auto code = static_cast<grpc::StatusCode>(status.code());
  if (IsInternal(status.code())) return grpc::Status(code, "an internal error; the log has the trace id");

  const ErrorDetail detail = GetErrorDetail(status);
  google::rpc::Status rich;
  rich.set_code(static_cast<int>(code));
  rich.set_message(std::string(status.message()));
  if (!detail.reason.empty()) {
    google::rpc::ErrorInfo info;
    info.set_domain(kDomain);
    info.set_reason(detail.reason);
    for (const auto& [key, value] : detail.metadata) (*info.mutable_metadata())[key] = value;
    rich.add_details()->PackFrom(info);
  }
  if (!detail.violations.empty()) {
    google::rpc::BadRequest bad;
    for (const Violation& violation : detail.violations) {
      auto* field = bad.add_field_violations();
      field->set_field(violation.field);
      field->set_reason(violation.reason);
      field->set_description(violation.description);
    }
    rich.add_details()->PackFrom(bad);
  }
  if (IsWorthRetrying(status.code())) {
    google::rpc::RetryInfo retry;
    retry.mutable_retry_delay()->set_nanos(kRetryMilliseconds * 1'000'000);
    rich.add_details()->PackFrom(retry);
  }
  return grpc::Status(code, rich.message(), rich.SerializeAsString());
}

absl::Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  const auto code = static_cast<absl::StatusCode>(status.error_code());
  google::rpc::Status rich;
  if (status.error_details().empty() || !rich.ParseFromString(status.error_details())) {
    return absl::Status(code, status.error_message());
  }
  std::string reason;
  std::vector<std::pair<std::string, std::string>> metadata;
  Violations violations;
  for (const google::protobuf::Any& any : rich.details()) {
    google::rpc::ErrorInfo info;
    google::rpc::BadRequest bad;
    if (any.UnpackTo(&info)) {
      reason = info.reason();
      metadata.assign(info.metadata().begin(), info.metadata().end());
    } else if (any.UnpackTo(&bad)) {
      for (const auto& field : bad.field_violations()) {
        violations.Add(field.field(), field.reason(), field.description());
      }
    }
  }
  if (!violations.empty()) return violations.ToStatus();
  return MakeError(code, reason, status.error_message(), std::move(metadata));
}

}  // namespace dukcapil::rpc
