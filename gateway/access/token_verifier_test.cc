#include "gateway/access/token_verifier.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "gateway/access/token_cache.h"
#include "gateway/testing/token_issuer.h"

namespace dukcapil::gateway {
namespace {

using nlohmann::json;

constexpr char kIssuer[] = "https://issuer.example";
constexpr char kAudience[] = "dukcapil";
const absl::Time kNow = absl::FromUnixSeconds(1'700'000'000);

const testing::KeyPair& IssuerKey() {
  static const testing::KeyPair key = testing::NewKeyPair();
  return key;
}

json GoodClaims() {
  return {{"iss", kIssuer},
          {"aud", kAudience},
          {"sub", "clerk-7"},
          {"roles", {"clerk"}},
          {"region", "17.02"},
          {"iat", absl::ToUnixSeconds(kNow)},
          {"exp", absl::ToUnixSeconds(kNow + absl::Hours(8))}};
}

class TokenVerifierTest : public ::testing::Test {
 protected:
  bool Accepts(const std::string& token, absl::Time now = kNow) {
    const auto result = verifier_.Verify(token, now);
    if (result.ok()) return true;
    EXPECT_EQ(result.status().code(), absl::StatusCode::kUnauthenticated);
    EXPECT_EQ(result.status().message(), "a valid token is needed");
    return false;
  }
  bool AcceptsClaims(const std::function<void(json&)>& change) {
    json claims = GoodClaims();
    change(claims);
    return Accepts(testing::SignToken(claims, IssuerKey().secret));
  }

  TokenVerifier verifier_ = *TokenVerifier::Create(IssuerKey().open, kIssuer, kAudience);
};

TEST_F(TokenVerifierTest, AGoodTokenNamesTheCaller) {
  const auto verified = verifier_.Verify(testing::SignToken(GoodClaims(), IssuerKey().secret), kNow);
  ASSERT_TRUE(verified.ok());
  EXPECT_EQ(verified->caller.subject, "clerk-7");
  EXPECT_EQ(verified->caller.region, "17.02");
  EXPECT_EQ(verified->caller.roles, std::vector<std::string>{"clerk"});
}

TEST_F(TokenVerifierTest, ClaimsTruthTable) {
  EXPECT_TRUE(AcceptsClaims([](json& c) { c["aud"] = json::array({"other", kAudience}); }));
  EXPECT_TRUE(AcceptsClaims([](json& c) { c["region"] = "-"; }));
  EXPECT_TRUE(AcceptsClaims([](json& c) { c["nbf"] = absl::ToUnixSeconds(kNow + absl::Seconds(59)); }));
  EXPECT_FALSE(AcceptsClaims([](json& c) { c["nbf"] = absl::ToUnixSeconds(kNow + absl::Seconds(61)); }));
  for (const char* claim : {"iss", "aud", "sub", "roles", "region", "iat", "exp"}) {
    EXPECT_FALSE(AcceptsClaims([&](json& c) { c.erase(claim); })) << claim;
    EXPECT_FALSE(AcceptsClaims([&](json& c) { c[claim] = nullptr; })) << claim;
    EXPECT_FALSE(AcceptsClaims([&](json& c) { c[claim] = json::object(); })) << claim;
  }
  EXPECT_FALSE(AcceptsClaims([](json& c) { c["iss"] = "https://issuer.example.evil"; }));
  EXPECT_FALSE(AcceptsClaims([](json& c) { c["aud"] = "dukcapil2"; }));
  EXPECT_FALSE(AcceptsClaims([](json& c) { c["sub"] = ""; }));
  EXPECT_TRUE(AcceptsClaims([](json& c) { c["sub"] = std::string(200, 's'); }));
  EXPECT_FALSE(AcceptsClaims([](json& c) { c["sub"] = std::string(201, 's'); }));
  EXPECT_FALSE(AcceptsClaims([](json& c) { c["roles"] = {std::string(31, 'r')}; }));
  EXPECT_FALSE(AcceptsClaims([](json& c) { c["region"] = "17.2"; }));
  EXPECT_FALSE(AcceptsClaims([](json& c) { c["region"] = ""; }));
  EXPECT_FALSE(AcceptsClaims([](json& c) { c["roles"] = json::array(); }));
  EXPECT_FALSE(AcceptsClaims([](json& c) { c["roles"] = {"clerk", "service"}; }));
  EXPECT_FALSE(AcceptsClaims([](json& c) { c["roles"] = "clerk"; }));
  EXPECT_FALSE(AcceptsClaims([](json& c) { c["exp"] = "2147483647"; }));
  EXPECT_FALSE(AcceptsClaims([](json& c) { c["exp"] = absl::ToUnixSeconds(kNow + absl::Hours(25)); }));
}

TEST_F(TokenVerifierTest, TimesHaveAMinuteOfSkew) {
  const std::string token = testing::SignToken(GoodClaims(), IssuerKey().secret);
  EXPECT_TRUE(Accepts(token, kNow + absl::Hours(8) + absl::Seconds(59)));
  EXPECT_FALSE(Accepts(token, kNow + absl::Hours(8) + absl::Seconds(60)));
  EXPECT_TRUE(Accepts(token, kNow - absl::Seconds(60)));
  EXPECT_FALSE(Accepts(token, kNow - absl::Seconds(61)));
}

TEST_F(TokenVerifierTest, OnlyEs256OfTheIssuer) {
  EXPECT_FALSE(Accepts(testing::SignToken(GoodClaims(), testing::NewKeyPair().secret)));
  EXPECT_FALSE(Accepts(testing::SignToken(GoodClaims(), "", JWT_ALG_NONE)));
  // The public key as the secret of an HMAC: the classic confusion (RFC 8725, 2.1).
  EXPECT_FALSE(Accepts(testing::SignToken(GoodClaims(), IssuerKey().open, JWT_ALG_HS256)));
  EXPECT_FALSE(Accepts(testing::SignToken(GoodClaims(), testing::NewKeyPair("P-384").secret, JWT_ALG_ES384)));
}

TEST_F(TokenVerifierTest, HeadersTruthTable) {
  const auto accepts = [&](const json& headers) {
    return Accepts(testing::SignToken(GoodClaims(), IssuerKey().secret, JWT_ALG_ES256, headers));
  };
  EXPECT_TRUE(accepts({{"typ", "JWT"}}));
  EXPECT_TRUE(accepts({{"typ", "JWT"}, {"jku", "https://evil.example"}}));
  EXPECT_FALSE(accepts({{"typ", "JWT"}, {"crit", {"exp"}}}));
}

TEST_F(TokenVerifierTest, EveryTamperedByteIsNoticed) {
  const std::string token = testing::SignToken(GoodClaims(), IssuerKey().secret);
  const std::size_t last_dot = token.rfind('.');
  for (std::size_t i = 0; i + 1 < token.size(); i += 7) {
    if (i == last_dot) continue;
    std::string bad = token;
    bad[i] = bad[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(Accepts(bad)) << i;
  }
  for (const std::string& form : {std::string(), std::string("a.b"), std::string("a.b.c.d"), token + ".",
                                  token.substr(0, last_dot + 1), std::string(5000, 'a')}) {
    EXPECT_FALSE(Accepts(form));
  }
}

TEST(TokenVerifierCreate, WantsAPublicKeyOnP256) {
  EXPECT_FALSE(TokenVerifier::Create("", kIssuer, kAudience).ok());
  EXPECT_FALSE(TokenVerifier::Create(testing::NewKeyPair("P-384").open, kIssuer, kAudience).ok());
  EXPECT_FALSE(TokenVerifier::Create(IssuerKey().open, "", kAudience).ok());
}

TEST(TokenCache, ForgetsAtExpiryAndStaysBounded) {
  TokenCache cache(*TokenVerifier::Create(IssuerKey().open, kIssuer, kAudience), 16);
  const std::string bearer = "Bearer " + testing::SignToken(GoodClaims(), IssuerKey().secret);
  EXPECT_EQ(cache.Authenticate(bearer, kNow)->caller.subject, "clerk-7");
  EXPECT_EQ(cache.Authenticate(bearer, kNow)->caller.subject, "clerk-7");
  EXPECT_FALSE(cache.Authenticate(bearer, kNow + absl::Hours(9)).ok());
  EXPECT_FALSE(cache.Authenticate("", kNow).ok());
  EXPECT_FALSE(cache.Authenticate("Basic Og==", kNow).ok());
  for (int i = 0; i < 64; ++i) {
    json claims = GoodClaims();
    claims["sub"] = absl::StrCat("clerk-", i);
    EXPECT_EQ(
        cache.Authenticate("Bearer " + testing::SignToken(claims, IssuerKey().secret), kNow)->caller.subject,
        claims["sub"]);
  }
}

}  // namespace
}  // namespace dukcapil::gateway
