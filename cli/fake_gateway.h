// A gateway for tests of the client: TLS, any method, canned answers.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "platform/testing/test_certificates.h"

namespace dukcapil::cli {

class FakeGateway {
 public:
  // Answers a call of `method` (`/package.Service/Method`) with the bytes of the response or an error.
  // Called from several threads.
  using Answer = std::function<absl::StatusOr<std::string>(
      absl::string_view method, const std::string& request, const std::string& authorization)>;
  explicit FakeGateway(Answer answer);
  ~FakeGateway();

  std::string address() const;
  std::string ca() const { return ca_; }
  // A file with the token `a-token`.
  std::string token_file() const { return token_file_; }
  void SetServing(bool serving);

 private:
  struct Server;
  testing::TestAuthority authority_;
  std::string ca_;
  std::string token_file_;
  std::unique_ptr<Server> server_;
};

}  // namespace dukcapil::cli
