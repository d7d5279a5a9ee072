// The columns of a resident, in the one order in which they are read and written.
#pragma once

#include <vector>

#include "absl/strings/string_view.h"
#include "platform/mysql/row.h"
#include "population-svc/storage/rows.h"

namespace dukcapil::population::storage {

// Without the regency: `id, nik_sealed, …`.
absl::string_view ResidentColumns();
ResidentRow ResidentFromRow(const mysql::Row& row);
// From the columns merged_into and merge_date.
std::optional<MergedInto> MergedFromRow(const mysql::Row& row, int first_column);
// The regency, then the columns.
std::vector<mysql::Param> ResidentParams(absl::string_view regency, const ResidentRow& row);

}  // namespace dukcapil::population::storage
