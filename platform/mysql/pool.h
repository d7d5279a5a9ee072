// A bounded pool of connections. Private to this library.
#pragma once

#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "platform/mysql/connection.h"
#include "platform/mysql/database.h"

namespace dukcapil::mysql {

// Thread-safe. Opens connections as they are needed, keeps them, and throws away what broke: together with
// all that are idle then, since whatever broke one has mostly broken them too.
class Pool {
 public:
  Pool(DatabaseOptions options, int size) : options_(std::move(options)), size_(size) {}

  // Gives a connection back when it goes.
  class Lease {
   public:
    Lease(Pool* pool, std::unique_ptr<Connection> connection)
        : pool_(pool), connection_(std::move(connection)) {}
    Lease(Lease&&) = default;
    ~Lease() {
      if (connection_ != nullptr) pool_->Return(std::move(connection_));
    }
    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_.get(); }

   private:
    Pool* pool_;
    std::unique_ptr<Connection> connection_;
  };

  // DEADLINE_EXCEEDED where none became free before `deadline`; UNAVAILABLE where none can be opened.
  absl::StatusOr<Lease> Acquire(absl::Time deadline);

 private:
  void Return(std::unique_ptr<Connection> connection);
  bool Free() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return !idle_.empty() || open_ < size_; }

  const DatabaseOptions options_;
  const int size_;
  absl::Mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_ ABSL_GUARDED_BY(mutex_);
  int open_ ABSL_GUARDED_BY(mutex_) = 0;  // idle, in use, and being opened
};

}  // namespace dukcapil::mysql
