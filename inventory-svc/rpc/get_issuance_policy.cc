#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {

absl::StatusOr<v1::IssuancePolicy> GetIssuancePolicy(Inventory& app, const Call& call,
                                                     const v1::GetIssuancePolicyRequest& request) {
  Violations violations;
  const ChildName name = ParseChild(request.name(), "issuancePolicies", /*uuid=*/false, violations);
  RETURN_IF_ERROR(violations.ToStatus());
  return app.store.Read(call, [&](Snapshot& snapshot) -> absl::StatusOr<v1::IssuancePolicy> {
    ASSIGN_OR_RETURN(const auto policy, snapshot.FindPolicy(name.regency, name.id));
    if (!policy.has_value()) return NotFoundError(request.name());
    ASSIGN_OR_RETURN(const IssuancePolicy now, snapshot.PolicyInForce(name.regency, app.clock.Today()));
    v1::IssuancePolicy found = ToProto(*policy);
    found.set_in_force(policy->region == now.region && policy->id == now.id);
    return found;
  });
}

}  // namespace dukcapil::inventory
