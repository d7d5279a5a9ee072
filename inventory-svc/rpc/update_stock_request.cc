#include "absl/algorithm/container.h"
#include "inventory-svc/rpc/change_stock_request.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/civil_date/civil_date.h"
#include "platform/status/check_text.h"
#include "platform/update_mask/update_mask.h"

namespace dukcapil::inventory {
namespace {

constexpr absl::string_view kFields[] = {"quantity", "justification", "needed_by_date"};

}  // namespace

absl::StatusOr<v1::StockRequest> UpdateStockRequest(Inventory& app, const Call& call,
                                                    const v1::UpdateStockRequestRequest& request) {
  Violations violations;
  const ChildName name = ParseChild(request.name(), "stockRequests", /*uuid=*/true, violations);
  const std::vector<std::string> fields = ReadMask(request.update_mask(), kFields, violations,
                                                   "must be quantity, justification or needed_by_date");
  const auto is_masked = [&fields](absl::string_view field) { return absl::c_linear_search(fields, field); };
  const v1::StockRequest& proto = request.stock_request();
  std::optional<absl::CivilDay> needed_by;
  if (is_masked("quantity")) CheckQuantity(proto.quantity(), "stock_request.quantity", violations);
  if (is_masked("justification")) {
    CheckText(proto.justification(), 1, 500, "stock_request.justification", violations);
  }
  if (is_masked("needed_by_date")) {
    needed_by = OptionalFromProto(proto.has_needed_by_date(), proto.needed_by_date(),
                                  "stock_request.needed_by_date", violations);
    CheckNeededBy(needed_by, app.clock.Today(), "stock_request.needed_by_date", violations);
  }
  RETURN_IF_ERROR(violations.ToStatus());
  const auto update = [&](Tx&, StockRequest& draft) -> absl::Status {
    RETURN_IF_ERROR(Edit(draft));
    if (is_masked("quantity")) draft.quantity = proto.quantity();
    if (is_masked("justification")) draft.justification = proto.justification();
    if (is_masked("needed_by_date")) draft.needed_by_date = needed_by;
    return absl::OkStatus();
  };
  return ChangeStockRequest(app, call, name, request.etag(), "STOCK_REQUEST_UPDATED", update);
}

}  // namespace dukcapil::inventory
