// Opaque page tokens: AEAD of the last key, bound to the query's fingerprint, base64url.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "platform/crypto/aead.h"

namespace dukcapil {

class PageTokens {
 public:
  explicit PageTokens(KeyRing keys) : aead_(std::move(keys)) {}
  // `query` is anything that identifies method, caller region and filters, for example the request's bytes
  // without page_token and page_size; `last_key` the sort key of the last row sent.
  std::string Make(absl::string_view query, const std::vector<std::string>& last_key) const;
  // INVALID_ARGUMENT (field `page_token`) where the token is not ours or belongs to another query.
  absl::StatusOr<std::vector<std::string>> Read(absl::string_view query, absl::string_view token) const;

 private:
  Aead aead_;
};

// 50 for 0, at most 1,000. INVALID_ARGUMENT (field `page_size`) where negative.
absl::StatusOr<int> PageSize(int requested);

}  // namespace dukcapil
