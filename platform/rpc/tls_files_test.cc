#include "platform/rpc/tls_files.h"

#include <gtest/gtest.h>

#include "platform/testing/test_certificates.h"

namespace dukcapil::rpc {
namespace {

TEST(ReadTlsFiles, ReadsAllThree) {
  testing::TestAuthority authority;
  const auto contents = ReadTlsFiles(authority.Issue("a-svc"));
  ASSERT_TRUE(contents.ok()) << contents.status();
  EXPECT_EQ(contents->certificate.rfind("-----BEGIN CERTIFICATE-----", 0), 0u);
  EXPECT_EQ(contents->ca.rfind("-----BEGIN CERTIFICATE-----", 0), 0u);
  EXPECT_NE(contents->certificate, contents->ca);
  EXPECT_EQ(contents->key.rfind("-----BEGIN PRIVATE KEY-----", 0), 0u);
}

TEST(ReadTlsFiles, NamesTheFileThatIsMissing) {
  testing::TestAuthority authority;
  TlsFiles files = authority.Issue("a-svc");
  files.key = authority.directory() + "/missing.key";
  const auto contents = ReadTlsFiles(files);
  EXPECT_EQ(contents.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_NE(contents.status().message().find("missing.key"), absl::string_view::npos);
}

TEST(ReadTlsFiles, RefusesAnEmptyFileAndADirectory) {
  testing::TestAuthority authority;
  for (const std::string& path : {std::string("/dev/null"), authority.directory()}) {
    TlsFiles files = authority.Issue("a-svc");
    files.key = path;
    const auto contents = ReadTlsFiles(files);
    EXPECT_EQ(contents.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_NE(contents.status().message().find(path), absl::string_view::npos);
  }
}

TEST(IsDevelopmentCertificate, LooksAtTheIssuer) {
  testing::TestAuthority development;
  testing::TestAuthority ministry("Kementerian");
  EXPECT_EQ(*IsDevelopmentCertificate(development.Issue("a-svc")), true);
  EXPECT_EQ(*IsDevelopmentCertificate(ministry.Issue("a-svc")), false);
  TlsFiles no_certificate = development.Issue("b-svc");
  no_certificate.certificate = no_certificate.key;
  EXPECT_FALSE(IsDevelopmentCertificate(no_certificate).ok());
}

}  // namespace
}  // namespace dukcapil::rpc
