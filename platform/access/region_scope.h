// Regions in resource names and the relation between a caller's region and a resource's.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace dukcapil {

// The region code of a resource name: `17.02` of `regions/17.02/residents/…`, `-` of `regions/-/…`.
// INVALID_ARGUMENT where the name does not begin with `regions/{code}` of 1 to 4 well-formed parts
// (2, 2, 2 and 4 digits) or `-`.
absl::StatusOr<std::string> RegionOf(absl::string_view resource_name);

// True where `region` is `scope` or lies within it, by whole parts: `17.02.09` in `17.02`; not `17.020`.
// A scope of `-` contains everything; the region `-` (reading across) lies only in the scope `-`.
bool RegionWithin(absl::string_view region, absl::string_view scope);

// The regency part, `17.02`, of a regency, district or village code; the code itself where it is shorter.
absl::string_view RegencyOf(absl::string_view code);

// `regions/{code}`.
std::string RegionName(absl::string_view code);

// `regions/{code}/{collection}/{id}`.
std::string ChildNameOf(absl::string_view code, absl::string_view collection, absl::string_view id);

// The id of `regions/{code}/{collection}/{id}`. INVALID_ARGUMENT where `name` has another form.
absl::StatusOr<std::string> ParseChildName(absl::string_view name, absl::string_view collection);

}  // namespace dukcapil
