// Authenticated encryption (AES-256-GCM, NIST SP 800-38D) and a keyed blind index (HMAC-SHA-256, RFC 2104).
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "platform/crypto/key_ring.h"

namespace dukcapil {

// Encrypts under the current key, decrypts under any. Thread-safe.
class Aead {
 public:
  explicit Aead(KeyRing keys) : keys_(std::move(keys)) {}

  // key id (4 bytes, big-endian) | nonce (12, random) | ciphertext | tag (16). `context` is authenticated,
  // not kept: table, row and column, so that a value moved elsewhere does not decrypt.
  std::string Seal(absl::string_view plaintext, absl::string_view context) const;
  // DATA_LOSS where the text was changed, moved, or its key is unknown.
  absl::StatusOr<std::string> Open(absl::string_view sealed, absl::string_view context) const;

 private:
  KeyRing keys_;
};

// A keyed, deterministic 32-byte index of a value, for equality look-ups of an encrypted column.
// The HMAC key is derived per column (HKDF, RFC 5869), so that equal values in two columns do not match.
class BlindIndex {
 public:
  // At least one key.
  BlindIndex(const KeyRing& keys, absl::string_view column);
  // Under the current key: what is written.
  std::string Of(absl::string_view value) const;
  // Under each key, the current one first: what was written may be any of these.
  std::vector<std::string> UnderAnyKey(absl::string_view value) const;

 private:
  std::vector<Key> keys_;  // the current one first
};

// SHA-256 of `bytes`, 32 bytes.
std::string Sha256(absl::string_view bytes);
// `n` random bytes.
std::string RandomBytes(int n);

}  // namespace dukcapil
