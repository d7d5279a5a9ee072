// Keeps a service's health true to its database: serving while the database answers, not serving while it is
// away, and back by itself.
#pragma once

#include <functional>
#include <thread>

#include "absl/status/status.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"

namespace dukcapil {

class Readiness {
 public:
  struct Steps {
    // Work before the first serving (migrations, reference data): tried again until it is OK.
    std::function<absl::Status()> prepare;
    // OK while the database can be used; must return by the deadline.
    std::function<absl::Status(absl::Time deadline)> check;
    // Told the outcome after every check.
    std::function<void(bool serving)> set_serving;
  };

  // Starts a thread that runs the steps every `interval` and logs each turn for the better or worse.
  explicit Readiness(Steps steps, absl::Duration interval = absl::Seconds(2));
  // Ends the thread; waits for the step that runs.
  ~Readiness();

 private:
  void Run();

  const Steps steps_;
  const absl::Duration interval_;
  absl::Notification ending_;
  std::thread thread_;
};

}  // namespace dukcapil
