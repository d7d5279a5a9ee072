#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {

absl::StatusOr<v1::VerifyLedgerResponse> VerifyLedger(Inventory& app, const Call& call,
                                                      const v1::VerifyLedgerRequest& request) {
  Violations violations;
  const std::string regency = ParseRegency(request.parent(), "parent", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  return app.store.Read(call, [&](Snapshot& snapshot) -> absl::StatusOr<v1::VerifyLedgerResponse> {
    ASSIGN_OR_RETURN(const LedgerProof proof, snapshot.ProveLedger(regency));
    return ToProto(proof);
  });
}

}  // namespace dukcapil::inventory
