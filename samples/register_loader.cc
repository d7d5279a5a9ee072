#include "samples/register_loader.h"

#include <algorithm>
#include <atomic>

#include "absl/strings/str_cat.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "platform/status/status_macros.h"
#include "samples/holidays.h"
#include "samples/parallel.h"

namespace dukcapil::samples {
namespace {

namespace v1 = ::dukcapil::population::v1;

constexpr std::size_t kBatch = 1000;

template <class Results>
absl::Status CheckRows(const Results& results, std::size_t expected, absl::string_view what) {
  if (static_cast<std::size_t>(results.size()) != expected)
    return Refused(absl::StrCat(what, ": rows unanswered"));
  for (const auto& result : results) {
    if (result.outcome() != v1::IMPORT_OUTCOME_REFUSED) continue;
    std::string text = absl::StrCat(what, ": row ", result.index(), " was refused");
    for (const auto& violation : result.violations()) {
      absl::StrAppend(&text, "; ", violation.field(), ": ", violation.reason());
    }
    return Refused(text);
  }
  return absl::OkStatus();
}

absl::Status LoadBatch(Loading& loading, const std::vector<v1::ResidentRow>& residents,
                       absl::string_view step, std::size_t batch, std::vector<std::string>& names) {
  const std::size_t first = batch * kBatch;
  const std::size_t last = std::min(first + kBatch, residents.size());
  v1::BatchImportResidentsRequest request;
  request.set_parent(kParent);
  request.set_request_id(RequestId(step, batch));
  for (std::size_t i = first; i < last; ++i) *request.add_rows() = residents[i];
  ASSIGN_OR_RETURN(const auto answer, loading.Call<v1::BatchImportResidentsResponse>(request));
  RETURN_IF_ERROR(CheckRows(answer.results(), last - first, absl::StrCat(step, ", batch ", batch)));
  for (std::size_t i = first; i < last; ++i) names[i] = answer.results(static_cast<int>(i - first)).name();
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<Village>> FetchVillages(Loading& loading) {
  v1::ListRegionsRequest request;
  request.set_parent(kParent);
  request.set_level(v1::REGION_LEVEL_VILLAGE);
  request.set_page_size(static_cast<int>(kBatch));
  std::vector<Village> villages;
  do {
    ASSIGN_OR_RETURN(const auto page, loading.Call<v1::ListRegionsResponse>(request));
    for (const auto& region : page.regions()) villages.push_back({region.code(), region.display_name()});
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return villages;
}

absl::StatusOr<Sample> FetchSample(Loading& loading) {
  ASSIGN_OR_RETURN(const std::vector<Village> villages, FetchVillages(loading));
  return MakeSample(villages, ReferenceHolidays());
}

absl::Status LoadSchools(Loading& loading, const Sample& sample) {
  v1::BatchImportSchoolsRequest request;
  request.set_parent(kParent);
  request.set_request_id(RequestId("schools", 0));
  request.mutable_rows()->Add(sample.schools.begin(), sample.schools.end());
  ASSIGN_OR_RETURN(const auto answer, loading.Call<v1::BatchImportSchoolsResponse>(request));
  RETURN_IF_ERROR(CheckRows(answer.results(), sample.schools.size(), "schools"));
  return loading.Tell(absl::StrCat(sample.schools.size(), " schools"));
}

absl::StatusOr<std::vector<std::string>> LoadResidents(Loading& loading,
                                                       const std::vector<v1::ResidentRow>& residents,
                                                       int callers, int edition) {
  const std::string step = edition == 0 ? "residents" : absl::StrCat("residents/", edition);
  std::vector<std::string> names(residents.size());
  const auto width = static_cast<std::size_t>(callers);
  const std::size_t batches = (residents.size() + kBatch - 1) / kBatch;
  // Neighbouring batches share villages: callers work far apart.
  const std::size_t stretch = (batches + width - 1) / width;
  std::atomic<std::size_t> done{0};
  RETURN_IF_ERROR(InParallel(stretch * width, callers, [&](std::size_t item) {
    const std::size_t batch = item % width * stretch + item / width;
    if (batch >= batches) return absl::OkStatus();
    RETURN_IF_ERROR(LoadBatch(loading, residents, step, batch, names));
    const std::size_t now = ++done;
    return now % 20 == 0 || now == batches
               ? loading.Tell(absl::StrCat("residents: ", now, " of ", batches, " batches"))
               : absl::OkStatus();
  }));
  return names;
}

}  // namespace dukcapil::samples
