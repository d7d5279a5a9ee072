// Files of recording events, as kits and offices keep them.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "dukcapil/population/v1/recording.pb.h"

namespace dukcapil::cli {

struct EventLine {
  int line = 0;  // in the file, from 1
  population::v1::RecordingEvent event;
};

// The events in `path`: of a name that ends in `.csv` rows under a heading with some of resident, nik, source
// (kit, centre, visit; kit unless given), kit, sequence, event_time (RFC 3339), raw_code, evidence; otherwise
// a RecordingEvent in JSON a line. A usage error naming file and line where it is neither, without what it
// holds.
absl::StatusOr<std::vector<EventLine>> ReadEvents(const std::string& path);

}  // namespace dukcapil::cli
