#include "gateway/access/resource_field.h"

#include <cstdint>

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>

#include "platform/status/error.h"

namespace dukcapil::gateway {
namespace {

using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;

// Descends into every occurrence of the path, in order: the last one found stays in `found`.
bool Scan(absl::string_view bytes, const std::vector<int>& path, std::size_t depth, std::string& found) {
  CodedInputStream input(reinterpret_cast<const std::uint8_t*>(bytes.data()), static_cast<int>(bytes.size()));
  while (const std::uint32_t tag = input.ReadTag()) {
    const bool wanted = WireFormatLite::GetTagFieldNumber(tag) == path[depth] &&
                        WireFormatLite::GetTagWireType(tag) == WireFormatLite::WIRETYPE_LENGTH_DELIMITED;
    if (!wanted) {
      if (!WireFormatLite::SkipField(&input, tag)) return false;
      continue;
    }
    std::string value;
    std::uint32_t size = 0;
    if (!input.ReadVarint32(&size) || !input.ReadString(&value, static_cast<int>(size))) return false;
    if (depth + 1 == path.size()) {
      found = std::move(value);
    } else if (!Scan(value, path, depth + 1, found)) {
      return false;
    }
  }
  return input.ConsumedEntireMessage();
}

}  // namespace

absl::StatusOr<std::string> ReadStringField(absl::string_view bytes, const std::vector<int>& path) {
  std::string found;
  if (!Scan(bytes, path, 0, found)) {
    return MakeError(absl::StatusCode::kInvalidArgument, "MALFORMED_MESSAGE",
                     "the request is not a valid message");
  }
  return found;
}

}  // namespace dukcapil::gateway
