#include "inventory-svc/domain/serial.h"

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace dukcapil::inventory {
namespace {

constexpr std::size_t kMaxLength = 24;
constexpr std::size_t kMaxDigits = 18;  // so that every number fits 64 bits

}  // namespace

std::optional<Serial> ParseSerial(absl::string_view text) {
  if (text.size() > kMaxLength) return std::nullopt;
  std::size_t letters = 0;
  while (letters < text.size() && absl::ascii_isalpha(static_cast<unsigned char>(text[letters]))) ++letters;
  const absl::string_view digits = text.substr(letters);
  if (digits.empty() || digits.size() > kMaxDigits) return std::nullopt;
  for (const char c : digits) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return std::nullopt;
  }
  Serial serial;
  serial.prefix = absl::AsciiStrToUpper(text.substr(0, letters));
  serial.width = static_cast<int>(digits.size());
  if (!absl::SimpleAtoi(digits, &serial.number)) return std::nullopt;
  return serial;
}

std::string FormatSerial(const Serial& serial) {
  const std::string digits = absl::StrCat(serial.number);
  const std::size_t width = static_cast<std::size_t>(serial.width);
  const std::string zeros(width > digits.size() ? width - digits.size() : 0, '0');
  return absl::StrCat(serial.prefix, zeros, digits);
}

std::optional<SerialRange> MakeRange(const Serial& first, const Serial& last) {
  if (first.prefix != last.prefix || first.width != last.width || last.number < first.number) {
    return std::nullopt;
  }
  return SerialRange{first.prefix, first.width, first.number, last.number};
}

std::int64_t CountSerials(const std::vector<SerialRange>& ranges) {
  std::int64_t count = 0;
  for (const SerialRange& range : ranges) count += range.count();
  return count;
}

}  // namespace dukcapil::inventory
