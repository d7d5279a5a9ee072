// Verbs that import a table from a file.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/types/span.h"
#include "cli/arguments.h"
#include "cli/import/kind.h"

namespace dukcapil::cli {

// Adds `import FILE` to the noun: checks all rows, lists those that are refused beside the file, and, with
// --yes, imports the others. kFinding where a row is refused or the table as a whole looks wrong; a usage
// error where a list would replace the table or the other list.
void AddImportVerb(CommandLine& line, CLI::App* noun, const std::string& verb, const std::string& about,
                   const std::string& example, absl::Span<const Field> fields,
                   std::function<std::unique_ptr<Kind>(const Referents& known)> new_kind);

}  // namespace dukcapil::cli
