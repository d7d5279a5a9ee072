// A movement as a caller enters it.
#pragma once

#include <string>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "dukcapil/inventory/v1/stock.pb.h"
#include "inventory-svc/domain/ledger.h"
#include "platform/status/error.h"

namespace dukcapil::inventory {

// Number and note of the paper behind a movement, `prefix` being the path to them (`movement.` or empty).
void CheckPaper(const std::string& document_number, const std::string& note, const std::string& prefix,
                Violations& violations);

// Everything of `proto` but its output-only parts, with a new id and the postings it makes. `today` is the
// business date, `now` real time. Notes every bad field.
Movement ReadMovement(const v1::Movement& proto, const std::string& regency, absl::CivilDay today,
                      absl::Time now, Violations& violations);

}  // namespace dukcapil::inventory
