#include "absl/strings/str_cat.h"
#include "platform/paging/page.h"
#include "platform/status/status_macros.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"
#include "population-svc/rpc/resident_change.h"

namespace dukcapil::population {
namespace {

// Regencies from `first` on and before `end`, by code.
struct Regencies {
  std::string first;
  std::string end;
};

absl::StatusOr<Regencies> RegenciesOf(absl::string_view parent) {
  ASSIGN_OR_RETURN(const std::string region, RegionOf(parent));
  if (region == "-") return Regencies{"", ":"};  // `:` comes after the digits
  if (RegencyOf(region) != region) {
    return InvalidField("parent", "REGENCY_OR_WIDER", "must be a regency, a province or `regions/-`");
  }
  return Regencies{region, absl::StrCat(region, "/")};  // `/` comes after the dot
}

}  // namespace

absl::StatusOr<v1::ListResidentStatesResponse> ListResidentStates(
    Population& app, const Call& call, const v1::ListResidentStatesRequest& request) {
  ASSIGN_OR_RETURN(const Regencies of, RegenciesOf(request.parent()));
  ASSIGN_OR_RETURN(const Page page, PageOf(app.page_tokens, call, request));
  const auto list = [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::ListResidentStatesResponse> {
    ASSIGN_OR_RETURN(auto residents,
                     snapshot.ListResidentsAcross(of.first, of.end, page.last_key, page.size + 1));
    const bool has_more = CutToPage(page, residents);
    v1::ListResidentStatesResponse response;
    for (const storage::ResidentOfRegency& resident : residents) {
      *response.add_residents() = StateOf(resident.regency, resident.row);
    }
    if (has_more) {
      const storage::ResidentOfRegency& last = residents.back();
      response.set_next_page_token(app.page_tokens.Make(page.query, {last.regency, last.row.resident.id}));
    }
    return response;
  };
  return app.store.Read(call, list);
}

}  // namespace dukcapil::population
