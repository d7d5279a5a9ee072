#include "outreach-svc/domain/errors.h"
#include "outreach-svc/domain/publication.h"
#include "outreach-svc/rpc/convert.h"
#include "outreach-svc/rpc/convert_visit.h"
#include "outreach-svc/rpc/handlers.h"
#include "outreach-svc/rpc/names.h"
#include "platform/crypto/uuid.h"
#include "platform/status/check_text.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {
namespace {

std::vector<AnnouncedVisit> Planned(const PlanKey& key, absl::CivilDay deadline,
                                    const std::vector<storage::VisitRow>& rows) {
  std::vector<AnnouncedVisit> visits;
  visits.reserve(rows.size());
  for (const storage::VisitRow& row : rows) {
    AnnouncedVisit& visit = visits.emplace_back();
    visit.regency = key.regency;
    visit.plan = key.id;
    visit.team = row.team;
    visit.site = row.site;
    visit.site_display_name = row.site_display_name;
    visit.district = row.district;
    visit.date = row.date;
    visit.half = row.half;
    visit.target_date = deadline;
    visit.expected = row.expected;
  }
  return visits;
}

// What publishing comes to: visits as they will be, and the answer.
struct Announcement {
  std::vector<AnnouncedVisit> created;
  std::vector<AnnouncedVisit> changed;
  v1::PublishPlanResponse response;
};

absl::Status Announce(const v1::PublishPlanRequest& request, std::vector<AnnouncedVisit> planned,
                      std::vector<AnnouncedVisit> announced, Announcement& made) {
  const bool cancels = request.fallen_away() == v1::FALLEN_AWAY_CANCEL;
  const Publication publication =
      Compare(planned, announced, /*keep_fallen=*/request.fallen_away() == v1::FALLEN_AWAY_KEEP);
  const auto& fallen = publication.fallen_away;
  if (!fallen.empty() && request.fallen_away() == v1::FALLEN_AWAY_UNSPECIFIED && !request.validate_only()) {
    return VisitsFallAwayError(fallen.size(), NameOf(announced[static_cast<std::size_t>(fallen[0])]));
  }
  for (const int i : publication.created) made.created.push_back(planned[static_cast<std::size_t>(i)]);
  for (const auto& [in_plan, before] : publication.kept) {
    const AnnouncedVisit& wanted = planned[static_cast<std::size_t>(in_plan)];
    AnnouncedVisit& visit = announced[static_cast<std::size_t>(before)];
    if (!visit.HasBegun() && visit.plan != wanted.plan) {
      visit.plan = wanted.plan;
      visit.target_date = wanted.target_date;
      visit.expected = wanted.expected;
      ++visit.version;
      made.changed.push_back(visit);
    }
    *made.response.add_kept() = ToProto(visit);
  }
  for (const int i : fallen) {
    AnnouncedVisit& visit = announced[static_cast<std::size_t>(i)];
    if (cancels) {
      RETURN_IF_ERROR(Cancel(request.cancel_reason(), visit));
      made.changed.push_back(visit);
    }
    *made.response.add_fallen_away() = ToProto(visit);
  }
  for (const int i : publication.blocked) {
    *made.response.add_blocked() = ToProto(planned[static_cast<std::size_t>(i)]);
  }
  return absl::OkStatus();
}

absl::Status Save(storage::Tx& tx, const PlanKey& key, absl::Time now, Announcement& made) {
  // Cancelled ones first: they leave their slots.
  for (AnnouncedVisit& visit : made.changed) {
    visit.update_time = now;
    RETURN_IF_ERROR(tx.UpdateVisit(visit));
  }
  if (made.created.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(std::int64_t number,
                   tx.TakeVisitNumbers(key.regency, static_cast<std::int64_t>(made.created.size())));
  for (AnnouncedVisit& visit : made.created) {
    visit.id = NewUuid();
    visit.number = number++;
    visit.create_time = visit.update_time = now;
  }
  return tx.InsertVisits(made.created);
}

}  // namespace

absl::StatusOr<v1::PublishPlanResponse> PublishPlan(Outreach& app, const Call& call,
                                                    const v1::PublishPlanRequest& request) {
  Violations violations;
  const auto key = ParsePlan(request.name(), "name", violations);
  if (!v1::FallenAway_IsValid(request.fallen_away())) {
    violations.Add("fallen_away", "UNKNOWN_VALUE", "must be KEEP or CANCEL");
  }
  const bool cancels = request.fallen_away() == v1::FALLEN_AWAY_CANCEL;
  CheckText(request.cancel_reason(), cancels ? 1 : 0, 200, "cancel_reason", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  const absl::CivilDay today = app.clock.Today();
  const auto announce = [&](storage::Snapshot& snapshot, const auto& visits_within,
                            Announcement& made) -> absl::Status {
    ASSIGN_OR_RETURN(const auto deadline, snapshot.FindPlanDeadline(key->regency, key->id));
    if (!deadline.has_value()) return NotFoundError(request.name());
    if (*deadline < today) return PlanOverError(request.name());
    ASSIGN_OR_RETURN(const auto rows, snapshot.ListPlannedVisits(key->regency, key->id, today));
    ASSIGN_OR_RETURN(auto announced, visits_within(*deadline));
    RETURN_IF_ERROR(Announce(request, Planned(*key, *deadline, rows), std::move(announced), made));
    made.response.set_plan(request.name());
    return absl::OkStatus();
  };
  using Response = absl::StatusOr<v1::PublishPlanResponse>;
  if (request.validate_only()) {
    return app.store.Read(call, [&](storage::Snapshot& snapshot) -> Response {
      Announcement made;
      const auto within = [&](absl::CivilDay deadline) {
        return snapshot.ListVisitsWithin(key->regency, today, deadline);
      };
      RETURN_IF_ERROR(announce(snapshot, within, made));
      for (const AnnouncedVisit& visit : made.created) *made.response.add_created() = ToProto(visit);
      return std::move(made.response);
    });
  }
  return app.store.WriteAlone(call, [&](storage::Tx& tx) -> Response {
    Announcement made;
    const auto within = [&](absl::CivilDay deadline) {
      return tx.LockVisitsWithin(key->regency, today, deadline);
    };
    RETURN_IF_ERROR(announce(tx, within, made));
    const absl::Time now = app.clock.Now();
    RETURN_IF_ERROR(Save(tx, *key, now, made));
    for (const AnnouncedVisit& visit : made.created) *made.response.add_created() = ToProto(visit);
    RETURN_IF_ERROR(tx.PublishPlan(key->regency, key->id, now));
    tx.NoteChange({key->regency, request.name(), "PLAN_PUBLISHED", ""});
    return std::move(made.response);
  });
}

}  // namespace dukcapil::outreach
