// Load on services that are killed: calls that are repeated until they are answered, and what came of them.
#pragma once

#include <map>
#include <string>
#include <thread>

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "platform/mysql/database.h"
#include "tests/faults/running_services.h"

namespace dukcapil::testing {

// Counts what was acknowledged, so that a kill falls into the middle of the load.
class Progress {
 public:
  void Advance() {
    absl::MutexLock lock(&mutex_);
    ++count_;
  }
  void AwaitMore(int more) {
    absl::MutexLock lock(&mutex_);
    const int goal = count_ + more;
    const auto reached = [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return count_ >= goal; };
    EXPECT_TRUE(mutex_.AwaitWithTimeout(absl::Condition(&reached), absl::Minutes(2)));
  }

 private:
  absl::Mutex mutex_;
  int count_ ABSL_GUARDED_BY(mutex_) = 0;
};

inline bool MayPass(const grpc::Status& status) {
  const auto code = status.error_code();
  return code == grpc::StatusCode::UNAVAILABLE || code == grpc::StatusCode::ABORTED ||
         code == grpc::StatusCode::DEADLINE_EXCEEDED || code == grpc::StatusCode::RESOURCE_EXHAUSTED;
}

// Calls until it is answered, with the same request each time.
template <class Call>
grpc::Status UntilAnswered(const Call& call) {
  while (true) {
    grpc::ClientContext context;
    AsAdministrator(context);
    context.set_wait_for_ready(true);  // or nobody sees to the connection while a service is away
    const grpc::Status status = call(context);
    if (!MayPass(status)) return status;
    std::this_thread::yield();
  }
}

// Whether `condition` came to hold within two minutes.
template <class Condition>
bool Eventually(const Condition& condition) {
  const absl::Time limit = absl::Now() + absl::Minutes(2);
  while (!condition()) {
    if (absl::Now() >= limit) return false;
    absl::SleepFor(absl::Milliseconds(50));
  }
  return true;
}

// The rows of a question to one of the schemas: everything after the first column, by the first.
using Answer = std::map<std::string, std::string>;
Answer Ask(const mysql::DatabaseOptions& schema, absl::string_view sql);

// VerifyCoverage finds nothing.
void ExpectCoverageProven(const RunningServices& services);

}  // namespace dukcapil::testing
