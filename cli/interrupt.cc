#include "cli/interrupt.h"

#include <semaphore.h>

#include <cerrno>
#include <csignal>
#include <utility>

namespace dukcapil::cli {
namespace {

// Of the few things that a signal handler may touch.
sem_t called;

void Call(int) {
  const int error = errno;
  sem_post(&called);
  errno = error;
}

void AwaitCall() {
  while (sem_wait(&called) != 0 && errno == EINTR) {
  }
}

}  // namespace

Interrupt::Interrupt(std::function<void()> stop) : stop_(std::move(stop)) {
  sem_init(&called, /*pshared=*/0, /*value=*/0);
  thread_ = std::thread([this] {
    for (AwaitCall(); !over_; AwaitCall()) stop_();
  });
  former_interrupt_ = std::signal(SIGINT, Call);
  former_termination_ = std::signal(SIGTERM, Call);
}

Interrupt::~Interrupt() {
  std::signal(SIGINT, former_interrupt_);
  std::signal(SIGTERM, former_termination_);
  over_ = true;
  sem_post(&called);
  thread_.join();
  sem_destroy(&called);
}

}  // namespace dukcapil::cli
