#include "inventory-svc/domain/errors.h"
#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {

absl::StatusOr<v1::IssuancePolicy> WithdrawIssuancePolicy(Inventory& app, const Call& call,
                                                          const v1::WithdrawIssuancePolicyRequest& request) {
  Violations violations;
  const ChildName name = ParseChild(request.name(), "issuancePolicies", /*uuid=*/false, violations);
  RETURN_IF_ERROR(violations.ToStatus());
  return app.store.WriteAlone(call, [&](Tx& tx) -> absl::StatusOr<v1::IssuancePolicy> {
    ASSIGN_OR_RETURN(const auto policy, tx.LockPolicy(name.regency, name.id));
    if (!policy.has_value()) return NotFoundError(request.name());
    if (policy->effective_date <= app.clock.Today()) {
      return PolicyTookEffectError(request.name(), policy->effective_date);
    }
    RETURN_IF_ERROR(tx.DeletePolicy(*policy));
    tx.NoteChange(name.regency, request.name(), "ISSUANCE_POLICY_WITHDRAWN");
    return ToProto(*policy);
  });
}

}  // namespace dukcapil::inventory
