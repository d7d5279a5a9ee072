// The fields of a civil record that a resident and a row of a register both have, by the same names.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "dukcapil/population/v1/resident.pb.h"
#include "platform/civil_date/civil_date.h"
#include "platform/status/check_text.h"
#include "platform/status/error.h"
#include "population-svc/domain/resident.h"

namespace dukcapil::population {

// Sets full name, birth date, sex, citizenship, marriage, arrival, departure, death and digital identity of
// `resident`. Adds a violation (REQUIRED, INVALID_DATE, UNKNOWN_VALUE, those of CheckText) of each field that
// is missing or malformed, its name after `prefix`.
template <class Proto>
void ReadCivilFields(const Proto& proto, absl::string_view prefix, Resident& resident,
                     Violations& violations) {
  const auto field = [&](absl::string_view name) { return absl::StrCat(prefix, name); };
  CheckText(proto.full_name(), 1, 100, field("full_name"), violations);
  resident.full_name = proto.full_name();
  if (!proto.has_birth_date()) {
    violations.Add(field("birth_date"), "REQUIRED", "must be set");
  } else if (const auto day = FromProto(proto.birth_date(), field("birth_date"), violations)) {
    resident.birth_date = *day;
  }
  if (proto.sex() == v1::SEX_FEMALE || proto.sex() == v1::SEX_MALE) {
    resident.sex = static_cast<Sex>(proto.sex());
  } else if (proto.sex() == v1::SEX_UNSPECIFIED) {
    violations.Add(field("sex"), "REQUIRED", "must be set");
  } else {
    violations.Add(field("sex"), "UNKNOWN_VALUE", "must be a known value");
  }
  if (proto.citizenship() == v1::CITIZENSHIP_UNSPECIFIED) {
    resident.citizenship = Citizenship::kIndonesian;
  } else if (v1::Citizenship_IsValid(proto.citizenship())) {
    resident.citizenship = static_cast<Citizenship>(proto.citizenship());
  } else {
    violations.Add(field("citizenship"), "UNKNOWN_VALUE", "must be a known value");
  }
  const auto date = [&](bool is_set, const google::type::Date& value, absl::string_view name) {
    return OptionalFromProto(is_set, value, field(name), violations);
  };
  resident.first_marriage_date =
      date(proto.has_first_marriage_date(), proto.first_marriage_date(), "first_marriage_date");
  resident.arrival_date = date(proto.has_arrival_date(), proto.arrival_date(), "arrival_date");
  resident.departure_date = date(proto.has_departure_date(), proto.departure_date(), "departure_date");
  resident.death_date = date(proto.has_death_date(), proto.death_date(), "death_date");
  resident.digital_identity_date =
      date(proto.has_digital_identity_date(), proto.digital_identity_date(), "digital_identity_date");
}

}  // namespace dukcapil::population
