#include "platform/access/region_scope.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "platform/status/error.h"

namespace dukcapil {
namespace {

constexpr char kAcross[] = "-";
constexpr std::size_t kPartLengths[] = {2, 2, 2, 4};
constexpr std::size_t kRegencyLength = 5;  // `17.02`
constexpr std::size_t kLongestName = 200;  // of a resource: no name of ours is half as long

bool IsRegionCode(absl::string_view code) {
  const std::vector<absl::string_view> parts = absl::StrSplit(code, '.');
  if (parts.size() > std::size(kPartLengths)) return false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool digits = std::all_of(parts[i].begin(), parts[i].end(), absl::ascii_isdigit);
    if (parts[i].size() != kPartLengths[i] || !digits) return false;
  }
  return true;
}

absl::Status MalformedName(absl::string_view expected) {
  return InvalidField("name", "MALFORMED_RESOURCE_NAME", absl::StrCat("must be ", expected));
}

}  // namespace

absl::StatusOr<std::string> RegionOf(absl::string_view resource_name) {
  if (resource_name.size() > kLongestName) return MalformedName("at most 200 bytes");
  if (!absl::ConsumePrefix(&resource_name, "regions/")) return MalformedName("`regions/{code}…`");
  const absl::string_view code = resource_name.substr(0, resource_name.find('/'));
  if (code != kAcross && !IsRegionCode(code))
    return MalformedName("`regions/{code}…` with a Kemendagri code");
  return std::string(code);
}

bool RegionWithin(absl::string_view region, absl::string_view scope) {
  if (scope == kAcross) return true;
  if (scope.empty() || region == kAcross || !absl::StartsWith(region, scope)) return false;
  return region.size() == scope.size() || region[scope.size()] == '.';
}

absl::string_view RegencyOf(absl::string_view code) {
  return code.substr(0, kRegencyLength);
}

std::string RegionName(absl::string_view code) {
  return absl::StrCat("regions/", code);
}

std::string ChildNameOf(absl::string_view code, absl::string_view collection, absl::string_view id) {
  return absl::StrCat("regions/", code, "/", collection, "/", id);
}

absl::StatusOr<std::string> ParseChildName(absl::string_view name, absl::string_view collection) {
  const std::vector<absl::string_view> parts = absl::StrSplit(name.substr(0, kLongestName + 1), '/');
  if (parts.size() != 4 || parts[2] != collection || parts[3].empty() || !RegionOf(name).ok()) {
    return MalformedName(absl::StrCat("`regions/{code}/", collection, "/{id}`"));
  }
  return std::string(parts[3]);
}

}  // namespace dukcapil
