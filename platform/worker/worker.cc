#include "platform/worker/worker.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "platform/log/log.h"

namespace dukcapil {

Worker::Worker(WorkerOptions options) : options_(std::move(options)), thread_([this] { Run(); }) {}

Worker::~Worker() {
  ending_.Notify();
  thread_.join();
}

void Worker::Run() {
  bool was_ok = true;
  while (!ending_.WaitForNotificationWithTimeout(options_.every)) {
    if (!options_.may_run()) continue;
    const absl::Status status = options_.look();
    if (status.ok() != was_ok) {
      Log(status.ok() ? LogLevel::kInfo : LogLevel::kWarning,
          absl::StrCat(options_.name, status.ok() ? ": works again" : ": cannot be done now; tried again"),
          {{"code", absl::StatusCodeToString(status.code())}});
    }
    was_ok = status.ok();
  }
}

Call OwnCall(absl::string_view service, absl::string_view method, absl::Duration limit) {
  Call call;
  call.caller = {absl::StrCat("service:", service), {"service"}, "-"};
  call.method = std::string(method);
  call.region = "-";
  call.deadline = absl::Now() + limit;
  return call;
}

}  // namespace dukcapil
