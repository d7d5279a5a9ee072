// The command-line client as a function.
#pragma once

#include <ostream>

namespace dukcapil::cli {

// Understands the line, does what it says, and returns the exit code (exit_codes.h). Data goes to `out`,
// messages to `err`; also that `out` did not take all of it, which is then no success.
int Dukcapilctl(int argc, const char* const* argv, std::ostream& out, std::ostream& err);

}  // namespace dukcapil::cli
