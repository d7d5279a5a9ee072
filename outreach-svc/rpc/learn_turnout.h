// The turnout learnt from the regency's completed visits: what plans are made with and progress is told by.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "outreach-svc/domain/turnout.h"
#include "outreach-svc/storage/snapshot.h"

namespace dukcapil::outreach {

absl::StatusOr<Turnout> LearnTurnout(storage::Snapshot& snapshot, absl::string_view regency);

}  // namespace dukcapil::outreach
