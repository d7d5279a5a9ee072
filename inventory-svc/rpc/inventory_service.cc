#include "inventory-svc/rpc/inventory_service.h"

#include "inventory-svc/rpc/convert_change.h"
#include "inventory-svc/rpc/handlers.h"

namespace dukcapil::inventory {

using Service = InventoryServiceImpl;

Service::Reactor* Service::CreateLocation(Context* context, const v1::CreateLocationRequest* request,
                                          v1::Location* response) {
  return adapter_.Run(context, request, response, app_, inventory::CreateLocation);
}

Service::Reactor* Service::GetLocation(Context* context, const v1::GetLocationRequest* request,
                                       v1::Location* response) {
  return adapter_.Run(context, request, response, app_, inventory::GetLocation);
}

Service::Reactor* Service::ListLocations(Context* context, const v1::ListLocationsRequest* request,
                                         v1::ListLocationsResponse* response) {
  return adapter_.Run(context, request, response, app_, inventory::ListLocations);
}

Service::Reactor* Service::CreateMovement(Context* context, const v1::CreateMovementRequest* request,
                                          v1::Movement* response) {
  return adapter_.Run(context, request, response, app_, inventory::CreateMovement);
}

Service::Reactor* Service::ListMovements(Context* context, const v1::ListMovementsRequest* request,
                                         v1::ListMovementsResponse* response) {
  return adapter_.Run(context, request, response, app_, inventory::ListMovements);
}

Service::Reactor* Service::LookupBlank(Context* context, const v1::LookupBlankRequest* request,
                                       v1::Blank* response) {
  return adapter_.Run(context, request, response, app_, inventory::LookupBlank);
}

Service::Reactor* Service::VerifyLedger(Context* context, const v1::VerifyLedgerRequest* request,
                                        v1::VerifyLedgerResponse* response) {
  return adapter_.Run(context, request, response, app_, inventory::VerifyLedger);
}

Service::Reactor* Service::CreateCardApplication(Context* context,
                                                 const v1::CreateCardApplicationRequest* request,
                                                 v1::CardApplication* response) {
  return adapter_.Run(context, request, response, app_, inventory::CreateCardApplication);
}

Service::Reactor* Service::GetCardApplication(Context* context, const v1::GetCardApplicationRequest* request,
                                              v1::CardApplication* response) {
  return adapter_.Run(context, request, response, app_, inventory::GetCardApplication);
}

Service::Reactor* Service::ListCardApplications(Context* context,
                                                const v1::ListCardApplicationsRequest* request,
                                                v1::ListCardApplicationsResponse* response) {
  return adapter_.Run(context, request, response, app_, inventory::ListCardApplications);
}

Service::Reactor* Service::PrintCard(Context* context, const v1::PrintCardRequest* request,
                                     v1::CardApplication* response) {
  return adapter_.Run(context, request, response, app_, inventory::PrintCard);
}

Service::Reactor* Service::DeliverCard(Context* context, const v1::DeliverCardRequest* request,
                                       v1::CardApplication* response) {
  return adapter_.Run(context, request, response, app_, inventory::DeliverCard);
}

Service::Reactor* Service::CancelCardApplication(Context* context,
                                                 const v1::CancelCardApplicationRequest* request,
                                                 v1::CardApplication* response) {
  return adapter_.Run(context, request, response, app_, inventory::CancelCardApplication);
}

Service::Reactor* Service::CreateIssuancePolicy(Context* context,
                                                const v1::CreateIssuancePolicyRequest* request,
                                                v1::IssuancePolicy* response) {
  return adapter_.Run(context, request, response, app_, inventory::CreateIssuancePolicy);
}

Service::Reactor* Service::WithdrawIssuancePolicy(Context* context,
                                                  const v1::WithdrawIssuancePolicyRequest* request,
                                                  v1::IssuancePolicy* response) {
  return adapter_.Run(context, request, response, app_, inventory::WithdrawIssuancePolicy);
}

Service::Reactor* Service::GetIssuancePolicy(Context* context, const v1::GetIssuancePolicyRequest* request,
                                             v1::IssuancePolicy* response) {
  return adapter_.Run(context, request, response, app_, inventory::GetIssuancePolicy);
}

Service::Reactor* Service::ListIssuancePolicies(Context* context,
                                                const v1::ListIssuancePoliciesRequest* request,
                                                v1::ListIssuancePoliciesResponse* response) {
  return adapter_.Run(context, request, response, app_, inventory::ListIssuancePolicies);
}

Service::Reactor* Service::GetStockMode(Context* context, const v1::GetStockModeRequest* request,
                                        v1::StockMode* response) {
  return adapter_.Run(context, request, response, app_, inventory::GetStockMode);
}

Service::Reactor* Service::OverrideStockMode(Context* context, const v1::OverrideStockModeRequest* request,
                                             v1::StockMode* response) {
  return adapter_.Run(context, request, response, app_, inventory::OverrideStockMode);
}

Service::Reactor* Service::GetForecast(Context* context, const v1::GetForecastRequest* request,
                                       v1::Forecast* response) {
  return adapter_.Run(context, request, response, app_, inventory::GetForecast);
}

Service::Reactor* Service::BacktestForecast(Context* context, const v1::BacktestForecastRequest* request,
                                            v1::ForecastBacktest* response) {
  return adapter_.Run(context, request, response, app_, inventory::BacktestForecast);
}

Service::Reactor* Service::GetUsageReport(Context* context, const v1::GetUsageReportRequest* request,
                                          v1::UsageReport* response) {
  return adapter_.Run(context, request, response, app_, inventory::GetUsageReport);
}

Service::Reactor* Service::GetStockBulletin(Context* context, const v1::GetStockBulletinRequest* request,
                                            v1::StockBulletin* response) {
  return adapter_.Run(context, request, response, app_, inventory::GetStockBulletin);
}

grpc::ServerWriteReactor<v1::WatchInventoryResponse>* Service::WatchInventory(
    Context* context, const v1::WatchInventoryRequest* request) {
  return streams_.Run(context, request, watched_, inventory::WatchInventory, ToWatchResponse);
}

Service::Reactor* Service::GetMovement(Context* context, const v1::GetMovementRequest* request,
                                       v1::Movement* response) {
  return adapter_.Run(context, request, response, app_, inventory::GetMovement);
}

Service::Reactor* Service::ConfirmMovement(Context* context, const v1::ConfirmMovementRequest* request,
                                           v1::Movement* response) {
  return adapter_.Run(context, request, response, app_, inventory::ConfirmMovement);
}

Service::Reactor* Service::ReverseMovement(Context* context, const v1::ReverseMovementRequest* request,
                                           v1::Movement* response) {
  return adapter_.Run(context, request, response, app_, inventory::ReverseMovement);
}

Service::Reactor* Service::CreateStockRequest(Context* context, const v1::CreateStockRequestRequest* request,
                                              v1::StockRequest* response) {
  return adapter_.Run(context, request, response, app_, inventory::CreateStockRequest);
}

Service::Reactor* Service::GetStockRequest(Context* context, const v1::GetStockRequestRequest* request,
                                           v1::StockRequest* response) {
  return adapter_.Run(context, request, response, app_, inventory::GetStockRequest);
}

Service::Reactor* Service::ListStockRequests(Context* context, const v1::ListStockRequestsRequest* request,
                                             v1::ListStockRequestsResponse* response) {
  return adapter_.Run(context, request, response, app_, inventory::ListStockRequests);
}

Service::Reactor* Service::UpdateStockRequest(Context* context, const v1::UpdateStockRequestRequest* request,
                                              v1::StockRequest* response) {
  return adapter_.Run(context, request, response, app_, inventory::UpdateStockRequest);
}

Service::Reactor* Service::SubmitStockRequest(Context* context, const v1::SubmitStockRequestRequest* request,
                                              v1::StockRequest* response) {
  return adapter_.Run(context, request, response, app_, inventory::SubmitStockRequest);
}

Service::Reactor* Service::CancelStockRequest(Context* context, const v1::CancelStockRequestRequest* request,
                                              v1::StockRequest* response) {
  return adapter_.Run(context, request, response, app_, inventory::CancelStockRequest);
}

Service::Reactor* Service::BatchDecideStockRequests(Context* context,
                                                    const v1::BatchDecideStockRequestsRequest* request,
                                                    v1::BatchDecideStockRequestsResponse* response) {
  return adapter_.Run(context, request, response, app_, inventory::BatchDecideStockRequests);
}

Service::Reactor* Service::ShipStockRequest(Context* context, const v1::ShipStockRequestRequest* request,
                                            v1::StockRequest* response) {
  return adapter_.Run(context, request, response, app_, inventory::ShipStockRequest);
}

Service::Reactor* Service::CloseStockRequest(Context* context, const v1::CloseStockRequestRequest* request,
                                             v1::StockRequest* response) {
  return adapter_.Run(context, request, response, app_, inventory::CloseStockRequest);
}

Service::Reactor* Service::SuggestAllocation(Context* context, const v1::SuggestAllocationRequest* request,
                                             v1::SuggestAllocationResponse* response) {
  return adapter_.Run(context, request, response, app_, inventory::SuggestAllocation);
}

Service::Reactor* Service::ListStockSummaries(Context* context, const v1::ListStockSummariesRequest* request,
                                              v1::ListStockSummariesResponse* response) {
  return adapter_.Run(context, request, response, app_, inventory::ListStockSummaries);
}

}  // namespace dukcapil::inventory
