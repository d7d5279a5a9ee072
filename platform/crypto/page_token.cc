#include "platform/crypto/page_token.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "platform/status/error.h"

namespace dukcapil {
namespace {

constexpr int kDefaultPageSize = 50;
constexpr int kMaxPageSize = 1000;
constexpr size_t kLengthSize = 4;

std::string Context(absl::string_view query) {
  return absl::StrCat("page_token:", query);
}

// Each value as four bytes of length, then the value.
std::string Encode(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      text.push_back(static_cast<char>((value.size() >> shift) & 0xff));
    }
    text += value;
  }
  return text;
}

std::optional<std::vector<std::string>> Decode(absl::string_view text) {
  std::vector<std::string> values;
  while (!text.empty()) {
    if (text.size() < kLengthSize) return std::nullopt;
    size_t length = 0;
    for (size_t i = 0; i < kLengthSize; ++i) length = length << 8 | static_cast<unsigned char>(text[i]);
    text.remove_prefix(kLengthSize);
    if (text.size() < length) return std::nullopt;
    values.emplace_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return values;
}

absl::Status BadTokenError() {
  return InvalidField("page_token", "PAGE_TOKEN_INVALID",
                      "is not a token of this list: use next_page_token of the same request, unchanged");
}

}  // namespace

std::string PageTokens::Make(absl::string_view query, const std::vector<std::string>& last_key) const {
  return absl::WebSafeBase64Escape(aead_.Seal(Encode(last_key), Context(query)));
}

absl::StatusOr<std::vector<std::string>> PageTokens::Read(absl::string_view query,
                                                          absl::string_view token) const {
  std::string sealed;
  if (!absl::WebSafeBase64Unescape(token, &sealed)) return BadTokenError();
  const absl::StatusOr<std::string> text = aead_.Open(sealed, Context(query));
  if (!text.ok()) return BadTokenError();
  std::optional<std::vector<std::string>> values = Decode(*text);
  if (!values.has_value()) return BadTokenError();
  return *std::move(values);
}

absl::StatusOr<int> PageSize(int requested) {
  if (requested < 0) return InvalidField("page_size", "PAGE_SIZE_NEGATIVE", "must not be negative");
  if (requested == 0) return kDefaultPageSize;
  return std::min(requested, kMaxPageSize);
}

}  // namespace dukcapil
