#include "gateway/access/token_cache.h"

#include <utility>

#include "absl/strings/match.h"
#include "platform/crypto/aead.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"

namespace dukcapil::gateway {
namespace {

constexpr absl::string_view kScheme = "Bearer ";

}  // namespace

TokenCache::TokenCache(TokenVerifier verifier, std::size_t limit)
    : verifier_(std::move(verifier)), shard_limit_(limit / kShards + 1) {}

absl::StatusOr<VerifiedToken> TokenCache::Authenticate(absl::string_view authorization, absl::Time now) {
  if (!absl::StartsWithIgnoreCase(authorization, kScheme)) {
    return MakeError(absl::StatusCode::kUnauthenticated, "UNAUTHENTICATED", "a valid token is needed",
                     {{"why", "no token"}});
  }
  const std::string token(authorization.substr(kScheme.size()));
  std::string hash = Sha256(token);
  Shard& shard = shards_[static_cast<unsigned char>(hash[0]) % kShards];
  {
    absl::MutexLock lock(&shard.mutex);
    const auto known = shard.by_hash.find(hash);
    if (known != shard.by_hash.end()) {
      if (now < known->second.expiry) return known->second;
      shard.by_hash.erase(known);
    }
  }
  ASSIGN_OR_RETURN(VerifiedToken verified, verifier_.Verify(token, now));
  absl::MutexLock lock(&shard.mutex);
  if (shard.by_hash.size() >= shard_limit_) shard.by_hash.clear();
  shard.by_hash.insert_or_assign(std::move(hash), verified);
  return verified;
}

}  // namespace dukcapil::gateway
