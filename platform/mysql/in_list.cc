#include "platform/mysql/in_list.h"

#include <algorithm>
#include <array>

#include "platform/status/status_macros.h"

namespace dukcapil::mysql {
namespace {

// Below 1,000, from where MariaDB turns a list into a subquery and no longer sees a range of keys.
constexpr std::array<std::size_t, 4> kSizes = {1, 10, 100, 500};

std::string Placeholders(std::size_t n) {
  std::string list = "?";
  for (std::size_t i = 1; i < n; ++i) list += ", ?";
  return list;
}

}  // namespace

absl::Status ForEachChunk(
    const std::vector<std::string>& values, const Param& first,
    absl::FunctionRef<absl::Status(absl::string_view placeholders, const std::vector<Param>&)> run) {
  for (std::size_t begin = 0; begin < values.size();) {
    const std::size_t left = values.size() - begin;
    const auto fitting = std::lower_bound(kSizes.begin(), kSizes.end(), left);
    const std::size_t size = fitting == kSizes.end() ? kSizes.back() : *fitting;
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
