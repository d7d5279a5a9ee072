#include <set>

#include "absl/strings/str_cat.h"
#include "inventory-svc/rpc/change_stock_request.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/crypto/uuid.h"
#include "platform/status/check_text.h"

namespace dukcapil::inventory {
namespace {

constexpr int kMaximumDecisions = 100;

void CheckDecision(const v1::StockRequestDecision& decision, const std::string& scope,
                   const std::string& path, Violations& violations) {
  Violations of_name;
  const ChildName name = ParseChild(decision.name(), "stockRequests", /*uuid=*/true, of_name);
  if (!of_name.empty()) {
    violations.Add(absl::StrCat(path, ".name"), of_name.list().front().reason,
                   of_name.list().front().description);
  } else if (!RegionWithin(name.regency, scope)) {
    violations.Add(absl::StrCat(path, ".name"), "OTHER_REGION", "must be of the region of the parent");
  }
  if (decision.approved_quantity() < 0 || decision.approved_quantity() > kMaximumCards) {
    violations.Add(absl::StrCat(path, ".approved_quantity"), "OUT_OF_RANGE", "must be 0 to 1,000,000");
  }
  CheckText(decision.reason(), decision.approved_quantity() == 0 ? 1 : 0, 500, absl::StrCat(path, ".reason"),
            violations);
}

absl::Status CheckDecisions(const v1::BatchDecideStockRequestsRequest& request, const Call& call) {
  Violations violations;
  const std::string scope = ParseScope(request.parent(), "parent", violations);
  if (request.decisions().empty() || request.decisions_size() > kMaximumDecisions) {
    violations.Add("decisions", "OUT_OF_RANGE", "must be 1 to 100 decisions");
    return violations.ToStatus();
  }
  if (!IsUuid(call.request_id)) violations.Add("request_id", "INVALID_UUID", "must be a UUID");
  std::set<std::string> names;
  for (int i = 0; i < request.decisions_size(); ++i) {
    const std::string path = absl::StrCat("decisions[", i, "]");
    CheckDecision(request.decisions(i), scope, path, violations);
    if (!names.insert(request.decisions(i).name()).second) {
      violations.Add(absl::StrCat(path, ".name"), "DUPLICATE", "is decided on twice");
    }
  }
  return violations.ToStatus();
}

// Each decision is a write of its own in the region of its request, with a request id made of the batch's.
Call CallOf(const Call& batch, const v1::StockRequestDecision& decision, const std::string& regency) {
  Call call = batch;
  call.region = regency;
  call.resource = decision.name();
  call.request_id = NamedUuid(absl::StrCat(batch.request_id, "/", decision.name()));
  return call;
}

absl::StatusOr<v1::StockRequest> DecideOne(Inventory& app, const Call& batch,
                                           const v1::StockRequestDecision& decision) {
  Violations violations;
  const ChildName name = ParseChild(decision.name(), "stockRequests", /*uuid=*/true, violations);
  const std::int64_t quantity = decision.approved_quantity();
  const Call call = CallOf(batch, decision, name.regency);
  return app.store.Write(call, [&](Tx& tx) -> absl::StatusOr<v1::StockRequest> {
    ASSIGN_OR_RETURN(auto request, tx.LockStockRequest(name.regency, name.id));
    if (!request.has_value()) return NotFoundError(decision.name());
    if (IsDecidedSo(quantity, decision.reason(), *request)) {
      tx.NoChange();
      return ToProto(*request);
    }
    if (!decision.etag().empty() && decision.etag() != EtagOf(*request)) return EtagMismatchError();
    RETURN_IF_ERROR(Decide(quantity, decision.reason(), app.clock.Today(), *request));
    RETURN_IF_ERROR(tx.UpdateStockRequest(*request));
    return NoteStockRequest(tx, *request, quantity > 0 ? "STOCK_REQUEST_APPROVED" : "STOCK_REQUEST_REJECTED");
  });
}

// What concerns this request alone; anything else ends the batch.
bool IsRefusal(const absl::Status& status) {
  return absl::IsFailedPrecondition(status) || absl::IsNotFound(status) || absl::IsAborted(status) ||
         absl::IsInvalidArgument(status);
}

}  // namespace

absl::StatusOr<v1::BatchDecideStockRequestsResponse> BatchDecideStockRequests(
    Inventory& app, const Call& call, const v1::BatchDecideStockRequestsRequest& request) {
  RETURN_IF_ERROR(CheckDecisions(request, call));
  v1::BatchDecideStockRequestsResponse response;
  for (const v1::StockRequestDecision& decision : request.decisions()) {
    v1::StockRequestDecisionResult& result = *response.add_results();
    result.set_name(decision.name());
    absl::StatusOr<v1::StockRequest> decided = DecideOne(app, call, decision);
    if (decided.ok()) {
      *result.mutable_stock_request() = *std::move(decided);
      continue;
    }
    if (!IsRefusal(decided.status())) return decided.status();
    const ErrorDetail detail = GetErrorDetail(decided.status());
    result.set_refusal(detail.reason.empty() ? absl::StatusCodeToString(decided.status().code())
                                             : detail.reason);
    result.set_description(std::string(decided.status().message()));
  }
  return response;
}

}  // namespace dukcapil::inventory
