// PEM files of one party, and what they hold.
#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace dukcapil::rpc {

// Paths of PEM files.
struct TlsFiles {
  std::string certificate;
  std::string key;
  std::string ca;
};

// Their contents.
struct TlsContents {
  std::string certificate;
  std::string key;
  std::string ca;
};

// INVALID_ARGUMENT naming the file that cannot be read or is empty.
absl::StatusOr<TlsContents> ReadTlsFiles(const TlsFiles& files);

// True where the certificate was issued by a generated development authority (O = "dukcapil development").
absl::StatusOr<bool> IsDevelopmentCertificate(const TlsFiles& tls);

}  // namespace dukcapil::rpc
