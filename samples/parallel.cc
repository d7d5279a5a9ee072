#include "samples/parallel.h"

#include <atomic>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace dukcapil::samples {

absl::Status InParallel(std::size_t count, int callers,
                        const std::function<absl::Status(std::size_t)>& work) {
  std::atomic<std::size_t> next{0};
  std::atomic<bool> failed{false};
  absl::Mutex mutex;
  absl::Status first_error;
  std::vector<std::thread> threads;
  threads.reserve(static_cast<std::size_t>(callers));
  for (int i = 0; i < callers; ++i) {
    threads.emplace_back([&] {
      for (std::size_t item = next++; item < count && !failed; item = next++) {
        const absl::Status status = work(item);
        if (status.ok()) continue;
        failed = true;
        absl::MutexLock lock(&mutex);
        first_error.Update(status);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return first_error;
}

}  // namespace dukcapil::samples
