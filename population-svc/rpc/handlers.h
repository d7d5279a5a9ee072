// The RPCs of population-svc, each in the file of its name. Contracts: population_service.proto.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "platform/access/call.h"
#include "platform/changes/feed.h"
#include "population-svc/rpc/app.h"

namespace dukcapil::population {

// Regions.
absl::StatusOr<v1::Region> GetRegion(Population& app, const Call& call, const v1::GetRegionRequest& request);
absl::StatusOr<v1::ListRegionsResponse> ListRegions(Population& app, const Call& call,
                                                    const v1::ListRegionsRequest& request);

// Residents.
absl::StatusOr<v1::BatchImportResidentsResponse> BatchImportResidents(
    Population& app, const Call& call, const v1::BatchImportResidentsRequest& request);
absl::StatusOr<v1::Resident> GetResident(Population& app, const Call& call,
                                         const v1::GetResidentRequest& request);
absl::StatusOr<v1::ListResidentsResponse> ListResidents(Population& app, const Call& call,
                                                        const v1::ListResidentsRequest& request);

// Recordings.
absl::StatusOr<v1::BatchSubmitRecordingEventsResponse> BatchSubmitRecordingEvents(
    Population& app, const Call& call, const v1::BatchSubmitRecordingEventsRequest& request);

// Coverage.
absl::StatusOr<v1::Coverage> GetCoverage(Population& app, const Call& call,
                                         const v1::GetCoverageRequest& request);
absl::StatusOr<v1::ListCoverageResponse> ListCoverage(Population& app, const Call& call,
                                                      const v1::ListCoverageRequest& request);
absl::StatusOr<v1::VerifyCoverageResponse> VerifyCoverage(Population& app, const Call& call,
                                                          const v1::VerifyCoverageRequest& request);

// Schools.
absl::StatusOr<v1::BatchImportSchoolsResponse> BatchImportSchools(
    Population& app, const Call& call, const v1::BatchImportSchoolsRequest& request);
absl::StatusOr<v1::BatchImportPupilsResponse> BatchImportPupils(Population& app, const Call& call,
                                                                const v1::BatchImportPupilsRequest& request);
absl::StatusOr<v1::ListSchoolsResponse> ListSchools(Population& app, const Call& call,
                                                    const v1::ListSchoolsRequest& request);

// Changes, from the feed of the service.
absl::StatusOr<v1::ListResidentStatesResponse> ListResidentStates(
    Population& app, const Call& call, const v1::ListResidentStatesRequest& request);
absl::StatusOr<std::unique_ptr<changes::Watcher>> WatchRecordings(changes::Feed& feed, const Call& call,
                                                                  const v1::WatchRecordingsRequest& request);

}  // namespace dukcapil::population
