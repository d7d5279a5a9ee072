// Verified tokens, so that a signature is checked once and not on every call.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "gateway/access/token_verifier.h"

namespace dukcapil::gateway {

// Keeps at most `limit` tokens, by SHA-256, until they expire; when full it starts afresh, so that a flood of
// tokens costs signatures, not memory. Only tokens that verified are kept. Thread-safe.
class TokenCache {
 public:
  TokenCache(TokenVerifier verifier, std::size_t limit);

  // The token of `authorization`, the value of the header: `Bearer {token}`. UNAUTHENTICATED as in
  // TokenVerifier.
  absl::StatusOr<VerifiedToken> Authenticate(absl::string_view authorization, absl::Time now);

 private:
  // Shards, so that callers on two cores seldom wait for one another.
  static constexpr std::size_t kShards = 16;
  struct Shard {
    absl::Mutex mutex;
    absl::flat_hash_map<std::string, VerifiedToken> by_hash ABSL_GUARDED_BY(mutex);
  };

  const TokenVerifier verifier_;
  const std::size_t shard_limit_;
  std::array<Shard, kShards> shards_;
};

}  // namespace dukcapil::gateway
