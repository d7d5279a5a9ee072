// Keys and tokens for the tests of the gateway.
#pragma once

#include <jwt.h>

#include <string>

#include <nlohmann/json.hpp>

namespace dukcapil::gateway::testing {

// PEM texts.
struct KeyPair {
  std::string secret;
  std::string open;
};

// A new key pair on `curve`.
KeyPair NewKeyPair(const char* curve = "P-256");

// `claims` signed with `key` (PEM, or the secret of an HMAC; unused with JWT_ALG_NONE).
std::string SignToken(const nlohmann::json& claims, const std::string& key,
                      jwt_alg_t algorithm = JWT_ALG_ES256, const nlohmann::json& headers = {{"typ", "JWT"}});

}  // namespace dukcapil::gateway::testing
