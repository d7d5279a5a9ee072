// Development tokens.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace dukcapil::cli {

struct TokenClaims {
  std::string issuer;
  std::string audience;
  std::string subject;
  std::vector<std::string> roles;
  std::string region;  // code, or `-` for the whole country
  absl::Time issued;
  absl::Time expires;
};

// A JWT of `claims` signed with ES256 by the EC P-256 private key in `key_pem`. A usage error where the key
// is not one.
absl::StatusOr<std::string> SignToken(const TokenClaims& claims, const std::string& key_pem);

}  // namespace dukcapil::cli
