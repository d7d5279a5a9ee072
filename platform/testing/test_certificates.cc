#include "platform/testing/test_certificates.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace dukcapil::testing {
namespace {

constexpr long kValidSeconds = 24L * 60 * 60;
constexpr long kSkewSeconds = 60;
constexpr long kVersion3 = 2;

// A test cannot go on without its certificates.
void Require(bool done, const char* what) {
  if (done) return;
  std::cerr << "test certificates: " << what << " failed\n";
  std::abort();
}

std::string NewDirectory() {
  std::string path = (std::filesystem::temp_directory_path() / "dukcapil-tls-XXXXXX").string();
  Require(mkdtemp(path.data()) != nullptr, "mkdtemp");
  return path;
}

EVP_PKEY* NewKey() {
  EVP_PKEY* key = EVP_EC_gen("P-256");
  Require(key != nullptr, "EVP_EC_gen");
  return key;
}

void AddName(X509_NAME* name, const char* field, const std::string& value) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(value.data());
  Require(
      X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, bytes, static_cast<int>(value.size()), -1, 0),
      "X509_NAME_add_entry_by_txt");
}

void AddExtension(X509* certificate, int id, const std::string& value) {
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, id, value.c_str());
  Require(extension != nullptr && X509_add_ext(certificate, extension, -1), "X509_add_ext");
  X509_EXTENSION_free(extension);
}

X509* NewCertificate(EVP_PKEY* key, long serial) {
  X509* certificate = X509_new();
  Require(certificate != nullptr, "X509_new");
  X509_set_version(certificate, kVersion3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -kSkewSeconds);
  X509_gmtime_adj(X509_getm_notAfter(certificate), kValidSeconds);
  X509_set_pubkey(certificate, key);
  return certificate;
}

void Sign(X509* certificate, EVP_PKEY* key) {
  Require(X509_sign(certificate, key, EVP_sha256()) != 0, "X509_sign");
}

std::FILE* OpenForWriting(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "w");
  Require(file != nullptr, "fopen");
  return file;
}

void Write(const std::string& path, X509* certificate) {
  std::FILE* file = OpenForWriting(path);
  Require(PEM_write_X509(file, certificate), "PEM_write_X509");
  std::fclose(file);
}

void Write(const std::string& path, EVP_PKEY* key) {
  std::FILE* file = OpenForWriting(path);
  Require(PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr), "PEM_write_PrivateKey");
  std::fclose(file);
}

}  // namespace

TestAuthority::TestAuthority(const std::string& organization) : directory_(NewDirectory()), key_(NewKey()) {
  certificate_ = NewCertificate(key_, serial_++);
  X509_NAME* name = X509_get_subject_name(certificate_);
  AddName(name, "O", organization);
  AddName(name, "CN", "test authority");
  X509_set_issuer_name(certificate_, name);
  AddExtension(certificate_, NID_basic_constraints, "critical,CA:TRUE");
  AddExtension(certificate_, NID_key_usage, "critical,keyCertSign");
  Sign(certificate_, key_);
  Write(directory_ + "/ca.pem", certificate_);
}

TestAuthority::~TestAuthority() {
  X509_free(certificate_);
  EVP_PKEY_free(key_);
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

rpc::TlsFiles TestAuthority::Issue(const std::string& name) {
  EVP_PKEY* key = NewKey();
  X509* certificate = NewCertificate(key, serial_++);
  AddName(X509_get_subject_name(certificate), "CN", name);
  X509_set_issuer_name(certificate, X509_get_subject_name(certificate_));
  AddExtension(certificate, NID_subject_alt_name, "DNS:" + name + ",DNS:localhost,IP:127.0.0.1");
  Sign(certificate, key_);

  rpc::TlsFiles files = {directory_ + "/" + name + ".pem", directory_ + "/" + name + ".key",
                         directory_ + "/ca.pem"};
  Write(files.certificate, certificate);
  Write(files.key, key);
  X509_free(certificate);
  EVP_PKEY_free(key);
  return files;
}

}  // namespace dukcapil::testing
