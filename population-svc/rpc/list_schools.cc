#include "platform/civil_date/civil_date.h"
#include "platform/paging/page.h"
#include "platform/status/status_macros.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"

namespace dukcapil::population {

absl::StatusOr<v1::ListSchoolsResponse> ListSchools(Population& app, const Call& call,
                                                    const v1::ListSchoolsRequest& request) {
  Violations violations;
  const absl::CivilDay today = app.clock.Today();
  const auto regency = ParseRegency(request.parent(), "parent", violations);
  const absl::CivilDay by =
      OptionalFromProto(request.has_turning_17_by(), request.turning_17_by(), "turning_17_by", violations)
          .value_or(today);
  RETURN_IF_ERROR(violations.ToStatus());
  ASSIGN_OR_RETURN(const Page page, PageOf(app.page_tokens, call, request));
  return app.store.Read(call, [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::ListSchoolsResponse> {
    v1::ListSchoolsResponse response;
    if (page.after.empty()) {
      ASSIGN_OR_RETURN(const auto without, snapshot.WithoutSchool(*regency, today, by));
      response.set_turning_17_without_school(without.turning_17);
      response.set_unrecorded_without_school(without.unrecorded);
    }
    ASSIGN_OR_RETURN(auto schools, snapshot.ListSchools(*regency, page.after, page.size + 1));
    if (schools.empty()) return response;
    const bool has_more = CutToPage(page, schools);
    ASSIGN_OR_RETURN(const auto pupils,
                     snapshot.PupilsOf(*regency, schools.front().npsn, schools.back().npsn, today, by));
    for (const storage::SchoolRow& school : schools) {
      const auto found = pupils.find(school.npsn);
      *response.add_schools() =
          ToProto(*regency, school, found == pupils.end() ? storage::SchoolPupils{} : found->second);
    }
    if (has_more) response.set_next_page_token(app.page_tokens.Make(page.query, {schools.back().npsn}));
    return response;
  });
}

}  // namespace dukcapil::population
