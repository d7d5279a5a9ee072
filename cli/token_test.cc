#include "cli/token.h"

#include <fstream>
#include <iterator>
#include <memory>
#include <vector>

#include <gtest/gtest.h>
#include <jwt.h>
#include <openssl/bio.h>
#include <openssl/pem.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_split.h"
#include "cli/exit_codes.h"
#include "nlohmann/json.hpp"
#include "platform/testing/test_certificates.h"

namespace dukcapil::cli {
namespace {

TokenClaims Claims() {
  return {"dukcapil-development",     "dukcapil", "developer",
          {"clerk", "auditor"},       "17.02",    absl::FromUnixSeconds(1000),
          absl::FromUnixSeconds(2000)};
}

std::string AKey() {
  testing::TestAuthority authority;
  std::ifstream file(authority.Issue("issuer").key);
  return {std::istreambuf_iterator<char>(file), {}};
}

nlohmann::json Part(const std::string& token, std::size_t part) {
  const std::vector<std::string> parts = absl::StrSplit(token, '.');
  std::string bytes;
  EXPECT_TRUE(absl::WebSafeBase64Unescape(parts.at(part), &bytes));
  return nlohmann::json::parse(bytes);
}

TEST(SignToken, WritesTheClaims) {
  const auto token = SignToken(Claims(), AKey());
  ASSERT_TRUE(token.ok()) << token.status();
  EXPECT_EQ(Part(*token, 0)["alg"], "ES256");
  EXPECT_EQ(Part(*token, 0)["typ"], "JWT");
  EXPECT_EQ(Part(*token, 1), nlohmann::json::parse(R"({"iss": "dukcapil-development", "aud": "dukcapil",
      "sub": "developer", "roles": ["clerk", "auditor"], "region": "17.02", "iat": 1000, "nbf": 1000, "exp": 2000})"));
}

// The public half of a private key, PEM.
std::string PublicKey(const std::string& private_pem) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> in(
      BIO_new_mem_buf(private_pem.data(), static_cast<int>(private_pem.size())), BIO_free);
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
      PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
  const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), BIO_free);
  EXPECT_EQ(PEM_write_bio_PUBKEY(out.get(), key.get()), 1);
  char* data = nullptr;
  const long size = BIO_get_mem_data(out.get(), &data);
  return std::string(data, static_cast<std::size_t>(size));
}

TEST(SignToken, SignsThem) {
  const std::string key = AKey();
  const std::string token = SignToken(Claims(), key).value();
  const auto verifies = [](const std::string& text, const std::string& public_key) {
    jwt_t* raw = nullptr;
    const int error =
        jwt_decode(&raw, text.c_str(), reinterpret_cast<const unsigned char*>(public_key.data()),
                   static_cast<int>(public_key.size()));
    const std::unique_ptr<jwt_t, decltype(&jwt_free)> decoded(raw, jwt_free);
    return error == 0;
  };
  EXPECT_TRUE(verifies(token, PublicKey(key)));
  EXPECT_FALSE(verifies(token, PublicKey(AKey())));
}

TEST(SignToken, RefusesWhatIsNoKey) {
  EXPECT_TRUE(IsUsageError(SignToken(Claims(), "no key").status()));
}

}  // namespace
}  // namespace dukcapil::cli
