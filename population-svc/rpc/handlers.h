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
absl::StatusOr<v1::Resident> LookupResident(Population& app, const Call& call,
                                            const v1::LookupResidentRequest& request);
absl::StatusOr<v1::SearchResidentsResponse> SearchResidents(Population& app, const Call& call,
                                                            const v1::SearchResidentsRequest& request);
absl::StatusOr<v1::Resident> CreateResident(Population& app, const Call& call,
                                            const v1::CreateResidentRequest& request);
absl::StatusOr<v1::Resident> UpdateResident(Population& app, const Call& call,
                                            const v1::UpdateResidentRequest& request);
absl::StatusOr<v1::ListResidentsResponse> ListResidents(Population& app, const Call& call,
                                                        const v1::ListResidentsRequest& request);

// Doubles, and findings on the data.
absl::StatusOr<v1::ListPossibleDoublesResponse> ListPossibleDoubles(
    Population& app, const Call& call, const v1::ListPossibleDoublesRequest& request);
absl::StatusOr<v1::DismissPossibleDoubleResponse> DismissPossibleDouble(
    Population& app, const Call& call, const v1::DismissPossibleDoubleRequest& request);
absl::StatusOr<v1::Resident> MergeResidents(Population& app, const Call& call,
                                            const v1::MergeResidentsRequest& request);
absl::StatusOr<v1::Resident> UnmergeResidents(Population& app, const Call& call,
                                              const v1::UnmergeResidentsRequest& request);
absl::StatusOr<v1::DataQuality> GetDataQuality(Population& app, const Call& call,
                                               const v1::GetDataQualityRequest& request);

// Recordings.
absl::StatusOr<v1::BatchSubmitRecordingEventsResponse> BatchSubmitRecordingEvents(
    Population& app, const Call& call, const v1::BatchSubmitRecordingEventsRequest& request);
absl::StatusOr<v1::ListRecordingCodesResponse> ListRecordingCodes(
    Population& app, const Call& call, const v1::ListRecordingCodesRequest& request);
absl::StatusOr<v1::ListRecordingEventsResponse> ListRecordingEvents(
    Population& app, const Call& call, const v1::ListRecordingEventsRequest& request);
absl::StatusOr<v1::ListHeldEventsResponse> ListHeldEvents(Population& app, const Call& call,
                                                          const v1::ListHeldEventsRequest& request);
absl::StatusOr<v1::HeldEvent> ReleaseHeldEvent(Population& app, const Call& call,
                                               const v1::ReleaseHeldEventRequest& request);
absl::StatusOr<v1::HeldEvent> DiscardHeldEvent(Population& app, const Call& call,
                                               const v1::DiscardHeldEventRequest& request);
absl::StatusOr<v1::ListStuckRecordingsResponse> ListStuckRecordings(
    Population& app, const Call& call, const v1::ListStuckRecordingsRequest& request);

// Coverage.
absl::StatusOr<v1::Coverage> GetCoverage(Population& app, const Call& call,
                                         const v1::GetCoverageRequest& request);
absl::StatusOr<v1::ListCoverageResponse> ListCoverage(Population& app, const Call& call,
                                                      const v1::ListCoverageRequest& request);
absl::StatusOr<v1::VerifyCoverageResponse> VerifyCoverage(Population& app, const Call& call,
                                                          const v1::VerifyCoverageRequest& request);
absl::StatusOr<v1::CoverageSnapshot> CreateCoverageSnapshot(Population& app, const Call& call,
                                                            const v1::CreateCoverageSnapshotRequest& request);
absl::StatusOr<v1::ListCoverageSnapshotsResponse> ListCoverageSnapshots(
    Population& app, const Call& call, const v1::ListCoverageSnapshotsRequest& request);
absl::StatusOr<v1::CoverageComparison> CompareCoverageSnapshot(
    Population& app, const Call& call, const v1::CompareCoverageSnapshotRequest& request);

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
