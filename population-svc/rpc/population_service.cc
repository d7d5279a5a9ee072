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

Service::Reactor* Service::ListResidents(Context* context, const v1::ListResidentsRequest* request,
                                         v1::ListResidentsResponse* response) {
  return adapter_.Run(context, request, response, app_, population::ListResidents);
}

Service::Reactor* Service::BatchSubmitRecordingEvents(Context* context,
                                                      const v1::BatchSubmitRecordingEventsRequest* request,
                                                      v1::BatchSubmitRecordingEventsResponse* response) {
  return adapter_.Run(context, request, response, app_, population::BatchSubmitRecordingEvents);
}

Service::Reactor* Service::GetCoverage(Context* context, const v1::GetCoverageRequest* request,
                                       v1::Coverage* response) {
  return adapter_.Run(context, request, response, app_, population::GetCoverage);
}

Service::Reactor* Service::ListCoverage(Context* context, const v1::ListCoverageRequest* request,
                                        v1::ListCoverageResponse* response) {
  return adapter_.Run(context, request, response, app_, population::ListCoverage);
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
