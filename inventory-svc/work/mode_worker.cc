#include "inventory-svc/work/mode_worker.h"

#include "absl/time/clock.h"
#include "inventory-svc/rpc/forecast_inputs.h"
#include "platform/log/log.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr absl::Duration kLook = absl::Seconds(1);
constexpr absl::Duration kOld = absl::Minutes(10);
constexpr absl::Duration kOldAfterChange = absl::Seconds(5);
constexpr absl::Duration kLimit = absl::Seconds(20);  // of one computation

Call OwnCall() {
  Call call;
  call.caller = {"service:inventory-svc", {"service"}, "-"};
  call.method = "mode_worker";
  call.region = "-";
  call.deadline = absl::Now() + kLimit;
  return call;
}

}  // namespace

ModeWorker::ModeWorker(Inventory& app, std::function<bool()> may_run)
    : app_(app), may_run_(std::move(may_run)), thread_([this] { Run(); }) {}

ModeWorker::~ModeWorker() {
  ending_.Notify();
  thread_.join();
}

void ModeWorker::Run() {
  bool was_ok = true;
  while (!ending_.WaitForNotificationWithTimeout(kLook)) {
    if (!may_run_()) continue;
    const absl::Status status = RefreshOldModes(app_);
    if (status.ok() != was_ok) {
      Log(status.ok() ? LogLevel::kInfo : LogLevel::kWarning,
          status.ok() ? "stock modes are fresh again" : "a stock mode cannot be computed; the last one holds",
          {{"code", absl::StatusCodeToString(status.code())}});
    }
    was_ok = status.ok();
  }
}

absl::Status RefreshOldModes(Inventory& app) {
  const absl::Time now = app.clock.Now();
  ASSIGN_OR_RETURN(const std::vector<std::string> regencies,
                   app.store.Read(OwnCall(), [&](Snapshot& snapshot) {
                     return snapshot.RegenciesWithOldMode(now - kOld, now - kOldAfterChange);
                   }));
  absl::Status first_error;
  for (const std::string& regency : regencies) {
    first_error.Update(RefreshStockMode(app, OwnCall(), regency).status());
  }
  return first_error;
}

}  // namespace dukcapil::inventory
