// Resource names of population-svc.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "platform/access/region_scope.h"
#include "platform/status/error.h"
#include "population-svc/storage/rows.h"

namespace dukcapil::population {

std::string ResidentName(absl::string_view regency, absl::string_view id);
std::string SchoolName(absl::string_view regency, absl::string_view npsn);
std::string HeldEventName(absl::string_view regency, absl::string_view id);
std::string CoverageSnapshotName(absl::string_view regency, absl::string_view id);

// The level of a well-formed code, by its parts.
storage::RegionLevel LevelOf(absl::string_view code);

// Each parser returns nothing and adds a violation of `field` (MALFORMED_RESOURCE_NAME, or WRONG_REGION where
// the name lies elsewhere) where `name` has another form.

// `regions/{code}` of any level.
std::optional<std::string> ParseRegion(absl::string_view name, absl::string_view field,
                                       Violations& violations);
// `regions/17.02`.
std::optional<std::string> ParseRegency(absl::string_view name, absl::string_view field,
                                        Violations& violations);
// `regions/17.02.09.2001` within `regency`.
std::optional<std::string> ParseVillage(absl::string_view name, absl::string_view regency,
                                        absl::string_view field, Violations& violations);
// `regions/17.02.09` or `regions/17.02.09.2001`, within `regency`.
std::optional<std::string> ParseDistrictOrVillage(absl::string_view name, absl::string_view regency,
                                                  absl::string_view field, Violations& violations);
// `regions/{regency}/schools/{npsn}`; the NPSN.
std::optional<std::string> ParseSchool(absl::string_view name, absl::string_view regency,
                                       absl::string_view field, Violations& violations);

struct ResidentKey {
  std::string regency;
  std::string id;
};
using HeldEventKey = ResidentKey;
using SnapshotKey = ResidentKey;
// `regions/17.02/residents/{uuid}`.
std::optional<ResidentKey> ParseResident(absl::string_view name, absl::string_view field,
                                         Violations& violations);
// The same of a resident of `regency`; the id, empty where there is a violation.
std::string ParseResidentOf(absl::string_view regency, absl::string_view name, absl::string_view field,
                            Violations& violations);

// `regions/17.02/heldEvents/{uuid}`.
std::optional<HeldEventKey> ParseHeldEvent(absl::string_view name, absl::string_view field,
                                           Violations& violations);

// `regions/17.02/coverageSnapshots/{uuid}`.
std::optional<SnapshotKey> ParseCoverageSnapshot(absl::string_view name, absl::string_view field,
                                                 Violations& violations);

}  // namespace dukcapil::population
