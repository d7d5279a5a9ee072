#include "platform/rpc/tls_files.h"

#include <memory>

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "absl/strings/str_cat.h"
#include "platform/file/read_whole_file.h"
#include "platform/status/status_macros.h"

namespace dukcapil::rpc {
namespace {

constexpr char kDevelopmentOrganization[] = "dukcapil development";
constexpr int kLongestOrganization = 128;

absl::StatusOr<std::string> ReadPem(const std::string& path) {
  absl::StatusOr<std::string> text = ReadWholeFile(path);
  if (!text.ok()) return absl::InvalidArgumentError(text.status().message());
  if (text->empty()) return absl::InvalidArgumentError(absl::StrCat(path, " is empty"));
  return text;
}

}  // namespace

absl::StatusOr<TlsContents> ReadTlsFiles(const TlsFiles& files) {
  TlsContents contents;
  ASSIGN_OR_RETURN(contents.certificate, ReadPem(files.certificate));
  ASSIGN_OR_RETURN(contents.key, ReadPem(files.key));
  ASSIGN_OR_RETURN(contents.ca, ReadPem(files.ca));
  return contents;
}

absl::StatusOr<bool> IsDevelopmentCertificate(const TlsFiles& tls) {
  ASSIGN_OR_RETURN(const std::string pem, ReadPem(tls.certificate));
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(
      BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(
      PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr), X509_free);
  if (certificate == nullptr) {
    return absl::InvalidArgumentError(absl::StrCat(tls.certificate, " holds no certificate"));
  }
  char organization[kLongestOrganization] = {};
  X509_NAME_get_text_by_NID(X509_get_issuer_name(certificate.get()), NID_organizationName, organization,
                            kLongestOrganization);
  return std::string(organization) == kDevelopmentOrganization;
}

}  // namespace dukcapil::rpc
