// The table of contents: one free function per RPC, each in the .cc named after it. What each does, and its
// errors, stands in protos/dukcapil/inventory/v1/inventory_service.proto.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "inventory-svc/rpc/app.h"
#include "platform/access/access_policy.h"
#include "platform/access/call.h"
#include "platform/changes/feed.h"

namespace dukcapil::inventory {

absl::StatusOr<v1::Location> CreateLocation(Inventory& app, const Call& call,
                                            const v1::CreateLocationRequest& request);
absl::StatusOr<v1::Location> GetLocation(Inventory& app, const Call& call,
                                         const v1::GetLocationRequest& request);
absl::StatusOr<v1::ListLocationsResponse> ListLocations(Inventory& app, const Call& call,
                                                        const v1::ListLocationsRequest& request);

absl::StatusOr<v1::Movement> CreateMovement(Inventory& app, const Call& call,
                                            const v1::CreateMovementRequest& request);
absl::StatusOr<v1::ListMovementsResponse> ListMovements(Inventory& app, const Call& call,
                                                        const v1::ListMovementsRequest& request);
absl::StatusOr<v1::Blank> LookupBlank(Inventory& app, const Call& call,
                                      const v1::LookupBlankRequest& request);
absl::StatusOr<v1::VerifyLedgerResponse> VerifyLedger(Inventory& app, const Call& call,
                                                      const v1::VerifyLedgerRequest& request);

absl::StatusOr<v1::CardApplication> CreateCardApplication(Inventory& app, const Call& call,
                                                          const v1::CreateCardApplicationRequest& request);
absl::StatusOr<v1::CardApplication> GetCardApplication(Inventory& app, const Call& call,
                                                       const v1::GetCardApplicationRequest& request);
absl::StatusOr<v1::ListCardApplicationsResponse> ListCardApplications(
    Inventory& app, const Call& call, const v1::ListCardApplicationsRequest& request);
absl::StatusOr<v1::CardApplication> PrintCard(Inventory& app, const Call& call,
                                              const v1::PrintCardRequest& request);
absl::StatusOr<v1::CardApplication> DeliverCard(Inventory& app, const Call& call,
                                                const v1::DeliverCardRequest& request);
absl::StatusOr<v1::CardApplication> CancelCardApplication(Inventory& app, const Call& call,
                                                          const v1::CancelCardApplicationRequest& request);

absl::StatusOr<v1::IssuancePolicy> CreateIssuancePolicy(Inventory& app, const Call& call,
                                                        const v1::CreateIssuancePolicyRequest& request);
absl::StatusOr<v1::IssuancePolicy> WithdrawIssuancePolicy(Inventory& app, const Call& call,
                                                          const v1::WithdrawIssuancePolicyRequest& request);
absl::StatusOr<v1::IssuancePolicy> GetIssuancePolicy(Inventory& app, const Call& call,
                                                     const v1::GetIssuancePolicyRequest& request);
absl::StatusOr<v1::ListIssuancePoliciesResponse> ListIssuancePolicies(
    Inventory& app, const Call& call, const v1::ListIssuancePoliciesRequest& request);

absl::StatusOr<v1::StockMode> GetStockMode(Inventory& app, const Call& call,
                                           const v1::GetStockModeRequest& request);
absl::StatusOr<v1::StockMode> OverrideStockMode(Inventory& app, const Call& call,
                                                const v1::OverrideStockModeRequest& request);
absl::StatusOr<v1::Forecast> GetForecast(Inventory& app, const Call& call,
                                         const v1::GetForecastRequest& request);

// What WatchInventory needs. Both outlive it.
struct Watched {
  changes::Feed& feed;
  const AccessPolicy& policy;
};
absl::StatusOr<v1::ForecastBacktest> BacktestForecast(Inventory& app, const Call& call,
                                                      const v1::BacktestForecastRequest& request);
absl::StatusOr<v1::UsageReport> GetUsageReport(Inventory& app, const Call& call,
                                               const v1::GetUsageReportRequest& request);
absl::StatusOr<v1::StockBulletin> GetStockBulletin(Inventory& app, const Call& call,
                                                   const v1::GetStockBulletinRequest& request);

absl::StatusOr<std::unique_ptr<changes::Watcher>> WatchInventory(Watched& watched, const Call& call,
                                                                 const v1::WatchInventoryRequest& request);

absl::StatusOr<v1::Movement> GetMovement(Inventory& app, const Call& call,
                                         const v1::GetMovementRequest& request);
absl::StatusOr<v1::Movement> ConfirmMovement(Inventory& app, const Call& call,
                                             const v1::ConfirmMovementRequest& request);
absl::StatusOr<v1::Movement> ReverseMovement(Inventory& app, const Call& call,
                                             const v1::ReverseMovementRequest& request);

absl::StatusOr<v1::StockRequest> CreateStockRequest(Inventory& app, const Call& call,
                                                    const v1::CreateStockRequestRequest& request);
absl::StatusOr<v1::StockRequest> GetStockRequest(Inventory& app, const Call& call,
                                                 const v1::GetStockRequestRequest& request);
absl::StatusOr<v1::ListStockRequestsResponse> ListStockRequests(Inventory& app, const Call& call,
                                                                const v1::ListStockRequestsRequest& request);
absl::StatusOr<v1::StockRequest> UpdateStockRequest(Inventory& app, const Call& call,
                                                    const v1::UpdateStockRequestRequest& request);
absl::StatusOr<v1::StockRequest> SubmitStockRequest(Inventory& app, const Call& call,
                                                    const v1::SubmitStockRequestRequest& request);
absl::StatusOr<v1::StockRequest> CancelStockRequest(Inventory& app, const Call& call,
                                                    const v1::CancelStockRequestRequest& request);
absl::StatusOr<v1::BatchDecideStockRequestsResponse> BatchDecideStockRequests(
    Inventory& app, const Call& call, const v1::BatchDecideStockRequestsRequest& request);
absl::StatusOr<v1::StockRequest> ShipStockRequest(Inventory& app, const Call& call,
                                                  const v1::ShipStockRequestRequest& request);
absl::StatusOr<v1::StockRequest> CloseStockRequest(Inventory& app, const Call& call,
                                                   const v1::CloseStockRequestRequest& request);

absl::StatusOr<v1::SuggestAllocationResponse> SuggestAllocation(Inventory& app, const Call& call,
                                                                const v1::SuggestAllocationRequest& request);
absl::StatusOr<v1::ListStockSummariesResponse> ListStockSummaries(
    Inventory& app, const Call& call, const v1::ListStockSummariesRequest& request);

}  // namespace dukcapil::inventory
