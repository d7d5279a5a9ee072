// The command-line client as a function.
#pragma once

#include <ostream>

namespace dukcapil::cli {

// Understands the line, does what it says, and returns the exit code (exit_codes.h). Data goes to `out`,
// messages to `err`.
int Dukcapilctl(int argc, const char* const* argv, std::ostream& out, std::ostream& err);

}  // namespace dukcapil::cli
