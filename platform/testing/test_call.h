// Calls for handler tests.
#pragma once

#include "absl/strings/string_view.h"
#include "platform/access/call.h"

namespace dukcapil::testing {

// A clerk-level write in regency 17.02 with a fresh request_id, a fingerprint and a minute's deadline.
Call WriteCall(absl::string_view method = "test.Write");
// A read: the same without request_id.
Call ReadCall(absl::string_view method = "test.Read");

}  // namespace dukcapil::testing
