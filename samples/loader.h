// Enters the reference case through the public RPCs.
#pragma once

#include "absl/status/status.h"
#include "samples/loading.h"

namespace dukcapil::samples {

// Loads the sample: schools, residents, teams, plan, location, blanks, cards, in this order. Every request_id
// is a function of what is entered, so that a load that was cut off goes on where it was, as long as the
// services keep request ids (7 days); a complete load repeated has no effect. A call that is refused for the
// moment (ABORTED, UNAVAILABLE, RESOURCE_EXHAUSTED, DEADLINE_EXCEEDED) is made again for about half a minute.
//
// Errors: what the service answered; FAILED_PRECONDITION with reason SAMPLE_REFUSED where a row is refused or
// a card is not reserved.
absl::Status LoadSample(const LoaderPorts& ports);

}  // namespace dukcapil::samples
