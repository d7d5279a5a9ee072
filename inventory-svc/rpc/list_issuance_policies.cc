#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/paging/page.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {

absl::StatusOr<v1::ListIssuancePoliciesResponse> ListIssuancePolicies(
    Inventory& app, const Call& call, const v1::ListIssuancePoliciesRequest& request) {
  Violations violations;
  const std::string regency = ParseRegency(request.parent(), "parent", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  ASSIGN_OR_RETURN(const Page page, PageOf(app.page_tokens, call, request));
  return app.store.Read(call, [&](Snapshot& snapshot) -> absl::StatusOr<v1::ListIssuancePoliciesResponse> {
    ASSIGN_OR_RETURN(auto policies, snapshot.ListPolicies(regency, page.last_key, page.size + 1));
    ASSIGN_OR_RETURN(const IssuancePolicy now, snapshot.PolicyInForce(regency, app.clock.Today()));
    v1::ListIssuancePoliciesResponse response;
    if (CutToPage(page, policies)) {
      response.set_next_page_token(app.page_tokens.Make(page.query, SortKey(policies.back())));
    }
    for (const IssuancePolicy& policy : policies) {
      v1::IssuancePolicy* row = response.add_issuance_policies();
      *row = ToProto(policy);
      row->set_in_force(policy.region == now.region && policy.id == now.id);
    }
    return response;
  });
}

}  // namespace dukcapil::inventory
