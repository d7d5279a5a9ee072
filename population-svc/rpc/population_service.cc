#include "population-svc/rpc/population_service.h"

#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/resident_change.h"

namespace dukcapil::population {

using Service = PopulationServiceImpl;

Service::Reactor* Service::GetRegion(Context* context, const v1::GetRegionRequest* request,
                                     v1::Region* response) {
  return adapter_.Run(context, request, response, app_, population::GetRegion);
}

Service::Reactor* Service::ListRegions(Context* context, const v1::ListRegionsRequest* request,
                                       v1::ListRegionsResponse* response) {
  return adapter_.Run(context, request, response, app_, population::ListRegions);
}

Service::Reactor* Service::BatchImportResidents(Context* context,
                                                const v1::BatchImportResidentsRequest* request,
                                                v1::BatchImportResidentsResponse* response) {
  return adapter_.Run(context, request, response, app_, population::BatchImportResidents);
}

Service::Reactor* Service::GetResident(Context* context, const v1::GetResidentRequest* request,
                                       v1::Resident* response) {
  return adapter_.Run(context, request, response, app_, population::GetResident);
}

Service::Reactor* Service::LookupResident(Context* context, const v1::LookupResidentRequest* request,
                                          v1::Resident* response) {
  return adapter_.Run(context, request, response, app_, population::LookupResident);
}

Service::Reactor* Service::SearchResidents(Context* context, const v1::SearchResidentsRequest* request,
                                           v1::SearchResidentsResponse* response) {
  return adapter_.Run(context, request, response, app_, population::SearchResidents);
}

Service::Reactor* Service::CreateResident(Context* context, const v1::CreateResidentRequest* request,
                                          v1::Resident* response) {
  return adapter_.Run(context, request, response, app_, population::CreateResident);
}

Service::Reactor* Service::UpdateResident(Context* context, const v1::UpdateResidentRequest* request,
                                          v1::Resident* response) {
  return adapter_.Run(context, request, response, app_, population::UpdateResident);
}

Service::Reactor* Service::ListResidents(Context* context, const v1::ListResidentsRequest* request,
                                         v1::ListResidentsResponse* response) {
  return adapter_.Run(context, request, response, app_, population::ListResidents);
}

Service::Reactor* Service::ListPossibleDoubles(Context* context,
                                               const v1::ListPossibleDoublesRequest* request,
                                               v1::ListPossibleDoublesResponse* response) {
  return adapter_.Run(context, request, response, app_, population::ListPossibleDoubles);
}

Service::Reactor* Service::DismissPossibleDouble(Context* context,
                                                 const v1::DismissPossibleDoubleRequest* request,
                                                 v1::DismissPossibleDoubleResponse* response) {
  return adapter_.Run(context, request, response, app_, population::DismissPossibleDouble);
}

Service::Reactor* Service::MergeResidents(Context* context, const v1::MergeResidentsRequest* request,
                                          v1::Resident* response) {
  return adapter_.Run(context, request, response, app_, population::MergeResidents);
}

Service::Reactor* Service::UnmergeResidents(Context* context, const v1::UnmergeResidentsRequest* request,
                                            v1::Resident* response) {
  return adapter_.Run(context, request, response, app_, population::UnmergeResidents);
}

Service::Reactor* Service::GetDataQuality(Context* context, const v1::GetDataQualityRequest* request,
                                          v1::DataQuality* response) {
  return adapter_.Run(context, request, response, app_, population::GetDataQuality);
}

Service::Reactor* Service::BatchSubmitRecordingEvents(Context* context,
                                                      const v1::BatchSubmitRecordingEventsRequest* request,
                                                      v1::BatchSubmitRecordingEventsResponse* response) {
  return adapter_.Run(context, request, response, app_, population::BatchSubmitRecordingEvents);
}

Service::Reactor* Service::ListRecordingCodes(Context* context, const v1::ListRecordingCodesRequest* request,
                                              v1::ListRecordingCodesResponse* response) {
  return adapter_.Run(context, request, response, app_, population::ListRecordingCodes);
}

Service::Reactor* Service::ListRecordingEvents(Context* context,
                                               const v1::ListRecordingEventsRequest* request,
                                               v1::ListRecordingEventsResponse* response) {
  return adapter_.Run(context, request, response, app_, population::ListRecordingEvents);
}

Service::Reactor* Service::ListHeldEvents(Context* context, const v1::ListHeldEventsRequest* request,
                                          v1::ListHeldEventsResponse* response) {
  return adapter_.Run(context, request, response, app_, population::ListHeldEvents);
}

Service::Reactor* Service::ReleaseHeldEvent(Context* context, const v1::ReleaseHeldEventRequest* request,
                                            v1::HeldEvent* response) {
  return adapter_.Run(context, request, response, app_, population::ReleaseHeldEvent);
}

Service::Reactor* Service::DiscardHeldEvent(Context* context, const v1::DiscardHeldEventRequest* request,
                                            v1::HeldEvent* response) {
  return adapter_.Run(context, request, response, app_, population::DiscardHeldEvent);
}

Service::Reactor* Service::ListStuckRecordings(Context* context,
                                               const v1::ListStuckRecordingsRequest* request,
                                               v1::ListStuckRecordingsResponse* response) {
  return adapter_.Run(context, request, response, app_, population::ListStuckRecordings);
}

Service::Reactor* Service::GetCoverage(Context* context, const v1::GetCoverageRequest* request,
                                       v1::Coverage* response) {
  return adapter_.Run(context, request, response, app_, population::GetCoverage);
}

Service::Reactor* Service::ListCoverage(Context* context, const v1::ListCoverageRequest* request,
                                        v1::ListCoverageResponse* response) {
  return adapter_.Run(context, request, response, app_, population::ListCoverage);
}

Service::Reactor* Service::CreateCoverageSnapshot(Context* context,
                                                  const v1::CreateCoverageSnapshotRequest* request,
                                                  v1::CoverageSnapshot* response) {
  return adapter_.Run(context, request, response, app_, population::CreateCoverageSnapshot);
}

Service::Reactor* Service::ListCoverageSnapshots(Context* context,
                                                 const v1::ListCoverageSnapshotsRequest* request,
                                                 v1::ListCoverageSnapshotsResponse* response) {
  return adapter_.Run(context, request, response, app_, population::ListCoverageSnapshots);
}

Service::Reactor* Service::CompareCoverageSnapshot(Context* context,
                                                   const v1::CompareCoverageSnapshotRequest* request,
                                                   v1::CoverageComparison* response) {
  return adapter_.Run(context, request, response, app_, population::CompareCoverageSnapshot);
}

Service::Reactor* Service::VerifyCoverage(Context* context, const v1::VerifyCoverageRequest* request,
                                          v1::VerifyCoverageResponse* response) {
  return adapter_.Run(context, request, response, app_, population::VerifyCoverage);
}

Service::Reactor* Service::BatchImportSchools(Context* context, const v1::BatchImportSchoolsRequest* request,
                                              v1::BatchImportSchoolsResponse* response) {
  return adapter_.Run(context, request, response, app_, population::BatchImportSchools);
}

Service::Reactor* Service::BatchImportPupils(Context* context, const v1::BatchImportPupilsRequest* request,
                                             v1::BatchImportPupilsResponse* response) {
  return adapter_.Run(context, request, response, app_, population::BatchImportPupils);
}

Service::Reactor* Service::ListSchools(Context* context, const v1::ListSchoolsRequest* request,
                                       v1::ListSchoolsResponse* response) {
  return adapter_.Run(context, request, response, app_, population::ListSchools);
}

Service::Reactor* Service::ListResidentStates(Context* context, const v1::ListResidentStatesRequest* request,
                                              v1::ListResidentStatesResponse* response) {
  return adapter_.Run(context, request, response, app_, population::ListResidentStates);
}

grpc::ServerWriteReactor<v1::WatchRecordingsResponse>* Service::WatchRecordings(
    Context* context, const v1::WatchRecordingsRequest* request) {
  return streams_.Run(context, request, feed_, population::WatchRecordings, ToWatchResponse);
}

}  // namespace dukcapil::population
