#include "inventory-svc/rpc/change_stock_request.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/civil_date/civil_date.h"
#include "platform/crypto/uuid.h"
#include "platform/status/check_text.h"

namespace dukcapil::inventory {
namespace {

StockRequest ReadStockRequest(const v1::StockRequest& proto, absl::CivilDay today, Violations& violations) {
  StockRequest draft;
  draft.quantity = proto.quantity();
  CheckQuantity(draft.quantity, "stock_request.quantity", violations);
  draft.justification = proto.justification();
  CheckText(draft.justification, 1, 500, "stock_request.justification", violations);
  draft.needed_by_date = OptionalFromProto(proto.has_needed_by_date(), proto.needed_by_date(),
                                           "stock_request.needed_by_date", violations);
  CheckNeededBy(draft.needed_by_date, today, "stock_request.needed_by_date", violations);
  return draft;
}

}  // namespace

absl::StatusOr<v1::StockRequest> CreateStockRequest(Inventory& app, const Call& call,
                                                    const v1::CreateStockRequestRequest& request) {
  Violations violations;
  const std::string regency = ParseRegency(request.parent(), "parent", violations);
  StockRequest draft = ReadStockRequest(request.stock_request(), app.clock.Today(), violations);
  RETURN_IF_ERROR(violations.ToStatus());
  draft.regency = regency;
  const auto answer = [&](Snapshot& snapshot) -> absl::StatusOr<v1::StockRequest> {
    v1::StockRequest proto = ToProto(draft);
    ASSIGN_OR_RETURN(*proto.mutable_situation(), SituationOf(snapshot, regency));
    return proto;
  };
  if (request.validate_only()) return app.store.Read(call, answer);
  draft.id = NewUuid();
  draft.create_time = app.clock.Now();
  return app.store.Write(call, [&](Tx& tx) -> absl::StatusOr<v1::StockRequest> {
    RETURN_IF_ERROR(tx.InsertStockRequest(draft));
    NoteStockRequest(tx, draft, "STOCK_REQUEST_CREATED");
    return answer(tx);
  });
}

}  // namespace dukcapil::inventory
