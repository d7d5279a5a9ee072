#include "platform/testing/test_call.h"

#include "absl/time/clock.h"
#include "platform/crypto/aead.h"
#include "platform/crypto/uuid.h"

namespace dukcapil::testing {

Call ReadCall(absl::string_view method) {
  Call call;
  call.caller = {"test-clerk", {"clerk"}, "17.02"};
  call.method = std::string(method);
  call.region = "17.02";
  call.resource = "regions/17.02";
  call.trace_id = std::string(32, '0');
  call.deadline = absl::Now() + absl::Minutes(1);
  return call;
}

Call WriteCall(absl::string_view method) {
  Call call = ReadCall(method);
  call.request_id = NewUuid();
  call.fingerprint = Sha256(call.request_id);
  return call;
}

}  // namespace dukcapil::testing
