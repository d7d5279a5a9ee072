// A piece of the service's own work that is looked at again and again.
#pragma once

#include <functional>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "platform/access/call.h"

namespace dukcapil {

struct WorkerOptions {
  std::string name;                    // for the log: `stock modes`
  absl::Duration every;                // from the end of one look to the next
  std::function<bool()> may_run;       // false: nothing is done, for example while the database is away
  std::function<absl::Status()> look;  // one look
};

// A thread of its own. A look that fails is logged once, and once more when one succeeds again.
class Worker {
 public:
  explicit Worker(WorkerOptions options);
  // Ends the thread; waits for the look that runs.
  ~Worker();

 private:
  void Run();

  const WorkerOptions options_;
  absl::Notification ending_;
  std::thread thread_;
};

// A call of `service` (for example `inventory-svc`) for itself, across regions, `limit` from now; `method`
// names the worker.
Call OwnCall(absl::string_view service, absl::string_view method, absl::Duration limit);

}  // namespace dukcapil
