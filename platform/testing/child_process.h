// Programs that a test starts.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace dukcapil::testing {

// Starts `arguments` with their output appended to the file `log`. The child is killed with this process,
// however that ends; call it from a thread that lives as long as the child should.
pid_t StartChild(const std::vector<std::string>& arguments, const std::string& log);

// Waits for the end; the status as waitpid gives it.
int WaitForChild(pid_t child);

// SIGKILL, and waits for the end.
void KillChild(pid_t child);

// True once the child has ended.
bool HasEnded(pid_t child);

}  // namespace dukcapil::testing
