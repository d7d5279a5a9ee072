// Bulletins as they were just told: strangers who ask again and again cost no query.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "dukcapil/inventory/v1/report.pb.h"

namespace dukcapil::inventory {

// Keeps what was answered for a regency, also that there is none, for a while; `now` is the real time. Holds
// at most `limit` answers: when full it starts afresh. Thread-safe.
class BulletinCache {
 public:
  using Answer = absl::StatusOr<v1::StockBulletin>;

  static constexpr absl::Duration kFor = absl::Seconds(10);
  static constexpr std::size_t kLimit = 1000;

  explicit BulletinCache(std::size_t limit = kLimit) : limit_(limit) {}

  std::optional<Answer> Find(const std::string& regency, absl::Time now) {
    absl::MutexLock lock(&mutex_);
    const auto found = kept_.find(regency);
    if (found == kept_.end() || now >= found->second.time + kFor) return std::nullopt;
    return found->second.answer;
  }

  // Other errors are not kept.
  void Keep(const std::string& regency, const Answer& answer, absl::Time now) {
    if (!answer.ok() && !absl::IsNotFound(answer.status())) return;
    absl::MutexLock lock(&mutex_);
    if (kept_.size() >= limit_ && !kept_.contains(regency)) kept_.clear();
    kept_.insert_or_assign(regency, Kept{now, answer});
  }

  void Clear() {
    absl::MutexLock lock(&mutex_);
    kept_.clear();
  }

 private:
  struct Kept {
    absl::Time time;
    Answer answer;
  };

  const std::size_t limit_;
  absl::Mutex mutex_;
  absl::flat_hash_map<std::string, Kept> kept_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace dukcapil::inventory
