// Between protos and what the domain and the storage know. The enums have the same numbers.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "platform/crypto/aead.h"
#include "platform/status/error.h"
#include "population-svc/domain/coverage.h"
#include "population-svc/domain/resident_import.h"
#include "population-svc/storage/rows.h"

namespace dukcapil::population {

google::protobuf::Timestamp ToProto(absl::Time time);
v1::Region ToProto(const storage::RegionRow& region);
v1::School ToProto(absl::string_view regency, const storage::SchoolRow& school,
                   const storage::SchoolPupils& pupils);

// What a NIK is sealed for: its table, row and column.
std::string NikContext(absl::string_view regency, absl::string_view resident_id);

// A resident as seen on `today`. DATA_LOSS where the sealed NIK does not open.
absl::StatusOr<v1::Resident> ToProto(absl::string_view regency, const storage::ResidentRow& row,
                                     v1::ResidentView view, const Aead& nik_aead, absl::CivilDay today);

// The civil record alone, sex included, as a request would give it.
v1::Resident CivilRecordOf(absl::string_view regency, const Resident& resident);

// Reads the civil record `proto` of somebody in `regency` into `resident`; what is missing or malformed is a
// violation of `resident.{field}`. Leaves the NIK, the first card and what is derived.
void ReadCivilRecord(const v1::Resident& proto, absl::string_view regency, Resident& resident,
                     Violations& violations);

// A row of a register of `regency`. Nothing where a field is missing or malformed; `violations` then names
// each, by its name in the row. Reasons beside those of ParseNik and CheckText: REQUIRED, INVALID_DATE,
// UNKNOWN_VALUE, MALFORMED, WRONG_REGION.
std::optional<ImportRow> FromProto(const v1::ResidentRow& row, absl::string_view regency,
                                   Violations& violations);

// The figures of `region` on `date` as known at `now`.
v1::Coverage ToProto(const storage::RegionRow& region, absl::CivilDay date, const Figures& figures,
                     absl::Time now);

v1::CoverageFigures ToProto(const Figures& figures);

void AddViolations(const Violations& violations, v1::ImportRowResult& result);

}  // namespace dukcapil::population
