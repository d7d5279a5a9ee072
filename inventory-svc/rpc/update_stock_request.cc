#include <algorithm>

#include "absl/strings/str_cat.h"
#include "inventory-svc/rpc/change_stock_request.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/civil_date/civil_date.h"
#include "platform/status/check_text.h"

namespace dukcapil::inventory {
namespace {

constexpr absl::string_view kFields[] = {"quantity", "justification", "needed_by_date"};

bool IsMasked(const v1::UpdateStockRequestRequest& request, absl::string_view field) {
  const auto& paths = request.update_mask().paths();
  return paths.empty() || std::find(paths.begin(), paths.end(), field) != paths.end();
}

void CheckMask(const v1::UpdateStockRequestRequest& request, Violations& violations) {
  for (int i = 0; i < request.update_mask().paths_size(); ++i) {
    const std::string& path = request.update_mask().paths(i);
    if (std::find(std::begin(kFields), std::end(kFields), path) != std::end(kFields)) continue;
    violations.Add(absl::StrCat("update_mask.paths[", i, "]"), "NOT_UPDATABLE",
                   "must be quantity, justification or needed_by_date");
  }
}

}  // namespace

absl::StatusOr<v1::StockRequest> UpdateStockRequest(Inventory& app, const Call& call,
                                                    const v1::UpdateStockRequestRequest& request) {
  Violations violations;
  const ChildName name = ParseChild(request.name(), "stockRequests", /*uuid=*/true, violations);
  CheckMask(request, violations);
  const v1::StockRequest& proto = request.stock_request();
  std::optional<absl::CivilDay> needed_by;
  if (IsMasked(request, "quantity")) CheckQuantity(proto.quantity(), "stock_request.quantity", violations);
  if (IsMasked(request, "justification")) {
    CheckText(proto.justification(), 1, 500, "stock_request.justification", violations);
  }
  if (IsMasked(request, "needed_by_date")) {
    needed_by = OptionalFromProto(proto.has_needed_by_date(), proto.needed_by_date(),
                                  "stock_request.needed_by_date", violations);
    CheckNeededBy(needed_by, app.clock.Today(), "stock_request.needed_by_date", violations);
  }
  RETURN_IF_ERROR(violations.ToStatus());
  const auto update = [&](Tx&, StockRequest& draft) -> absl::Status {
    RETURN_IF_ERROR(Edit(draft));
    if (IsMasked(request, "quantity")) draft.quantity = proto.quantity();
    if (IsMasked(request, "justification")) draft.justification = proto.justification();
    if (IsMasked(request, "needed_by_date")) draft.needed_by_date = needed_by;
    return absl::OkStatus();
  };
  return ChangeStockRequest(app, call, name, request.etag(), "STOCK_REQUEST_UPDATED", update);
}

}  // namespace dukcapil::inventory
