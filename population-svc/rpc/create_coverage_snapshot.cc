#include "absl/strings/str_cat.h"
#include "platform/civil_date/civil_date.h"
#include "platform/crypto/uuid.h"
#include "platform/status/check_text.h"
#include "platform/status/status_macros.h"
#include "population-svc/domain/errors.h"
#include "population-svc/rpc/convert_snapshot.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"

namespace dukcapil::population {
namespace {

// What the semester data of `date` are called; empty of other dates.
std::string SemesterLabel(absl::CivilDay date) {
  if (date.month() == 6 && date.day() == 30) return absl::StrCat("DKB semester I ", date.year());
  if (date.month() == 12 && date.day() == 31) return absl::StrCat("DKB semester II ", date.year());
  return "";
}

void SetPublished(const v1::CoverageSnapshot& proto, storage::SnapshotRow& row, Violations& violations) {
  if (proto.has_published_obliged() != proto.has_published_not_recorded()) {
    violations.Add(proto.has_published_obliged() ? "coverage_snapshot.published_not_recorded"
                                                 : "coverage_snapshot.published_obliged",
                   "REQUIRED", "give both published figures, or none");
  }
  if (proto.published_obliged() < 0) {
    violations.Add("coverage_snapshot.published_obliged", "NEGATIVE", "must not be negative");
  }
  if (proto.published_not_recorded() < 0 || proto.published_not_recorded() > proto.published_obliged()) {
    violations.Add("coverage_snapshot.published_not_recorded", "OUT_OF_RANGE", "must be 0 to those obliged");
  }
  row.published_obliged = proto.published_obliged();
  row.published_not_recorded = proto.published_not_recorded();
}

storage::SnapshotRow FromProto(const v1::CoverageSnapshot& proto, absl::CivilDay today,
                               Violations& violations) {
  storage::SnapshotRow row;
  if (!proto.has_date()) {
    violations.Add("coverage_snapshot.date", "REQUIRED", "must be set");
  } else if (const auto date = FromProto(proto.date(), "coverage_snapshot.date", violations)) {
    row.date = *date;
    if (*date < kFirstCoverageDay) {
      violations.Add("coverage_snapshot.date", "DATE_TOO_EARLY", "figures begin on 2011-01-01");
    }
    if (*date > today) violations.Add("coverage_snapshot.date", "DATE_IN_FUTURE", "must not be after today");
  }
  row.label = proto.label().empty() ? SemesterLabel(row.date) : proto.label();
  CheckText(row.label, 1, 50, "coverage_snapshot.label", violations);
  CheckText(proto.source_note(), 0, 200, "coverage_snapshot.source_note", violations);
  row.source_note = proto.source_note();
  SetPublished(proto, row, violations);
  return row;
}

}  // namespace

absl::StatusOr<v1::CoverageSnapshot> CreateCoverageSnapshot(
    Population& app, const Call& call, const v1::CreateCoverageSnapshotRequest& request) {
  Violations violations;
  const auto regency = ParseRegency(request.parent(), "parent", violations);
  const v1::CoverageSnapshot& wanted = request.coverage_snapshot();
  const storage::SnapshotRow parsed = FromProto(wanted, app.clock.Today(), violations);
  RETURN_IF_ERROR(violations.ToStatus());
  return app.store.WriteAlone(call, [&](storage::Tx& tx) -> absl::StatusOr<v1::CoverageSnapshot> {
    storage::SnapshotRow row = parsed;
    ASSIGN_OR_RETURN(row.epoch, tx.BeginCoverageEpoch(*regency, row.date));
    ASSIGN_OR_RETURN(row.known, tx.CoverageOf(*regency, row.date));
    if (!wanted.has_published_obliged()) {
      row.published_obliged = row.known[static_cast<std::size_t>(Figure::kObliged)];
      row.published_not_recorded =
          row.published_obliged - row.known[static_cast<std::size_t>(Figure::kCovered)];
    }
    row.id = NewUuid();
    row.create_time = app.clock.Now();
    row.created_by = call.caller.subject;
    const absl::Status inserted = tx.InsertCoverageSnapshot(*regency, row);
    if (absl::IsAlreadyExists(inserted)) return SnapshotExistsError();
    RETURN_IF_ERROR(inserted);
    tx.NoChange();
    return ToProto(*regency, row);
  });
}

}  // namespace dukcapil::population
