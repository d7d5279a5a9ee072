#include "platform/status/status_macros.h"
#include "population-svc/domain/coverage.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"

namespace dukcapil::population {
namespace {

constexpr int kChunk = 5000;
constexpr int kDifferencesListed = 100;

using Buckets = std::vector<std::pair<Bucket, Figures>>;

// Contributions of all residents by bucket, sorted by key. Memory grows with villages × days, not residents.
absl::StatusOr<Buckets> Recount(storage::Snapshot& snapshot, absl::string_view regency,
                                v1::VerifyCoverageResponse& response) {
  CoverageChange sum;
  std::string after;
  for (;;) {
    ASSIGN_OR_RETURN(const auto residents, snapshot.ResidentsForRecount(regency, after, kChunk));
    for (const Resident& resident : residents) sum.Add(resident, +1);
    response.set_residents_checked(response.residents_checked() +
                                   static_cast<std::int64_t>(residents.size()));
    if (residents.size() < kChunk) return sum.Take();
    after = residents.back().id;
  }
}

void Compare(const Bucket& bucket, const Figures& expected, const Figures& stored,
             v1::VerifyCoverageResponse& response) {
  response.set_figures_checked(response.figures_checked() + static_cast<std::int64_t>(kFigureCount));
  for (std::size_t i = 0; i < kFigureCount; ++i) {
    if (expected[i] == stored[i]) continue;
    response.set_difference_count(response.difference_count() + 1);
    if (response.differences_size() == kDifferencesListed) continue;
    v1::CoverageDifference& difference = *response.add_differences();
    difference.set_village(RegionName(bucket.village));
    difference.set_bucket(BucketName(bucket.level, bucket.first_day));
    difference.set_column(std::string(FigureName(static_cast<Figure>(i))));
    difference.set_expected(expected[i]);
    difference.set_stored(stored[i]);
  }
}

}  // namespace

absl::StatusOr<v1::VerifyCoverageResponse> VerifyCoverage(Population& app, const Call& call,
                                                          const v1::VerifyCoverageRequest& request) {
  Violations violations;
  const auto regency = ParseRegency(request.parent(), "parent", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  return app.store.Read(call, [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::VerifyCoverageResponse> {
    v1::VerifyCoverageResponse response;
    ASSIGN_OR_RETURN(const Buckets expected, Recount(snapshot, *regency, response));
    // Both are sorted by key: one pass, where what is only on one side meets zeros.
    auto next = expected.begin();
    std::optional<Bucket> after;
    for (;;) {
      ASSIGN_OR_RETURN(const Buckets stored, snapshot.StoredBuckets(*regency, after, kChunk));
      for (const auto& [bucket, figures] : stored) {
        for (; next != expected.end() && next->first < bucket; ++next) {
          Compare(next->first, next->second, Figures{}, response);
        }
        const bool both = next != expected.end() && next->first == bucket;
        Compare(bucket, both ? next->second : Figures{}, figures, response);
        if (both) ++next;
      }
      if (stored.size() < kChunk) break;
      after = stored.back().first;
    }
    for (; next != expected.end(); ++next) Compare(next->first, next->second, Figures{}, response);
    return response;
  });
}

}  // namespace dukcapil::population
