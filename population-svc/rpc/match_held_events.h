// Events that came before the person they are about.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "population-svc/rpc/app.h"

namespace dukcapil::population {

struct NewResident {
  std::string id;
  std::vector<std::string> nik_indexes;  // under every key: what events may be held of
};

// What is held of the NIKs of `created` becomes theirs, with its effects on state and a change of its own.
// Called at the end of the transaction that creates them, once they and their events are written. `figures`:
// what that transaction does to them, saved here with the effects, since figures are locked last and once.
absl::Status MatchHeldEvents(const Population& app, storage::Tx& tx, const std::string& regency,
                             const std::vector<NewResident>& created, CoverageChange figures);

}  // namespace dukcapil::population
