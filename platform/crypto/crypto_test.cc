#include <gtest/gtest.h>

#include <set>

#include "absl/strings/escaping.h"
#include "platform/crypto/aead.h"
#include "platform/crypto/hkdf.h"
#include "platform/crypto/page_token.h"
#include "platform/status/error.h"

namespace dukcapil {
namespace {

std::string Bytes(absl::string_view hex) {
  return absl::HexStringToBytes(hex);
}

Key CountingKey(unsigned char first) {
  Key key;
  for (size_t i = 0; i < key.size(); ++i) key[i] = static_cast<unsigned char>(first + i);
  return key;
}

// Test case 16 of "The Galois/Counter Mode of Operation" (McGrew, Viega), the one NIST took over.
TEST(Aead, OpensAKnownAnswer) {
  Key key;
  const std::string key_bytes = Bytes("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
  std::copy(key_bytes.begin(), key_bytes.end(), key.begin());
  const Aead aead(KeyRing({{7, key}}));
  const std::string sealed = Bytes("00000007") + Bytes("cafebabefacedbaddecaf888") +
                             Bytes(
                                 "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                                 "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662") +
                             Bytes("76fc6ece0f4e1768cddf8853bb2d551b");
  const auto opened = aead.Open(sealed, Bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2"));
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_EQ(absl::BytesToHexString(*opened),
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
}

TEST(Aead, SealsDifferentlyEachTimeAndOpensAgain) {
  const Aead aead(KeyRing({{1, CountingKey(0)}}));
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const std::string sealed = aead.Seal("1702091408239001", "resident:1:nik");
    EXPECT_TRUE(seen.insert(sealed).second);
    EXPECT_EQ(*aead.Open(sealed, "resident:1:nik"), "1702091408239001");
  }
  EXPECT_EQ(*aead.Open(aead.Seal("", ""), ""), "");
}

TEST(Aead, RefusesAChangedBitAnywhere) {
  const Aead aead(KeyRing({{1, CountingKey(0)}}));
  const std::string sealed = aead.Seal("1702091408239001", "c");
  for (size_t i = 0; i < sealed.size() * 8; ++i) {
    std::string changed = sealed;
    changed[i / 8] = static_cast<char>(changed[i / 8] ^ (1 << i % 8));
    EXPECT_EQ(aead.Open(changed, "c").status().code(), absl::StatusCode::kDataLoss) << "bit " << i;
  }
}

TEST(Aead, RefusesAMovedOrTruncatedValue) {
  const Aead aead(KeyRing({{1, CountingKey(0)}}));
  const std::string sealed = aead.Seal("x", "resident:1:nik");
  EXPECT_EQ(aead.Open(sealed, "resident:2:nik").status().code(), absl::StatusCode::kDataLoss);
  for (size_t n = 0; n < sealed.size(); ++n) {
    EXPECT_EQ(aead.Open(sealed.substr(0, n), "resident:1:nik").status().code(), absl::StatusCode::kDataLoss);
  }
}

TEST(Aead, OpensUnderAnOldKeyAndSealsUnderTheNewest) {
  const Aead before(KeyRing({{1, CountingKey(0)}}));
  const Aead after(KeyRing({{1, CountingKey(0)}, {2, CountingKey(100)}}));
  EXPECT_EQ(*after.Open(before.Seal("old", "c"), "c"), "old");
  EXPECT_EQ(before.Open(after.Seal("new", "c"), "c").status().code(), absl::StatusCode::kDataLoss);
}

// RFC 5869, appendix A, cases 1 and 3.
TEST(Hkdf, KnownAnswers) {
  EXPECT_EQ(absl::BytesToHexString(Hkdf(std::string(22, '\x0b'), Bytes("000102030405060708090a0b0c"),
                                        Bytes("f0f1f2f3f4f5f6f7f8f9"), 42)),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  EXPECT_EQ(absl::BytesToHexString(Hkdf(std::string(22, '\x0b'), "", "", 42)),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
}

// The expected value was computed with another implementation (Python's hmac) by RFC 5869 and RFC 2104.
TEST(BlindIndex, KnownAnswer) {
  const BlindIndex index(KeyRing({{1, CountingKey(0)}}), "resident.nik");
  EXPECT_EQ(absl::BytesToHexString(index.Of("1702091408239001")),
            "a909075dea471c19368831e8056843c7bc379a4ebbe5a3b8775228071f0c95ac");
}

TEST(BlindIndex, DiffersByColumnAndKey) {
  const KeyRing keys({{1, CountingKey(0)}});
  const std::string here = BlindIndex(keys, "resident.nik").Of("1");
  EXPECT_NE(here, BlindIndex(keys, "application.nik").Of("1"));
  EXPECT_NE(here, BlindIndex(KeyRing({{1, CountingKey(1)}}), "resident.nik").Of("1"));
}

TEST(BlindIndex, FindsWhatAnOlderKeyWrote) {
  const BlindIndex before(KeyRing({{1, CountingKey(0)}}), "resident.nik");
  const BlindIndex now(KeyRing({{1, CountingKey(0)}, {2, CountingKey(1)}}), "resident.nik");
  EXPECT_NE(now.Of("1"), before.Of("1"));
  EXPECT_EQ(now.UnderAnyKey("1"), (std::vector<std::string>{now.Of("1"), before.Of("1")}));
}

// FIPS 180-2, appendix B.1.
TEST(Sha256, KnownAnswer) {
  EXPECT_EQ(absl::BytesToHexString(Sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(PageTokens, ReadBackWhatWasMade) {
  const PageTokens tokens(KeyRing({{1, CountingKey(0)}}));
  const std::vector<std::string> key = {"2023-10-14", "", std::string("a\0b,", 4)};
  const std::string token = tokens.Make("list:17.02", key);
  EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
            std::string::npos);
  EXPECT_EQ(*tokens.Read("list:17.02", token), key);
}

TEST(PageTokens, RefuseWhatIsForeign) {
  const PageTokens tokens(KeyRing({{1, CountingKey(0)}}));
  const std::string token = tokens.Make("list:17.02", {"a"});
  const std::string of_another_key = PageTokens(KeyRing({{1, CountingKey(9)}})).Make("list:17.02", {"a"});
  for (const std::string& bad : {std::string("x"), std::string("%%%"), token + "AAAA", of_another_key}) {
    EXPECT_EQ(GetErrorDetail(tokens.Read("list:17.02", bad).status()).violations.at(0).field, "page_token");
  }
  EXPECT_FALSE(tokens.Read("list:17.03", token).ok());
}

TEST(PageSize, BoundsAndRefuses) {
  EXPECT_EQ(*PageSize(0), 50);
  EXPECT_EQ(*PageSize(1), 1);
  EXPECT_EQ(*PageSize(1000), 1000);
  EXPECT_EQ(*PageSize(1001), 1000);
  EXPECT_EQ(GetErrorDetail(PageSize(-1).status()).violations.at(0).field, "page_size");
}

}  // namespace
}  // namespace dukcapil
