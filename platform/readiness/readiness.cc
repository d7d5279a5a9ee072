#include "platform/readiness/readiness.h"

#include <optional>
#include <utility>

#include "absl/time/clock.h"
#include "platform/log/log.h"

namespace dukcapil {

Readiness::Readiness(Steps steps, absl::Duration interval)
    : steps_(std::move(steps)), interval_(interval), thread_([this] { Run(); }) {}

Readiness::~Readiness() {
  ending_.Notify();
  thread_.join();
}

void Readiness::Run() {
  bool prepared = false;
  std::optional<bool> told;
  do {
    absl::Status status = prepared ? absl::OkStatus() : steps_.prepare();
    prepared = status.ok();
    if (prepared) status = steps_.check(absl::Now() + interval_);
    steps_.set_serving(status.ok());
    if (told == status.ok()) continue;
    told = status.ok();
    if (status.ok()) {
      Log(LogLevel::kInfo, "ready");
    } else {
      Log(LogLevel::kWarning, "not ready", {{"status", absl::StatusCodeToString(status.code())}});
    }
  } while (!ending_.WaitForNotificationWithTimeout(interval_));
}

}  // namespace dukcapil
