// Keeps the forecast part of every regency's stock mode fresh.
#pragma once

#include <functional>
#include <thread>

#include "absl/status/status.h"
#include "absl/synchronization/notification.h"
#include "inventory-svc/rpc/app.h"

namespace dukcapil::inventory {

// A mode is computed again when it is ten minutes old, or five seconds where the regency's stock has changed
// since. Where a sister or the database is away the last mode holds, with its age, and it is tried again.
class ModeWorker {
 public:
  // Starts a thread that looks every second, while `may_run` says so. `app` outlives the worker.
  ModeWorker(Inventory& app, std::function<bool()> may_run);
  // Ends the thread; waits for the computation that runs.
  ~ModeWorker();

 private:
  void Run();

  Inventory& app_;
  const std::function<bool()> may_run_;
  absl::Notification ending_;
  std::thread thread_;
};

// One look: computes what is old. The first error met, after having tried all.
absl::Status RefreshOldModes(Inventory& app);

}  // namespace dukcapil::inventory
