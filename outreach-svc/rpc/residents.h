// What outreach asks population-svc about residents, and tells it of them, as plain values.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "outreach-svc/domain/visit_outcome.h"
#include "platform/access/call.h"

namespace dukcapil::outreach {

// A person who is to be recorded.
struct UnrecordedPerson {
  std::string id;
  std::string nik;  // masked
  std::string full_name;
  std::optional<absl::CivilDay> birth_date;
  Whereabouts where;
  std::optional<absl::CivilDay> obliged_date;
};

// Each call ends by the deadline of the Call it serves. Errors: UNAVAILABLE POPULATION_AWAY,
// DEADLINE_EXCEEDED, INTERNAL where population-svc refuses.
struct Residents {
  // Who is not recorded at the site and obliged on `date`, in no order; `purpose` goes into population's
  // audit.
  std::function<absl::StatusOr<std::vector<UnrecordedPerson>>(const Call& call, absl::string_view regency,
                                                              absl::string_view site, absl::CivilDay date,
                                                              absl::string_view purpose)>
      list_unrecorded;
  // Where these live and learn; who is not registered in the regency is left out.
  std::function<absl::StatusOr<absl::flat_hash_map<std::string, Whereabouts>>(
      const Call& call, absl::string_view regency, const std::vector<std::string>& ids)>
      find;
  // Tells a batch, which is not empty; the reasons of those refused, empty for those taken, in its order.
  std::function<absl::StatusOr<std::vector<std::string>>(const Call& call, const OutcomeBatch& batch)>
      tell_outcomes;
};

}  // namespace dukcapil::outreach
