#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "platform/status/status_macros.h"
#include "population-svc/domain/obligation.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"

namespace dukcapil::population {

absl::StatusOr<v1::DataQuality> GetDataQuality(Population& app, const Call& call,
                                               const v1::GetDataQualityRequest& request) {
  Violations violations;
  absl::string_view parent = request.name();
  if (!absl::ConsumeSuffix(&parent, "/dataQuality")) {
    violations.Add("name", "MALFORMED_RESOURCE_NAME", "must be `regions/{regency}/dataQuality`");
  }
  const std::string regency = ParseRegency(parent, "name", violations).value_or("");
  RETURN_IF_ERROR(violations.ToStatus());
  return app.store.Read(call, [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::DataQuality> {
    ASSIGN_OR_RETURN(const storage::FindingCounts counts,
                     snapshot.CountFindings(regency, LatestBirthDateAged(kVeryOldAge, app.clock.Today())));
    v1::DataQuality quality;
    quality.set_name(request.name());
    const auto add = [&](v1::DataQualityFlag flag, std::int64_t residents) {
      v1::DataQualityCount& count = *quality.add_counts();
      count.set_flag(flag);
      count.set_residents(residents);
    };
    add(v1::DATA_QUALITY_FLAG_NIK_DATE_DIFFERS, counts.nik_date_differs);
    add(v1::DATA_QUALITY_FLAG_NIK_SEX_DIFFERS, counts.nik_sex_differs);
    add(v1::DATA_QUALITY_FLAG_VERY_OLD, counts.very_old);
    return quality;
  });
}

}  // namespace dukcapil::population
