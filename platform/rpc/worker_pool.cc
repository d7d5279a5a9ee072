#include "platform/rpc/worker_pool.h"

#include <utility>

namespace dukcapil::rpc {

WorkerPool::WorkerPool(int threads, int queue_limit) : queue_limit_(static_cast<std::size_t>(queue_limit)) {
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { Work(); });
}

WorkerPool::~WorkerPool() {
  {
    absl::MutexLock lock(&mutex_);
    ending_ = true;
    for (Worker* worker : idle_) worker->woken.Signal();
  }
  for (std::thread& thread : threads_) thread.join();
}

bool WorkerPool::Submit(absl::AnyInvocable<void()> task) {
  absl::MutexLock lock(&mutex_);
  if (ending_ || queue_.size() >= queue_limit_) return false;
  if (idle_.empty()) {
    queue_.push_back(std::move(task));
  } else {
    Worker* const worker = idle_.back();
    idle_.pop_back();
    worker->task = std::move(task);
    worker->woken.Signal();
  }
  return true;
}

void WorkerPool::Work() {
  Worker self;
  while (absl::AnyInvocable<void()> task = Next(self)) task();
}

absl::AnyInvocable<void()> WorkerPool::Next(Worker& self) {
  const absl::MutexLock lock(&mutex_);
  if (queue_.empty() && !ending_) {
    idle_.push_back(&self);
    while (self.task == nullptr && !ending_) self.woken.Wait(&mutex_);
    if (self.task != nullptr) return std::exchange(self.task, nullptr);
  }
  if (queue_.empty()) return nullptr;
  absl::AnyInvocable<void()> task = std::move(queue_.front());
  queue_.pop_front();
  return task;
}

}  // namespace dukcapil::rpc
