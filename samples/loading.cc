#include "samples/loading.h"

#include "absl/strings/str_cat.h"
#include "platform/crypto/uuid.h"
#include "platform/status/error.h"

namespace dukcapil::samples {
namespace {

constexpr int kTries = 9;
constexpr absl::Duration kFirstPause = absl::Milliseconds(100);

bool MayPass(const absl::Status& status) {
  return absl::IsAborted(status) || absl::IsUnavailable(status) || absl::IsResourceExhausted(status) ||
         absl::IsDeadlineExceeded(status);
}

}  // namespace

absl::Status Loading::Call(const google::protobuf::Message& request, google::protobuf::Message& response) {
  absl::Duration pause = kFirstPause;
  for (int attempt = 1;; ++attempt) {
    response.Clear();
    absl::Status status = ports_.call(request, response);
    if (status.ok() || !MayPass(status) || attempt == kTries) return status;
    ports_.sleep(pause);
    pause *= 2;
  }
}

absl::Status Loading::Tell(absl::string_view what) {
  absl::MutexLock lock(&progress_mutex_);
  ports_.progress(what);
  return absl::OkStatus();
}

std::string RequestId(absl::string_view what, std::size_t number) {
  return NamedUuid(absl::StrCat("sample/rejang-lebong/1/", what, "/", number));
}

bool WasDoneBefore(const absl::Status& status) {
  const ErrorDetail detail = GetErrorDetail(status);
  return !detail.violations.empty() && detail.violations.front().reason == "REQUEST_ID_REUSED";
}

absl::Status Refused(absl::string_view what) {
  return MakeError(absl::StatusCode::kFailedPrecondition, "SAMPLE_REFUSED", what);
}

}  // namespace dukcapil::samples
