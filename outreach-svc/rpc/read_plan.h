// Kept plans as they are told.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dukcapil/outreach/v1/outreach.pb.h"
#include "outreach-svc/rpc/names.h"
#include "outreach-svc/storage/rows.h"
#include "outreach-svc/storage/snapshot.h"

namespace dukcapil::outreach {

// DATA_LOSS where it cannot be read.
absl::StatusOr<v1::Plan> PlanFromRow(const storage::PlanRow& row);

// What lists show of a plan: all but what it says of each visit, site, district and day.
v1::Plan SummaryOf(v1::Plan plan);

// NOT_FOUND, naming `name`, where there is none under `key`.
absl::StatusOr<v1::Plan> ReadPlan(storage::Snapshot& snapshot, const PlanKey& key, absl::string_view name);

}  // namespace dukcapil::outreach
