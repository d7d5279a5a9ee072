#include "platform/rpc/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"

namespace dukcapil::rpc {
namespace {

TEST(WorkerPool, RunsWhatIsSubmitted) {
  absl::BlockingCounter left(100);
  WorkerPool pool(4, 1000);
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(pool.Submit([&left] { left.DecrementCount(); }));
  left.Wait();
}

TEST(WorkerPool, RunsTasksAtTheSameTime) {
  absl::Notification first;
  absl::Notification second;
  WorkerPool pool(2, 10);
  ASSERT_TRUE(pool.Submit([&] {
    first.Notify();
    second.WaitForNotification();
  }));
  ASSERT_TRUE(pool.Submit([&] {
    first.WaitForNotification();
    second.Notify();
  }));
  second.WaitForNotification();
}

TEST(WorkerPool, RefusesBeyondItsQueue) {
  absl::Notification started;
  absl::Notification release;
  std::atomic<int> ran = 0;
  {
    WorkerPool pool(1, 2);
    ASSERT_TRUE(pool.Submit([&] {
      started.Notify();
      release.WaitForNotification();
    }));
    started.WaitForNotification();
    EXPECT_TRUE(pool.Submit([&] { ++ran; }));
    EXPECT_TRUE(pool.Submit([&] { ++ran; }));
    EXPECT_FALSE(pool.Submit([&] { ++ran; }));
    release.Notify();
  }
  EXPECT_EQ(ran, 2) << "the end of the pool finishes what was queued";
}

}  // namespace
}  // namespace dukcapil::rpc
