// Policies that were read: none ever changes.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "inventory-svc/domain/policy.h"

namespace dukcapil::inventory {

// Thread-safe.
class PolicyCache {
 public:
  // Null where it was not read yet.
  std::shared_ptr<const IssuancePolicy> Find(const std::string& region, const std::string& id) const {
    const absl::ReaderMutexLock lock(&mutex_);
    const auto found = policies_.find({region, id});
    return found == policies_.end() ? nullptr : found->second;
  }
  // Only of what is committed.
  void Keep(std::shared_ptr<const IssuancePolicy> policy) {
    const absl::MutexLock lock(&mutex_);
    if (policies_.size() >= kMost) policies_.clear();
    policies_[{policy->region, policy->id}] = std::move(policy);
  }

 private:
  static constexpr std::size_t kMost = 2000;  // some for each regency

  mutable absl::Mutex mutex_;
  absl::flat_hash_map<std::pair<std::string, std::string>, std::shared_ptr<const IssuancePolicy>> policies_
      ABSL_GUARDED_BY(mutex_);
};

}  // namespace dukcapil::inventory
