#include <algorithm>
#include <tuple>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "outreach-svc/rpc/handlers.h"
#include "outreach-svc/rpc/names.h"
#include "platform/civil_date/civil_date.h"
#include "platform/paging/page.h"
#include "platform/status/check_text.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {
namespace {

constexpr int kEverySchool = 100'000;  // more than any regency has

// Pupils of schools that are visited themselves are called there.
absl::Status LeaveOutPupils(storage::Snapshot& snapshot, const AnnouncedVisit& visit,
                            std::vector<UnrecordedPerson>& people) {
  if (KindOfSite(visit.site) == SiteKind::kSchool) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto rows, snapshot.ListSites(visit.regency, SiteKind::kSchool, "", kEverySchool));
  absl::flat_hash_set<std::string> schools;
  for (const storage::SiteRow& row : rows) schools.insert(row.site.id);
  people.erase(
      std::remove_if(people.begin(), people.end(),
                     [&](const UnrecordedPerson& one) { return schools.contains(one.where.school); }),
      people.end());
  return absl::OkStatus();
}

// Where the page begins: after the person it ended with, who may have been recorded meanwhile, at worst where
// that person was. The list is by name, and no name is in a page token.
std::size_t BeginOf(const Page& page, const std::vector<UnrecordedPerson>& people) {
  if (page.last_key.size() != 2) return 0;
  const auto last = std::find_if(people.begin(), people.end(),
                                 [&](const UnrecordedPerson& one) { return one.id == page.last_key[0]; });
  if (last != people.end()) return static_cast<std::size_t>(last - people.begin()) + 1;
  std::size_t position = 0;
  if (!absl::SimpleAtoi(page.last_key[1], &position)) return 0;
  return std::min(position, people.size());
}

v1::Callee CalleeOf(const std::string& regency, const UnrecordedPerson& person) {
  v1::Callee callee;
  callee.set_resident(ResidentName(regency, person.id));
  callee.set_nik(person.nik);
  callee.set_full_name(person.full_name);
  if (person.birth_date.has_value()) *callee.mutable_birth_date() = dukcapil::ToProto(*person.birth_date);
  callee.set_village(RegionName(person.where.village));
  if (!person.where.school.empty()) callee.set_school(SchoolName(regency, person.where.school));
  if (person.obliged_date.has_value()) {
    *callee.mutable_obliged_date() = dukcapil::ToProto(*person.obliged_date);
  }
  return callee;
}

}  // namespace

absl::StatusOr<v1::ListCalleesResponse> ListCallees(Outreach& app, const Call& call,
                                                    const v1::ListCalleesRequest& request) {
  Violations violations;
  const auto key = ParseVisit(request.parent(), "parent", violations);
  CheckText(request.purpose(), 5, 150, "purpose", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  ASSIGN_OR_RETURN(const Page page, PageOf(app.page_tokens, call, request));
  ASSIGN_OR_RETURN(const auto visit, app.store.Read(call, [&](storage::Snapshot& snapshot) {
    return snapshot.FindVisit(key->regency, key->id);
  }));
  if (!visit.has_value()) return NotFoundError(request.parent());
  ASSIGN_OR_RETURN(std::vector<UnrecordedPerson> people,
                   app.residents.list_unrecorded(call, key->regency, visit->site, visit->target_date,
                                                 absl::StrCat("call list: ", request.purpose())));
  std::sort(people.begin(), people.end(), [](const UnrecordedPerson& a, const UnrecordedPerson& b) {
    return std::tie(a.full_name, a.id) < std::tie(b.full_name, b.id);
  });
  Call audited = call;
  audited.purpose = request.purpose();
  const auto read = [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::ListCalleesResponse> {
    std::vector<UnrecordedPerson> called = people;
    RETURN_IF_ERROR(LeaveOutPupils(snapshot, *visit, called));
    const std::size_t begin = BeginOf(page, called);
    const std::size_t end = std::min(called.size(), begin + static_cast<std::size_t>(page.size));
    std::vector<std::string> ids;
    for (std::size_t i = begin; i < end; ++i) ids.push_back(called[i].id);
    ASSIGN_OR_RETURN(const auto last, snapshot.LastOutcomes(key->regency, ids));
    v1::ListCalleesResponse response;
    response.set_total_size(static_cast<int>(called.size()));
    for (std::size_t i = begin; i < end; ++i) {
      v1::Callee& callee = *response.add_callees();
      callee = CalleeOf(key->regency, called[i]);
      const auto found = last.find(called[i].id);
      if (found == last.end()) continue;
      callee.set_last_outcome(static_cast<v1::PersonOutcome>(found->second.outcome));
      *callee.mutable_last_visit_date() = dukcapil::ToProto(found->second.visit_date);
    }
    if (end < called.size()) {
      response.set_next_page_token(app.page_tokens.Make(page.query, {called[end - 1].id, absl::StrCat(end)}));
    }
    return response;
  };
  return app.store.ReadAudited(audited, read);
}

}  // namespace dukcapil::outreach
