// What the verbs of `stock` share that enter movements.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/output.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"

namespace dukcapil::cli {

using MovementRequest = std::shared_ptr<inventory::v1::CreateMovementRequest>;

const std::vector<Column>& MovementColumns();

// Enters the movement and prints what was posted.
absl::StatusOr<int> EnterMovement(Session& session, inventory::v1::CreateMovementRequest& request);

// Options for the paper behind it: --document, --date, --note.
void AddPaper(CLI::App* verb, const MovementRequest& request);

// Every verb of `stock` but receive, spoil, list and lookup.
void AddMovementVerbs(CommandLine& line, CLI::App* noun);

}  // namespace dukcapil::cli
