#include "cli/exit_codes.h"

#include "platform/status/error.h"

namespace dukcapil::cli {
namespace {

constexpr char kUsageReason[] = "USAGE";

}  // namespace

int ExitCodeOf(const absl::Status& status) {
  if (status.ok()) return kOk;
  if (IsUsageError(status)) return kUsage;
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status) ? kUnreachable : kRefused;
}

absl::Status UsageError(absl::string_view message) {
  return MakeError(absl::StatusCode::kInvalidArgument, kUsageReason, message);
}

bool IsUsageError(const absl::Status& status) {
  return GetErrorDetail(status).reason == kUsageReason;
}

}  // namespace dukcapil::cli
