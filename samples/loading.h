// What every step of loading the reference case needs: calls that are made again, progress, request ids.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"

namespace dukcapil::samples {

inline constexpr char kParent[] = "regions/17.02";

struct LoaderPorts {
  // Calls the method whose request `request` is. Thread-safe.
  std::function<absl::Status(const google::protobuf::Message& request, google::protobuf::Message& response)>
      call;
  // Waits before a call is made again.
  std::function<void(absl::Duration)> sleep;
  // Told how far it is, for a person; from one thread at a time.
  std::function<void(absl::string_view)> progress;
};

// True for the refusal of a request_id that was used with another request.
bool WasDoneBefore(const absl::Status& status);

// Thread-safe.
class Loading {
 public:
  // `ports` outlives this.
  explicit Loading(const LoaderPorts& ports) : ports_(ports) {}

  // A call that is refused for the moment (ABORTED, UNAVAILABLE, RESOURCE_EXHAUSTED, DEADLINE_EXCEEDED) is
  // made again for about half a minute.
  absl::Status Call(const google::protobuf::Message& request, google::protobuf::Message& response);
  template <class Response>
  absl::StatusOr<Response> Call(const google::protobuf::Message& request) {
    Response response;
    const absl::Status status = Call(request, response);
    if (!status.ok()) return status;
    return response;
  }

  // A write whose content depends on what was found: where its request_id was used before, by a day that was
  // cut off, it is done already, and the response is empty.
  template <class Response>
  absl::StatusOr<Response> CallOnce(const google::protobuf::Message& request) {
    absl::StatusOr<Response> response = Call<Response>(request);
    if (WasDoneBefore(response.status())) return Response();
    return response;
  }

  // Always OK, so that it can end a step.
  absl::Status Tell(absl::string_view what);

 private:
  const LoaderPorts& ports_;
  absl::Mutex progress_mutex_;
};

// The request_id of the `number`th call of a step: a function of what is entered, so that a load that was cut
// off goes on where it was.
std::string RequestId(absl::string_view what, std::size_t number);

// FAILED_PRECONDITION SAMPLE_REFUSED.
absl::Status Refused(absl::string_view what);

}  // namespace dukcapil::samples
