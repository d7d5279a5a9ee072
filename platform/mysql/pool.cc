#include "platform/mysql/pool.h"

#include <utility>

#include "platform/mysql/errors.h"

namespace dukcapil::mysql {

absl::StatusOr<Pool::Lease> Pool::Acquire(absl::Time deadline) {
  {
    absl::MutexLock lock(&mutex_);
    if (!mutex_.AwaitWithDeadline(absl::Condition(this, &Pool::Free), deadline)) return DeadlineError();
    if (!idle_.empty()) {
      std::unique_ptr<Connection> connection = std::move(idle_.back());
      idle_.pop_back();
      return Lease(this, std::move(connection));
    }
    ++open_;
  }
  absl::StatusOr<std::unique_ptr<Connection>> opened = Connection::Open(options_, deadline);
  if (!opened.ok()) {
    absl::MutexLock lock(&mutex_);
    --open_;
    return opened.status();
  }
  return Lease(this, *std::move(opened));
}

void Pool::Return(std::unique_ptr<Connection> connection) {
  std::vector<std::unique_ptr<Connection>> discarded;  // closed after the lock is free again
  const absl::MutexLock lock(&mutex_);
  if (connection->broken()) {
    discarded.swap(idle_);
    discarded.push_back(std::move(connection));
    open_ -= static_cast<int>(discarded.size());
  } else {
    idle_.push_back(std::move(connection));
  }
}

}  // namespace dukcapil::mysql
