#include "platform/mysql/in_list.h"

#include <algorithm>
#include <bit>

#include "platform/status/status_macros.h"

namespace dukcapil::mysql {
namespace {

// Below 1,000, from where MariaDB turns a list into a subquery and no longer sees a range of keys.
constexpr std::size_t kMostPlaces = 512;

std::string Placeholders(std::size_t n) {
  std::string list = "?";
  for (std::size_t i = 1; i < n; ++i) list += ", ?";
  return list;
}

}  // namespace

std::size_t Places(std::size_t n) {
  return std::bit_ceil(n);
}

absl::Status ForEachChunk(
    const std::vector<std::string>& values, const Param& first,
    absl::FunctionRef<absl::Status(absl::string_view placeholders, const std::vector<Param>&)> run) {
  for (std::size_t begin = 0; begin < values.size();) {
    const std::size_t size = Places(std::min(values.size() - begin, kMostPlaces));
    std::vector<Param> params;
    params.reserve(size + 1);
    params.push_back(first);
    for (std::size_t i = 0; i < size; ++i) {
      params.emplace_back(values[std::min(begin + i, values.size() - 1)]);
    }
    RETURN_IF_ERROR(run(Placeholders(size), params));
    begin += size;
  }
  return absl::OkStatus();
}

}  // namespace dukcapil::mysql
