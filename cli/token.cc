#include "cli/token.h"

#include <jwt.h>

#include <cstdlib>
#include <memory>

#include <nlohmann/json.hpp>

#include "absl/time/clock.h"
#include "cli/exit_codes.h"
#include "cli/file.h"
#include "cli/nouns.h"
#include "platform/access/access_policy.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {

absl::StatusOr<std::string> SignToken(const TokenClaims& claims, const std::string& key_pem) {
  jwt_t* made = nullptr;
  if (jwt_new(&made) != 0) return absl::ResourceExhaustedError("no memory for a token");
  const std::unique_ptr<jwt_t, decltype(&jwt_free)> token(made, jwt_free);
  const nlohmann::json json = {{"iss", claims.issuer},
                               {"aud", claims.audience},
                               {"sub", claims.subject},
                               {"roles", claims.roles},
                               {"region", claims.region},
                               {"iat", absl::ToUnixSeconds(claims.issued)},
                               {"nbf", absl::ToUnixSeconds(claims.issued)},
                               {"exp", absl::ToUnixSeconds(claims.expires)}};
  const auto* key = reinterpret_cast<const unsigned char*>(key_pem.data());
  if (jwt_add_grants_json(token.get(), json.dump().c_str()) != 0 ||
      jwt_set_alg(token.get(), JWT_ALG_ES256, key, static_cast<int>(key_pem.size())) != 0) {
    return UsageError("the token cannot be made of this");
  }
  const std::unique_ptr<char, decltype(&std::free)> text(jwt_encode_str(token.get()), std::free);
  if (text == nullptr) return UsageError("the key is no EC P-256 private key in PEM form");
  return std::string(text.get());
}

namespace {

// The roles that the services know.
std::vector<std::string> RoleNames() {
  const absl::StatusOr<AccessPolicy> policy = AccessPolicy::Create({});
  return policy.ok() ? policy->RoleNames() : std::vector<std::string>();
}

}  // namespace

void AddToken(CommandLine& line) {
  struct Options {
    TokenClaims claims;
    std::string key_file;
    int hours = 12;
  };
  constexpr int kMostHours = 24;
  auto options = std::make_shared<Options>();
  CLI::App* verb =
      AddVerb(line, &line.app, "token", "Signs a development token", "token --role clerk --hours 8",
              [options](Session& session) -> absl::StatusOr<int> {
                TokenClaims& claims = options->claims;
                if (claims.roles.empty()) claims.roles = {"administrator"};
                if (claims.subject.empty()) claims.subject = "developer";
                claims.region = session.globals().region;
                claims.issued = absl::Now();
                claims.expires = claims.issued + absl::Hours(options->hours);
                ASSIGN_OR_RETURN(const std::string key, ReadFile(options->key_file));
                ASSIGN_OR_RETURN(const std::string token, SignToken(claims, key));
                session.out() << token << "\n";
                return kOk;
              });
  verb->add_option("--key", options->key_file, "PEM file of the issuer's EC P-256 private key")
      ->envname("DUKCAPIL_ISSUER_KEY")
      ->required();
  verb->add_option("--issuer", options->claims.issuer, "issuer")
      ->envname("DUKCAPIL_TOKEN_ISSUER")
      ->required();
  verb->add_option("--audience", options->claims.audience, "audience")
      ->envname("DUKCAPIL_TOKEN_AUDIENCE")
      ->required();
  verb->add_option("--role", options->claims.roles, "role, may be repeated; administrator unless given")
      ->check(CLI::IsMember(RoleNames()));
  verb->add_option("--subject", options->claims.subject, "who; developer unless given");
  verb->add_option("--hours", options->hours, "valid for so long (default 12)")
      ->check(CLI::Range(1, kMostHours));
}

}  // namespace dukcapil::cli
