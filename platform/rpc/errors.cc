#include "platform/rpc/errors.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/duration.pb.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "platform/status/error.h"

namespace dukcapil::rpc {
namespace {

constexpr char kDomain[] = "dukcapil.go.id";
constexpr int kRetryMilliseconds = 200;
// A peer takes 8 KiB of trailers by default and fails the call beyond that. The message travels twice, in the
// worst case percent-encoded, and the details in base64.
constexpr std::size_t kLongestMessage = 512;
constexpr std::size_t kLargestDetails = 4096;

bool IsWorthRetrying(absl::StatusCode code) {
  return code == absl::StatusCode::kResourceExhausted || code == absl::StatusCode::kUnavailable ||
         code == absl::StatusCode::kAborted;
}

bool IsInternal(absl::StatusCode code) {
  return code == absl::StatusCode::kInternal || code == absl::StatusCode::kUnknown ||
         code == absl::StatusCode::kDataLoss;
}

// At most kLongestMessage bytes, cut between characters.
std::string Shortened(absl::string_view text) {
  if (text.size() <= kLongestMessage) return std::string(text);
  std::size_t end = kLongestMessage;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return absl::StrCat(text.substr(0, end), "…");
}

google::rpc::ErrorInfo InfoOf(const absl::Status& status, const ErrorDetail& detail) {
  google::rpc::ErrorInfo info;
  info.set_domain(kDomain);
  info.set_reason(detail.reason.empty() ? absl::StatusCodeToString(status.code()) : detail.reason);
  for (const auto& [key, value] : detail.metadata) (*info.mutable_metadata())[key] = value;
  return info;
}

// As many violations as fit into `room` bytes, the first ones.
google::rpc::BadRequest FirstViolations(const std::vector<Violation>& violations, std::size_t room) {
  google::rpc::BadRequest bad;
  for (const Violation& violation : violations) {
    auto* field = bad.add_field_violations();
    field->set_field(violation.field);
    field->set_reason(violation.reason);
    field->set_description(violation.description);
    if (bad.ByteSizeLong() > room) {
      bad.mutable_field_violations()->RemoveLast();
      break;
    }
  }
  return bad;
}

// What a client says of a failure that no service of ours described: a transport's own words name addresses.
absl::Status TransportError(absl::StatusCode code, const std::string& message) {
  if (code == absl::StatusCode::kUnavailable) {
    return MakeError(code, "SERVICE_UNREACHABLE", "the service cannot be reached; retry after a moment");
  }
  if (code == absl::StatusCode::kDeadlineExceeded) {
    return MakeError(code, "DEADLINE_EXCEEDED", "the service did not answer before the deadline");
  }
  return absl::Status(code, message);
}

}  // namespace

grpc::Status ToGrpc(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const auto code = static_cast<grpc::StatusCode>(status.code());
  if (IsInternal(status.code())) return grpc::Status(code, "an internal error; the log has the trace id");

  const ErrorDetail detail = GetErrorDetail(status);
  google::rpc::Status rich;
  rich.set_code(static_cast<int>(code));
  rich.set_message(Shortened(status.message()));
  google::rpc::ErrorInfo info = InfoOf(status, detail);
  if (!detail.violations.empty()) {
    const auto bad = FirstViolations(detail.violations, kLargestDetails - kLongestMessage);
    const std::size_t kept = static_cast<std::size_t>(bad.field_violations_size());
    if (kept < detail.violations.size()) {
      (*info.mutable_metadata())["violations_left_off"] = absl::StrCat(detail.violations.size() - kept);
    }
    rich.add_details()->PackFrom(bad);
  }
  rich.add_details()->PackFrom(info);
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
    return TransportError(code, status.error_message());
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
