// Certificates for tests of TLS: an authority of its own for each test, files in a temporary folder.
#pragma once

#include <string>

#include <openssl/evp.h>
#include <openssl/x509.h>

#include "platform/rpc/tls_files.h"

namespace dukcapil::testing {

// Makes a certificate authority and certificates of it (EC P-256, valid for a day). Crashes where OpenSSL or
// the file system fails. The files are gone with it.
class TestAuthority {
 public:
  explicit TestAuthority(const std::string& organization = "dukcapil development");
  ~TestAuthority();
  TestAuthority(const TestAuthority&) = delete;
  TestAuthority& operator=(const TestAuthority&) = delete;

  // Files of a party whose certificate names `DNS:{name}`; also `DNS:localhost` and `IP:127.0.0.1`.
  rpc::TlsFiles Issue(const std::string& name);
  // The folder with the files; free for other files of the test.
  const std::string& directory() const { return directory_; }

 private:
  std::string directory_;
  EVP_PKEY* key_;
  X509* certificate_;
  long serial_ = 1;
};

}  // namespace dukcapil::testing
