#include "absl/container/btree_map.h"
#include "platform/status/status_macros.h"
#include "population-svc/domain/coverage.h"
#include "population-svc/domain/obligation.h"
#include "population-svc/domain/recording_fold.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"

namespace dukcapil::population {
namespace {

constexpr int kChunk = 5000;
constexpr int kDifferencesListed = 100;

using Buckets = std::vector<std::pair<Bucket, Figures>>;

void AddDifference(const v1::CoverageDifference& difference, v1::VerifyCoverageResponse& response) {
  response.set_difference_count(response.difference_count() + 1);
  if (response.differences_size() < kDifferencesListed) *response.add_differences() = difference;
}

// Residents of one village whose derived columns are not what follows from events and dates.
struct Strayed {
  std::int64_t recording = 0;
  std::int64_t obliged_date = 0;
  std::int64_t end_date = 0;
};
using StrayedByVillage = absl::btree_map<std::string, Strayed>;

void CheckDerived(const storage::RecountRow& row, std::vector<RecordingEvent> events,
                  StrayedByVillage& strayed) {
  const bool recording = Fold(std::move(events)) != row.resident.recording;
  const bool obliged = ObligedDate(row.resident) != row.obliged_date;
  const bool end = EndOfResidence(row.resident) != row.end_date;
  if (!recording && !obliged && !end) return;
  Strayed& village = strayed[row.resident.village];
  village.recording += recording;
  village.obliged_date += obliged;
  village.end_date += end;
}

void AddStrayed(const StrayedByVillage& strayed, v1::VerifyCoverageResponse& response) {
  for (const auto& [village, counts] : strayed) {
    const std::pair<const char*, std::int64_t> columns[] = {{"recording", counts.recording},
                                                            {"obliged_date", counts.obliged_date},
                                                            {"end_date", counts.end_date}};
    for (const auto& [column, count] : columns) {
      if (count == 0) continue;
      v1::CoverageDifference difference;
      difference.set_village(RegionName(village));
      difference.set_bucket("residents");
      difference.set_column(column);
      difference.set_stored(count);
      AddDifference(difference, response);
    }
  }
}

// Contributions of all residents by bucket, sorted by key, after a check of what is derived from each. Memory
// grows with villages × days, not residents.
absl::StatusOr<Buckets> Recount(storage::Snapshot& snapshot, absl::string_view regency,
                                v1::VerifyCoverageResponse& response) {
  CoverageChange sum;
  StrayedByVillage strayed;
  std::string after;
  for (;;) {
    ASSIGN_OR_RETURN(const auto residents, snapshot.ResidentsForRecount(regency, after, kChunk));
    if (!residents.empty()) {
      ASSIGN_OR_RETURN(auto events, snapshot.EventsBetween(regency, after, residents.back().resident.id));
      for (const storage::RecountRow& row : residents) {
        CheckDerived(row, std::move(events[row.resident.id]), strayed);
        sum.Add(row.resident, +1);
      }
    }
    response.set_residents_checked(response.residents_checked() +
                                   static_cast<std::int64_t>(residents.size()));
    if (residents.size() < kChunk) break;
    after = residents.back().resident.id;
  }
  AddStrayed(strayed, response);
  return sum.Take().buckets;
}

void Compare(const Bucket& bucket, const Figures& expected, const Figures& stored,
             v1::VerifyCoverageResponse& response) {
  response.set_figures_checked(response.figures_checked() + static_cast<std::int64_t>(kFigureCount));
  for (std::size_t i = 0; i < kFigureCount; ++i) {
    if (expected[i] == stored[i]) continue;
    v1::CoverageDifference difference;
    difference.set_village(RegionName(bucket.village));
    difference.set_bucket(BucketName(bucket.level, bucket.first_day));
    difference.set_column(std::string(FigureName(static_cast<Figure>(i))));
    difference.set_expected(expected[i]);
    difference.set_stored(stored[i]);
    AddDifference(difference, response);
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
