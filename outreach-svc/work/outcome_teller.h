// Tells population-svc what visits found of people, once each.
#pragma once

#include "absl/status/status.h"
#include "outreach-svc/rpc/app.h"

namespace dukcapil::outreach {

// Tells the outcomes of completed visits that were not told yet, a thousand in a call. What is to be told is
// rows in the database, written when the visit was completed: a process that is killed loses nothing, before
// the call or in it, and any instance goes on. A call that is made again has the same request id and the same
// events, and no second effect. The first error met; one that says that population-svc is away ends it.
absl::Status TellOutcomes(Outreach& app);

}  // namespace dukcapil::outreach
