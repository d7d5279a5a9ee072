// google.type.Date on the wire, absl::CivilDay inside. Civil dates are those of Asia/Jakarta.
#pragma once

#include <optional>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "google/type/date.pb.h"
#include "platform/status/error.h"

namespace dukcapil {

// The day that `date` names. Nothing, with a violation of `field` (reason INVALID_DATE), where it is no day
// of the years 1000 to 9999: a partial date (google.type.Date allows a zero month or day) or 31 February.
std::optional<absl::CivilDay> FromProto(const google::type::Date& date, absl::string_view field,
                                        Violations& violations);

// As above for an optional field: nothing and no violation where the field is unset.
// `OptionalFromProto(request.has_date(), request.date(), "date", violations)`.
std::optional<absl::CivilDay> OptionalFromProto(bool is_set, const google::type::Date& date,
                                                absl::string_view field, Violations& violations);

// The same of a service of ours, whose days are good ones: what is none counts as unset.
// `TrustedDay(state.has_death_date(), state.death_date())`.
std::optional<absl::CivilDay> TrustedDay(bool is_set, const google::type::Date& date);

google::type::Date ToProto(absl::CivilDay day);

}  // namespace dukcapil
