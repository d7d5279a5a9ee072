// PopulationService on gRPC: every method is a handler of handlers.h behind the adapter.
#pragma once

#include "dukcapil/population/v1/population_service.grpc.pb.h"
#include "platform/changes/feed.h"
#include "platform/rpc/stream.h"
#include "platform/rpc/unary.h"
#include "population-svc/rpc/app.h"

namespace dukcapil::population {

class PopulationServiceImpl final : public v1::PopulationService::CallbackService {
 public:
  // All outlive the service.
  PopulationServiceImpl(Population& app, rpc::UnaryAdapter& adapter, changes::Feed& feed,
                        rpc::StreamAdapter& streams)
      : app_(app), adapter_(adapter), feed_(feed), streams_(streams) {}

  using Reactor = grpc::ServerUnaryReactor;
  using Context = grpc::CallbackServerContext;

  Reactor* GetRegion(Context*, const v1::GetRegionRequest*, v1::Region*) override;
  Reactor* ListRegions(Context*, const v1::ListRegionsRequest*, v1::ListRegionsResponse*) override;
  Reactor* BatchImportResidents(Context*, const v1::BatchImportResidentsRequest*,
                                v1::BatchImportResidentsResponse*) override;
  Reactor* GetResident(Context*, const v1::GetResidentRequest*, v1::Resident*) override;
  Reactor* LookupResident(Context*, const v1::LookupResidentRequest*, v1::Resident*) override;
  Reactor* SearchResidents(Context*, const v1::SearchResidentsRequest*,
                           v1::SearchResidentsResponse*) override;
  Reactor* CreateResident(Context*, const v1::CreateResidentRequest*, v1::Resident*) override;
  Reactor* UpdateResident(Context*, const v1::UpdateResidentRequest*, v1::Resident*) override;
  Reactor* ListResidents(Context*, const v1::ListResidentsRequest*, v1::ListResidentsResponse*) override;
  Reactor* ListPossibleDoubles(Context*, const v1::ListPossibleDoublesRequest*,
                               v1::ListPossibleDoublesResponse*) override;
  Reactor* DismissPossibleDouble(Context*, const v1::DismissPossibleDoubleRequest*,
                                 v1::DismissPossibleDoubleResponse*) override;
  Reactor* MergeResidents(Context*, const v1::MergeResidentsRequest*, v1::Resident*) override;
  Reactor* UnmergeResidents(Context*, const v1::UnmergeResidentsRequest*, v1::Resident*) override;
  Reactor* GetDataQuality(Context*, const v1::GetDataQualityRequest*, v1::DataQuality*) override;
  Reactor* BatchSubmitRecordingEvents(Context*, const v1::BatchSubmitRecordingEventsRequest*,
                                      v1::BatchSubmitRecordingEventsResponse*) override;
  Reactor* ListRecordingCodes(Context*, const v1::ListRecordingCodesRequest*,
                              v1::ListRecordingCodesResponse*) override;
  Reactor* ListRecordingEvents(Context*, const v1::ListRecordingEventsRequest*,
                               v1::ListRecordingEventsResponse*) override;
  Reactor* ListHeldEvents(Context*, const v1::ListHeldEventsRequest*, v1::ListHeldEventsResponse*) override;
  Reactor* ReleaseHeldEvent(Context*, const v1::ReleaseHeldEventRequest*, v1::HeldEvent*) override;
  Reactor* DiscardHeldEvent(Context*, const v1::DiscardHeldEventRequest*, v1::HeldEvent*) override;
  Reactor* ListStuckRecordings(Context*, const v1::ListStuckRecordingsRequest*,
                               v1::ListStuckRecordingsResponse*) override;
  Reactor* GetCoverage(Context*, const v1::GetCoverageRequest*, v1::Coverage*) override;
  Reactor* ListCoverage(Context*, const v1::ListCoverageRequest*, v1::ListCoverageResponse*) override;
  Reactor* CreateCoverageSnapshot(Context*, const v1::CreateCoverageSnapshotRequest*,
                                  v1::CoverageSnapshot*) override;
  Reactor* ListCoverageSnapshots(Context*, const v1::ListCoverageSnapshotsRequest*,
                                 v1::ListCoverageSnapshotsResponse*) override;
  Reactor* CompareCoverageSnapshot(Context*, const v1::CompareCoverageSnapshotRequest*,
                                   v1::CoverageComparison*) override;
  Reactor* VerifyCoverage(Context*, const v1::VerifyCoverageRequest*, v1::VerifyCoverageResponse*) override;
  Reactor* BatchImportSchools(Context*, const v1::BatchImportSchoolsRequest*,
                              v1::BatchImportSchoolsResponse*) override;
  Reactor* BatchImportPupils(Context*, const v1::BatchImportPupilsRequest*,
                             v1::BatchImportPupilsResponse*) override;
  Reactor* ListSchools(Context*, const v1::ListSchoolsRequest*, v1::ListSchoolsResponse*) override;
  Reactor* ListResidentStates(Context*, const v1::ListResidentStatesRequest*,
                              v1::ListResidentStatesResponse*) override;
  grpc::ServerWriteReactor<v1::WatchRecordingsResponse>* WatchRecordings(
      Context*, const v1::WatchRecordingsRequest*) override;

 private:
  Population& app_;
  rpc::UnaryAdapter& adapter_;
  changes::Feed& feed_;
  rpc::StreamAdapter& streams_;
};

}  // namespace dukcapil::population
