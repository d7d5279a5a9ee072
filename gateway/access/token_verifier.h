// Tokens: JSON Web Tokens (RFC 7519) signed with ES256, checked as RFC 8725 asks.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "platform/access/call.h"

namespace dukcapil::gateway {

// A caller and until when the token says so.
struct VerifiedToken {
  Caller caller;
  absl::Time expiry;
};

// Immutable, thread-safe.
class TokenVerifier {
 public:
  // `public_key`: a PEM public key on P-256, the issuer's only one. INVALID_ARGUMENT where it is none.
  static absl::StatusOr<TokenVerifier> Create(std::string public_key, std::string issuer,
                                              std::string audience);

  // Claims: `iss`, `aud`, `sub`, `exp`, `nbf` or `iat`, `roles` (a list), `region` (`17.02` or `-`). The
  // algorithm is ES256 and nothing else; `typ` is JWT or at+jwt; a `crit` header is refused, keys in headers
  // are ignored; at most 24 hours long, 60 s of skew. The role `service` is for sister services and is
  // refused here. UNAUTHENTICATED in every case; the reason is for the log, not the caller.
  absl::StatusOr<VerifiedToken> Verify(const std::string& token, absl::Time now) const;

 private:
  TokenVerifier(std::string public_key, std::string issuer, std::string audience)
      : public_key_(std::move(public_key)), issuer_(std::move(issuer)), audience_(std::move(audience)) {}

  std::string public_key_;
  std::string issuer_;
  std::string audience_;
};

}  // namespace dukcapil::gateway
