// One call: who makes it, which method, until when. Made by the rpc adapter, handed to handlers and the
// Store.
#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"

namespace dukcapil {

// The caller, as the gateway or a sister service vouches for it.
struct Caller {
  std::string subject;             // of the token, or `service:<name>`
  std::vector<std::string> roles;  // names of roles.txtpb
  std::string region;              // `17.02`, or `-` for the whole country
};

struct Call {
  Caller caller;
  std::string method;       // full name, `dukcapil.inventory.v1.InventoryService.PrintCard`
  std::string region;       // regency code of the resource the call is about; `-` across
  std::string resource;     // resource name from the request's access field, for the audit row
  std::string request_id;   // UUID; empty on reads and on `validate_only`
  std::string fingerprint;  // SHA-256 of the request bytes, 32 bytes; empty where request_id is. Never kept:
                            // the bytes may hold a NIK, which a digest without a key does not hide
  std::string purpose;      // why personal data is read in full; usually empty
  std::string trace_id;     // 32 hex digits, for the log line and the audit row
  absl::Time deadline = absl::InfiniteFuture();
};

}  // namespace dukcapil
