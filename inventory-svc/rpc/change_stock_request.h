// The frame of every change of a stock request: lock it, compare the etag, change it, save it, tell of it.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "inventory-svc/domain/stock_request.h"
#include "inventory-svc/rpc/app.h"
#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "platform/access/call.h"
#include "platform/access/region_scope.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {

// Tells readers of the change stream of `request`, `kind` naming what happened, without the serials of its
// shipments; returns it in full.
v1::StockRequest NoteStockRequest(Tx& tx, const StockRequest& request, const std::string& kind);

// `change(Tx&, StockRequest&)` returns absl::Status; `kind` names the change. Answers in full.
template <class Change>
absl::StatusOr<v1::StockRequest> ChangeStockRequest(Inventory& app, const Call& call, const ChildName& name,
                                                    const std::string& etag, const std::string& kind,
                                                    Change change) {
  return app.store.Write(call, [&](Tx& tx) -> absl::StatusOr<v1::StockRequest> {
    ASSIGN_OR_RETURN(auto request, tx.LockStockRequest(name.regency, name.id));
    if (!request.has_value()) return NotFoundError(ChildNameOf(name.regency, "stockRequests", name.id));
    if (!etag.empty() && etag != EtagOf(*request)) return EtagMismatchError();
    RETURN_IF_ERROR(change(tx, *request));
    RETURN_IF_ERROR(tx.UpdateStockRequest(*request));
    return NoteStockRequest(tx, *request, kind);
  });
}

// What CreateStockRequest and UpdateStockRequest take of the office; `field` is the path to it, `today` the
// business date.
void CheckQuantity(std::int64_t quantity, const std::string& field, Violations& violations);
void CheckNeededBy(const std::optional<absl::CivilDay>& day, absl::CivilDay today, const std::string& field,
                   Violations& violations);

}  // namespace dukcapil::inventory
