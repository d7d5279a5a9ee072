// Ctrl-C, and a request to end, for a command that runs until then.
#pragma once

#include <atomic>
#include <functional>
#include <thread>

namespace dukcapil::cli {

// While it lives SIGINT and SIGTERM call `stop`, on a thread of its own, instead of ending the process. One
// at a time.
class Interrupt {
 public:
  explicit Interrupt(std::function<void()> stop);
  ~Interrupt();

 private:
  const std::function<void()> stop_;
  std::atomic<bool> over_{false};
  void (*former_interrupt_)(int);
  void (*former_termination_)(int);
  std::thread thread_;
};

}  // namespace dukcapil::cli
