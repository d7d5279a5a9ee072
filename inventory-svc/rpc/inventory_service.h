// The gRPC face of the service: one override a method, each naming its handler.
#pragma once

#include "dukcapil/inventory/v1/inventory_service.grpc.pb.h"
#include "inventory-svc/rpc/app.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/rpc/stream.h"
#include "platform/rpc/unary.h"

namespace dukcapil::inventory {

class InventoryServiceImpl final : public v1::InventoryService::CallbackService {
 public:
  using Context = grpc::CallbackServerContext;
  using Reactor = grpc::ServerUnaryReactor;

  // All outlive the service.
  InventoryServiceImpl(Inventory& app, rpc::UnaryAdapter& adapter, const Watched& watched,
                       rpc::StreamAdapter& streams)
      : app_(app), adapter_(adapter), watched_(watched), streams_(streams) {}

  Reactor* CreateLocation(Context* context, const v1::CreateLocationRequest* request,
                          v1::Location* response) override;
  Reactor* GetLocation(Context* context, const v1::GetLocationRequest* request,
                       v1::Location* response) override;
  Reactor* ListLocations(Context* context, const v1::ListLocationsRequest* request,
                         v1::ListLocationsResponse* response) override;
  Reactor* CreateMovement(Context* context, const v1::CreateMovementRequest* request,
                          v1::Movement* response) override;
  Reactor* ListMovements(Context* context, const v1::ListMovementsRequest* request,
                         v1::ListMovementsResponse* response) override;
  Reactor* LookupBlank(Context* context, const v1::LookupBlankRequest* request, v1::Blank* response) override;
  Reactor* VerifyLedger(Context* context, const v1::VerifyLedgerRequest* request,
                        v1::VerifyLedgerResponse* response) override;
  Reactor* CreateCardApplication(Context* context, const v1::CreateCardApplicationRequest* request,
                                 v1::CardApplication* response) override;
  Reactor* GetCardApplication(Context* context, const v1::GetCardApplicationRequest* request,
                              v1::CardApplication* response) override;
  Reactor* ListCardApplications(Context* context, const v1::ListCardApplicationsRequest* request,
                                v1::ListCardApplicationsResponse* response) override;
  Reactor* PrintCard(Context* context, const v1::PrintCardRequest* request,
                     v1::CardApplication* response) override;
  Reactor* DeliverCard(Context* context, const v1::DeliverCardRequest* request,
                       v1::CardApplication* response) override;
  Reactor* CancelCardApplication(Context* context, const v1::CancelCardApplicationRequest* request,
                                 v1::CardApplication* response) override;
  Reactor* CreateIssuancePolicy(Context* context, const v1::CreateIssuancePolicyRequest* request,
                                v1::IssuancePolicy* response) override;
  Reactor* WithdrawIssuancePolicy(Context* context, const v1::WithdrawIssuancePolicyRequest* request,
                                  v1::IssuancePolicy* response) override;
  Reactor* GetIssuancePolicy(Context* context, const v1::GetIssuancePolicyRequest* request,
                             v1::IssuancePolicy* response) override;
  Reactor* ListIssuancePolicies(Context* context, const v1::ListIssuancePoliciesRequest* request,
                                v1::ListIssuancePoliciesResponse* response) override;
  Reactor* GetStockMode(Context* context, const v1::GetStockModeRequest* request,
                        v1::StockMode* response) override;
  Reactor* OverrideStockMode(Context* context, const v1::OverrideStockModeRequest* request,
                             v1::StockMode* response) override;
  Reactor* GetForecast(Context* context, const v1::GetForecastRequest* request,
                       v1::Forecast* response) override;
  Reactor* BacktestForecast(Context* context, const v1::BacktestForecastRequest* request,
                            v1::ForecastBacktest* response) override;
  Reactor* GetUsageReport(Context* context, const v1::GetUsageReportRequest* request,
                          v1::UsageReport* response) override;
  Reactor* GetStockBulletin(Context* context, const v1::GetStockBulletinRequest* request,
                            v1::StockBulletin* response) override;
  grpc::ServerWriteReactor<v1::WatchInventoryResponse>* WatchInventory(
      Context* context, const v1::WatchInventoryRequest* request) override;
  Reactor* GetMovement(Context* context, const v1::GetMovementRequest* request,
                       v1::Movement* response) override;
  Reactor* ConfirmMovement(Context* context, const v1::ConfirmMovementRequest* request,
                           v1::Movement* response) override;
  Reactor* ReverseMovement(Context* context, const v1::ReverseMovementRequest* request,
                           v1::Movement* response) override;
  Reactor* CreateStockRequest(Context* context, const v1::CreateStockRequestRequest* request,
                              v1::StockRequest* response) override;
  Reactor* GetStockRequest(Context* context, const v1::GetStockRequestRequest* request,
                           v1::StockRequest* response) override;
  Reactor* ListStockRequests(Context* context, const v1::ListStockRequestsRequest* request,
                             v1::ListStockRequestsResponse* response) override;
  Reactor* UpdateStockRequest(Context* context, const v1::UpdateStockRequestRequest* request,
                              v1::StockRequest* response) override;
  Reactor* SubmitStockRequest(Context* context, const v1::SubmitStockRequestRequest* request,
                              v1::StockRequest* response) override;
  Reactor* CancelStockRequest(Context* context, const v1::CancelStockRequestRequest* request,
                              v1::StockRequest* response) override;
  Reactor* BatchDecideStockRequests(Context* context, const v1::BatchDecideStockRequestsRequest* request,
                                    v1::BatchDecideStockRequestsResponse* response) override;
  Reactor* ShipStockRequest(Context* context, const v1::ShipStockRequestRequest* request,
                            v1::StockRequest* response) override;
  Reactor* CloseStockRequest(Context* context, const v1::CloseStockRequestRequest* request,
                             v1::StockRequest* response) override;
  Reactor* SuggestAllocation(Context* context, const v1::SuggestAllocationRequest* request,
                             v1::SuggestAllocationResponse* response) override;
  Reactor* ListStockSummaries(Context* context, const v1::ListStockSummariesRequest* request,
                              v1::ListStockSummariesResponse* response) override;

 private:
  Inventory& app_;
  rpc::UnaryAdapter& adapter_;
  Watched watched_;
  rpc::StreamAdapter& streams_;
};

}  // namespace dukcapil::inventory
