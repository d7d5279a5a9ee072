#include "platform/crypto/aead.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "absl/status/status.h"
#include "platform/crypto/hkdf.h"

namespace dukcapil {
namespace {

constexpr size_t kIdSize = 4;
constexpr size_t kNonceSize = 12;
constexpr size_t kTagSize = 16;

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

CipherContext NewContext() {
  return CipherContext(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
}

// Fetched once: a look-up for each value would cost more than encrypting it.
const EVP_CIPHER* Gcm() {
  static const EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  return cipher;
}

const unsigned char* In(absl::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* Out(std::string& bytes, size_t offset) {
  return reinterpret_cast<unsigned char*>(bytes.data() + offset);
}

// Encryption fails only where the library is broken: nothing sensible can be done then.
void Must(int result) {
  if (result != 1) std::abort();
}

std::string IdBytes(std::uint32_t id) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>((id >> shift) & 0xff));
  return bytes;
}

std::uint32_t ReadId(absl::string_view bytes) {
  std::uint32_t id = 0;
  for (size_t i = 0; i < kIdSize; ++i) id = id << 8 | static_cast<unsigned char>(bytes[i]);
  return id;
}

std::string Hmac(const Key& key, absl::string_view value) {
  std::string code(SHA256_DIGEST_LENGTH, '\0');
  unsigned int length = 0;
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), In(value), value.size(), Out(code, 0),
           &length) == nullptr) {
    std::abort();
  }
  return code;
}

}  // namespace

std::string Aead::Seal(absl::string_view plaintext, absl::string_view context) const {
  std::string sealed = IdBytes(keys_.current_id()) + RandomBytes(kNonceSize);
  sealed.resize(kIdSize + kNonceSize + plaintext.size() + kTagSize);
  const CipherContext cipher = NewContext();
  int length = 0;
  Must(EVP_EncryptInit_ex2(cipher.get(), Gcm(), keys_.current().data(), Out(sealed, kIdSize), nullptr));
  Must(EVP_EncryptUpdate(cipher.get(), nullptr, &length, In(context), static_cast<int>(context.size())));
  Must(EVP_EncryptUpdate(cipher.get(), Out(sealed, kIdSize + kNonceSize), &length, In(plaintext),
                         static_cast<int>(plaintext.size())));
  Must(EVP_EncryptFinal_ex(cipher.get(), Out(sealed, kIdSize + kNonceSize), &length));
  Must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, kTagSize,
                           Out(sealed, sealed.size() - kTagSize)));
  return sealed;
}

absl::StatusOr<std::string> Aead::Open(absl::string_view sealed, absl::string_view context) const {
  if (sealed.size() < kIdSize + kNonceSize + kTagSize) {
    return absl::DataLossError("an encrypted value is too short");
  }
  const Key* key = keys_.Find(ReadId(sealed));
  if (key == nullptr) return absl::DataLossError("the key of an encrypted value is unknown");
  const absl::string_view nonce = sealed.substr(kIdSize, kNonceSize);
  const absl::string_view body =
      sealed.substr(kIdSize + kNonceSize, sealed.size() - kIdSize - kNonceSize - kTagSize);
  std::string tag(sealed.substr(sealed.size() - kTagSize));
  std::string plaintext(body.size(), '\0');
  const CipherContext cipher = NewContext();
  int length = 0;
  Must(EVP_DecryptInit_ex2(cipher.get(), Gcm(), key->data(), In(nonce), nullptr));
  Must(EVP_DecryptUpdate(cipher.get(), nullptr, &length, In(context), static_cast<int>(context.size())));
  Must(EVP_DecryptUpdate(cipher.get(), Out(plaintext, 0), &length, In(body), static_cast<int>(body.size())));
  Must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, kTagSize, tag.data()));
  if (EVP_DecryptFinal_ex(cipher.get(), Out(plaintext, 0), &length) != 1) {
    return absl::DataLossError("an encrypted value was changed or moved");
  }
  return plaintext;
}

BlindIndex::BlindIndex(const KeyRing& keys, absl::string_view column) {
  for (const Key& key : keys.NewestFirst()) {
    const absl::string_view secret(reinterpret_cast<const char*>(key.data()), key.size());
    const std::string derived = Hkdf(secret, "", column, static_cast<int>(key.size()));
    std::copy(derived.begin(), derived.end(), keys_.emplace_back().begin());
  }
  if (keys_.empty()) std::abort();
}

std::string BlindIndex::Of(absl::string_view value) const {
  return Hmac(keys_.front(), value);
}

std::vector<std::string> BlindIndex::UnderAnyKey(absl::string_view value) const {
  std::vector<std::string> indexes;
  indexes.reserve(keys_.size());
  for (const Key& key : keys_) indexes.push_back(Hmac(key, value));
  return indexes;
}

std::string Sha256(absl::string_view bytes) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(In(bytes), bytes.size(), Out(digest, 0));
  return digest;
}

std::string RandomBytes(int n) {
  std::string bytes(static_cast<size_t>(n), '\0');
  Must(RAND_bytes(Out(bytes, 0), n));
  return bytes;
}

}  // namespace dukcapil
