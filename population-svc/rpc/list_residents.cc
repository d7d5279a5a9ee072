#include "platform/civil_date/civil_date.h"
#include "platform/paging/page.h"
#include "platform/status/check_text.h"
#include "platform/status/status_macros.h"
#include "population-svc/domain/obligation.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"

namespace dukcapil::population {
namespace {

using storage::ResidentFilter;

void SetFlag(v1::DataQualityFlag flag, absl::CivilDay today, ResidentFilter& filter, Violations& violations) {
  switch (flag) {
    case v1::DATA_QUALITY_FLAG_UNSPECIFIED:
      return;
    case v1::DATA_QUALITY_FLAG_NIK_DATE_DIFFERS:
      filter.nik_finding = kNikDateDiffers;
      return;
    case v1::DATA_QUALITY_FLAG_NIK_SEX_DIFFERS:
      filter.nik_finding = kNikSexDiffers;
      return;
    case v1::DATA_QUALITY_FLAG_VERY_OLD:
      filter.living_born_by = LatestBirthDateAged(kVeryOldAge, today);
      return;
    default:
      violations.Add("data_quality_flag", "UNKNOWN_VALUE", "must be a known value");
  }
}

ResidentFilter FilterFrom(const v1::ListResidentsRequest& request, absl::CivilDay today,
                          Violations& violations) {
  ResidentFilter filter;
  filter.regency = ParseRegency(request.parent(), "parent", violations).value_or("");
  if (!request.village().empty()) {
    filter.village = ParseVillage(request.village(), filter.regency, "village", violations);
  }
  if (!request.district().empty()) {
    filter.district = ParseDistrictOrVillage(request.district(), filter.regency, "district", violations);
  }
  if (!request.school().empty()) {
    filter.school_npsn = ParseSchool(request.school(), filter.regency, "school", violations);
  }
  if (!v1::RecordingState_IsValid(request.recording_state())) {
    violations.Add("recording_state", "UNKNOWN_VALUE", "must be a known value");
  } else if (request.recording_state() != v1::RECORDING_STATE_UNSPECIFIED) {
    filter.state = static_cast<RecordingState>(request.recording_state());
  }
  filter.obliged_on =
      OptionalFromProto(request.has_obliged_by(), request.obliged_by(), "obliged_by", violations);
  filter.born_from = OptionalFromProto(request.has_born_from(), request.born_from(), "born_from", violations);
  filter.born_to = OptionalFromProto(request.has_born_to(), request.born_to(), "born_to", violations);
  if (filter.born_from && filter.born_to && *filter.born_to < *filter.born_from) {
    violations.Add("born_to", "EMPTY_RANGE", "must not be before born_from");
  }
  SetFlag(request.data_quality_flag(), today, filter, violations);
  if (request.days_unsent() < 0 || request.days_unsent() > 36500) {
    violations.Add("days_unsent", "OUT_OF_RANGE", "must be 0 to 36500");
  } else if (request.days_unsent() > 0) {
    filter.captured_before = today - request.days_unsent();
  }
  filter.awaiting_first_card = request.awaiting_first_card();
  if (request.has_synthetic()) filter.synthetic = request.synthetic();
  return filter;
}

}  // namespace

absl::StatusOr<v1::ListResidentsResponse> ListResidents(Population& app, const Call& call,
                                                        const v1::ListResidentsRequest& request) {
  Violations violations;
  const absl::CivilDay today = app.clock.Today();
  const ResidentFilter filter = FilterFrom(request, today, violations);
  if (!request.purpose().empty()) CheckText(request.purpose(), 5, 200, "purpose", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  ASSIGN_OR_RETURN(const Page page, PageOf(app.page_tokens, call, request));
  const auto read = [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::ListResidentsResponse> {
    ASSIGN_OR_RETURN(auto residents, snapshot.ListResidents(filter, page.after, page.size + 1));
    const bool has_more = CutToPage(page, residents);
    v1::ListResidentsResponse response;
    for (const auto& resident : residents) {
      ASSIGN_OR_RETURN(*response.add_residents(),
                       ToProto(filter.regency, resident, v1::RESIDENT_VIEW_BASIC, app.nik_aead, today));
    }
    if (has_more) {
      response.set_next_page_token(app.page_tokens.Make(page.query, {residents.back().resident.id}));
    }
    return response;
  };
  if (request.purpose().empty()) return app.store.Read(call, read);
  Call audited = call;
  audited.purpose = request.purpose();
  return app.store.ReadAudited(audited, read);
}

}  // namespace dukcapil::population
