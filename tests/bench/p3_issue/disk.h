// Where the data of a measurement lie. In memory a COMMIT would cost neither side anything.
#pragma once

#include <string>

namespace dukcapil::bench {

// Has the private MariaDB keep its data on a disk: in TMPDIR where that is on one, else in /var/tmp. Call it
// before anything asks for a schema.
void KeepDataOnDisk();

// True where `folder` is lost when the machine is switched off.
bool IsInMemory(const std::string& folder);

// How long a small file in `folder` takes to be written through to the disk, as COMMIT has to: the median of
// some.
double FlushMilliseconds(const std::string& folder);

}  // namespace dukcapil::bench
