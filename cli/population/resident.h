// The verbs of `resident` beside `get` and `list`, and what they show.
#pragma once

#include <vector>

#include "cli/arguments.h"

namespace dukcapil::cli {

const std::vector<Column>& ResidentColumns();

// Every verb of `resident` but `get` and `list`.
void AddResidentVerbs(CommandLine& line, CLI::App* noun);

}  // namespace dukcapil::cli
