// Resource names of outreach-svc.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "platform/access/region_scope.h"
#include "platform/status/error.h"

namespace dukcapil::outreach {

std::string TeamName(absl::string_view regency, absl::string_view id);
std::string SiteName(absl::string_view regency, absl::string_view id);
std::string PlanName(absl::string_view regency, absl::string_view id);
std::string VisitName(absl::string_view regency, absl::string_view id);
std::string ResidentName(absl::string_view regency, absl::string_view id);
std::string SchoolName(absl::string_view regency, absl::string_view npsn);
std::string MovementName(absl::string_view regency, absl::string_view id);  // of inventory-svc

// Each parser returns nothing and adds a violation of `field` (MALFORMED_RESOURCE_NAME, or WRONG_REGION where
// the name lies elsewhere) where `name` has another form.

// `regions/17.02`.
std::optional<std::string> ParseRegency(absl::string_view name, absl::string_view field,
                                        Violations& violations);
// `regions/17.02.09` within `regency`.
std::optional<std::string> ParseDistrict(absl::string_view name, absl::string_view regency,
                                         absl::string_view field, Violations& violations);
// `regions/{regency}/sites/{id}`; the id.
std::optional<std::string> ParseSite(absl::string_view name, absl::string_view regency,
                                     absl::string_view field, Violations& violations);
// `regions/{regency}/teams/{id}`; the id.
std::optional<std::string> ParseTeam(absl::string_view name, absl::string_view regency,
                                     absl::string_view field, Violations& violations);
// `regions/{regency}/movements/{uuid}`, of inventory-svc; the id.
std::optional<std::string> ParseMovement(absl::string_view name, absl::string_view regency,
                                         absl::string_view field, Violations& violations);
// `regions/{regency}/residents/{uuid}`, of population-svc; the id.
std::optional<std::string> ParseResident(absl::string_view name, absl::string_view regency,
                                         absl::string_view field, Violations& violations);
// `regions/17.02/progress`; the regency.
std::optional<std::string> ParseProgress(absl::string_view name, absl::string_view field,
                                         Violations& violations);

// What the name of a team or a site says, `regions/{regency}/{collection}/{id}`.
struct ChildKey {
  std::string regency;
  std::string id;
};
std::optional<ChildKey> ParseChildKey(absl::string_view name, absl::string_view collection,
                                      absl::string_view field, Violations& violations);

struct PlanKey {
  std::string regency;
  std::string id;
};
// `regions/17.02/plans/{uuid}`.
std::optional<PlanKey> ParsePlan(absl::string_view name, absl::string_view field, Violations& violations);

struct VisitKey {
  std::string regency;
  std::string id;
};
// `regions/17.02/visits/{uuid}`.
std::optional<VisitKey> ParseVisit(absl::string_view name, absl::string_view field, Violations& violations);

}  // namespace dukcapil::outreach
