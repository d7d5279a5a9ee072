#include "platform/crypto/uuid.h"

#include <openssl/sha.h>

#include <algorithm>
#include <atomic>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "platform/crypto/aead.h"

namespace dukcapil {
namespace {

constexpr size_t kTextSize = 36;

// The namespace of names: UUIDv5 of `dukcapil.go.id` in RFC 9562's DNS namespace.
constexpr absl::string_view kNamespace = "4e36131cfbbc5f61974c440fe86541cc";

std::string Format(std::string bytes, int version) {
  bytes[6] = static_cast<char>((bytes[6] & 0x0f) | version << 4);
  bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);
  const std::string hex = absl::BytesToHexString(bytes);
  const absl::string_view text = hex;
  return absl::StrCat(text.substr(0, 8), "-", text.substr(8, 4), "-", text.substr(12, 4), "-",
                      text.substr(16, 4), "-", text.substr(20, 12));
}

// Milliseconds since 1970 in the upper 48 bits, 1/4096 of one in the lower 12 (RFC 9562, 6.2, method 3),
// never the same or less than before in this process.
std::uint64_t NextTick() {
  static std::atomic<std::uint64_t> last{0};
  const auto nanos = static_cast<std::uint64_t>(absl::ToUnixNanos(absl::Now()));
  const std::uint64_t now = nanos / 1'000'000 << 12 | nanos % 1'000'000 * 4096 / 1'000'000;
  std::uint64_t seen = last.load();
  std::uint64_t next = 0;
  do {
    next = std::max(now, seen + 1);
  } while (!last.compare_exchange_weak(seen, next));
  return next;
}

}  // namespace

std::string NewUuid() {
  const std::uint64_t tick = NextTick();
  const std::uint64_t head = tick >> 12 << 16 | (tick & 0xfff);
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(head >> shift & 0xff));
  return Format(bytes + RandomBytes(8), 7);
}

std::string NamedUuid(absl::string_view name) {
  const std::string text = absl::StrCat(absl::HexStringToBytes(kNamespace), name);
  std::string digest(SHA_DIGEST_LENGTH, '\0');
  SHA1(reinterpret_cast<const unsigned char*>(text.data()), text.size(),
       reinterpret_cast<unsigned char*>(digest.data()));
  return Format(digest.substr(0, 16), 5);
}

bool IsUuid(absl::string_view text) {
  if (text.size() != kTextSize) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    const bool good = hyphen ? text[i] == '-' : absl::ascii_isxdigit(static_cast<unsigned char>(text[i]));
    if (!good) return false;
  }
  return true;
}

}  // namespace dukcapil
