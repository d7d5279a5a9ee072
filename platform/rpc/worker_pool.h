// A bounded pool of worker threads: gRPC's threads never block on the database.
#pragma once

#include <deque>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/synchronization/mutex.h"

namespace dukcapil::rpc {

class WorkerPool {
 public:
  // `threads` workers; at most `queue_limit` tasks wait.
  WorkerPool(int threads, int queue_limit);
  // Finishes what is queued, then ends.
  ~WorkerPool();

  // False where the queue is full or the pool is ending: the task is dropped, the caller answers at once.
  bool Submit(absl::AnyInvocable<void()> task);

 private:
  // A thread, and the task it was handed while it was idle.
  struct Worker {
    absl::CondVar woken;
    absl::AnyInvocable<void()> task;
  };

  void Work();
  // Empty: the pool ends.
  absl::AnyInvocable<void()> Next(Worker& self);

  absl::Mutex mutex_;
  std::deque<absl::AnyInvocable<void()>> queue_ ABSL_GUARDED_BY(mutex_);
  // The last to become idle is woken first: its memory is still in the caches.
  std::vector<Worker*> idle_ ABSL_GUARDED_BY(mutex_);
  bool ending_ ABSL_GUARDED_BY(mutex_) = false;
  const std::size_t queue_limit_;
  std::vector<std::thread> threads_;
};

}  // namespace dukcapil::rpc
