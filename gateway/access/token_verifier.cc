#include "gateway/access/token_verifier.h"

#include <jwt.h>

#include <algorithm>
#include <memory>
#include <vector>

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <nlohmann/json.hpp>

#include "absl/strings/escaping.h"
#include "absl/strings/str_split.h"
#include "platform/access/region_scope.h"
#include "platform/status/error.h"

namespace dukcapil::gateway {
namespace {

using nlohmann::json;

constexpr absl::Duration kSkew = absl::Seconds(60);
constexpr absl::Duration kLongestLife = absl::Hours(24);
constexpr std::size_t kLongestToken = 4096;
constexpr std::size_t kMostRoles = 16;
constexpr std::size_t kLongestRole = 30;      // in bytes, and
constexpr std::size_t kLongestSubject = 200;  // so that every record has room
constexpr char kServiceRole[] = "service";

// `why` never reaches the caller: the message is the same for every refusal.
absl::Status Refuse(absl::string_view why) {
  return MakeError(absl::StatusCode::kUnauthenticated, "UNAUTHENTICATED", "a valid token is needed",
                   {{"why", std::string(why)}});
}

// The JSON of the part of a token; discarded where it is none.
json Part(absl::string_view part) {
  std::string text;
  if (!absl::WebSafeBase64Unescape(part, &text)) return json(json::value_t::discarded);
  return json::parse(text, nullptr, /*allow_exceptions=*/false);
}

bool IsHeaderAcceptable(const json& header) {
  if (!header.is_object() || header.contains("crit") || header.value("alg", json()) != "ES256") return false;
  const json type = header.value("typ", json());
  return type == "JWT" || type == "at+jwt";
}

bool IsFor(const json& audience, const std::string& us) {
  if (audience.is_string()) return audience == us;
  return audience.is_array() && std::find(audience.begin(), audience.end(), us) != audience.end();
}

bool IsP256(const std::string& pem) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(
      BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
      PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
  char group[32] = {};
  return key != nullptr && EVP_PKEY_get_group_name(key.get(), group, sizeof(group), nullptr) == 1 &&
         std::string(group) == SN_X9_62_prime256v1;
}

bool HasValidSignature(const std::string& token, const std::string& key) {
  jwt_t* raw = nullptr;
  const int result = jwt_decode(&raw, token.c_str(), reinterpret_cast<const unsigned char*>(key.data()),
                                static_cast<int>(key.size()));
  const std::unique_ptr<jwt_t, decltype(&jwt_free)> decoded(raw, jwt_free);
  return result == 0 && decoded != nullptr && jwt_get_alg(decoded.get()) == JWT_ALG_ES256;
}

bool ReadRoles(const json& claim, std::vector<std::string>& roles) {
  if (!claim.is_array() || claim.empty() || claim.size() > kMostRoles) return false;
  for (const json& role : claim) {
    if (!role.is_string() || role == kServiceRole) return false;
    if (role.get_ref<const std::string&>().size() > kLongestRole) return false;
    roles.push_back(role.get<std::string>());
  }
  return true;
}

}  // namespace

absl::StatusOr<TokenVerifier> TokenVerifier::Create(std::string public_key, std::string issuer,
                                                    std::string audience) {
  if (!IsP256(public_key)) return absl::InvalidArgumentError("not a PEM public key on the curve P-256");
  if (issuer.empty() || audience.empty())
    return absl::InvalidArgumentError("issuer and audience are required");
  return TokenVerifier(std::move(public_key), std::move(issuer), std::move(audience));
}

absl::StatusOr<VerifiedToken> TokenVerifier::Verify(const std::string& token, absl::Time now) const {
  const std::vector<absl::string_view> parts = absl::StrSplit(token, '.');
  if (token.size() > kLongestToken || parts.size() != 3) return Refuse("form");
  if (!IsHeaderAcceptable(Part(parts[0]))) return Refuse("header");
  if (!HasValidSignature(token, public_key_)) return Refuse("signature");

  const json claims = Part(parts[1]);
  if (!claims.is_object()) return Refuse("claims");
  const json expiry = claims.value("exp", json());
  const json start = claims.contains("nbf") ? claims["nbf"] : claims.value("iat", json());
  if (!expiry.is_number_integer() || !start.is_number_integer()) return Refuse("times");
  const absl::Time until = absl::FromUnixSeconds(expiry.get<std::int64_t>());
  const absl::Time from = absl::FromUnixSeconds(start.get<std::int64_t>());
  if (now >= until + kSkew || now < from - kSkew || until - from > kLongestLife) return Refuse("times");
  if (claims.value("iss", json()) != issuer_ || !IsFor(claims.value("aud", json()), audience_)) {
    return Refuse("issuer or audience");
  }
  const json subject = claims.value("sub", json());
  const json region = claims.value("region", json());
  VerifiedToken verified;
  if (!subject.is_string() || subject.get_ref<const std::string&>().empty() ||
      subject.get_ref<const std::string&>().size() > kLongestSubject || !region.is_string() ||
      !RegionOf(RegionName(region.get<std::string>())).ok() ||
      !ReadRoles(claims.value("roles", json()), verified.caller.roles)) {
    return Refuse("subject, region or roles");
  }
  verified.caller.subject = subject.get<std::string>();
  verified.caller.region = region.get<std::string>();
  verified.expiry = until + kSkew;
  return verified;
}

}  // namespace dukcapil::gateway
