#include "gateway/testing/token_issuer.h"

#include <cstdlib>

#include <gtest/gtest.h>
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

namespace dukcapil::gateway::testing {
namespace {

std::string Drain(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  std::string text(data, static_cast<std::size_t>(size));
  BIO_free(bio);
  return text;
}

}  // namespace

KeyPair NewKeyPair(const char* curve) {
  EVP_PKEY* key = EVP_EC_gen(curve);
  BIO* secret = BIO_new(BIO_s_mem());
  PEM_write_bio_PrivateKey(secret, key, nullptr, nullptr, 0, nullptr, nullptr);
  BIO* open = BIO_new(BIO_s_mem());
  PEM_write_bio_PUBKEY(open, key);
  EVP_PKEY_free(key);
  return {Drain(secret), Drain(open)};
}

std::string SignToken(const nlohmann::json& claims, const std::string& key, jwt_alg_t algorithm,
                      const nlohmann::json& headers) {
  const bool is_signed = algorithm != JWT_ALG_NONE;
  jwt_t* jwt = nullptr;
  EXPECT_EQ(jwt_new(&jwt), 0);
  EXPECT_EQ(jwt_add_grants_json(jwt, claims.dump().c_str()), 0);
  EXPECT_EQ(jwt_add_headers_json(jwt, headers.dump().c_str()), 0);
  EXPECT_EQ(
      jwt_set_alg(jwt, algorithm, is_signed ? reinterpret_cast<const unsigned char*>(key.data()) : nullptr,
                  is_signed ? static_cast<int>(key.size()) : 0),
      0);
  char* text = jwt_encode_str(jwt);
  EXPECT_NE(text, nullptr);
  std::string token = text == nullptr ? "" : text;
  std::free(text);
  jwt_free(jwt);
  return token;
}

}  // namespace dukcapil::gateway::testing
