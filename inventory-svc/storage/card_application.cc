#include "inventory-svc/domain/card_application.h"

#include "absl/strings/str_cat.h"
#include "inventory-svc/domain/errors.h"
#include "inventory-svc/storage/card_application_row.h"
#include "inventory-svc/storage/tx.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr char kCardById[] = " WHERE a.regency = ? AND a.id = ?";
constexpr char kOpenOfResident[] = " WHERE a.regency = ? AND a.open_resident = ?";
constexpr char kLastReserved[] =
    " WHERE a.regency = ? AND a.state = 'RESERVED' AND a.location = ?"
    " ORDER BY a.priority DESC, a.create_time DESC, a.id DESC LIMIT ?";
constexpr char kCardForUpdate[] = " FOR UPDATE";
constexpr char kSelectPrinted[] =
    "SELECT 1 FROM card_application FORCE INDEX (card_application_resident)"
    " WHERE regency = ? AND resident = ? AND state IN ('PRINTED', 'DELIVERED') LIMIT 1";
constexpr char kSelectLapsed[] =
    "SELECT regency, id FROM card_application WHERE state = 'RESERVED' AND expire_date < ? LIMIT ?";
constexpr char kSelectDecisions[] =
    "SELECT d.outcome, d.rule, d.policy_regency, d.policy, d.level, d.available_seen, d.protected_seen,"
    " d.floor_seen, d.interim_document, d.promised_by_date, d.decision_time, d.priority,"
    " d.regency_available_seen, d.forecast_level_seen, d.print_ready_seen, d.first_card_seen,"
    " d.override_level_seen, d.interim_until_date, d.promise_basis, d.promise_ahead, d.promise_arriving,"
    " p.legal_basis, s.label_id, s.label_en FROM "
    "card_application_decision d"
    " JOIN card_application a ON a.regency = d.regency AND a.id = d.application"
    " LEFT JOIN issuance_policy p ON p.regency = d.policy_regency AND p.id = d.policy"
    " LEFT JOIN issuance_reason s ON s.regency = d.policy_regency AND s.policy = d.policy"
    " AND s.code = a.asked_for WHERE d.regency = ? AND d.application = ? ORDER BY d.version";
constexpr char kUpdateApplication[] =
    "UPDATE card_application SET state = ?, prefix = ?, width = ?, number = ?, print_date = ?, delivery_date "
    "= ?,"
    " expire_date = ?, cancel_cause = ?, version = ?, open_resident = ? WHERE regency = ? AND id = ?";

absl::StatusOr<std::optional<CardApplication>> FirstCard(const absl::StatusOr<mysql::Rows>& rows) {
  if (!rows.ok()) return rows.status();
  if (rows->empty()) return std::nullopt;
  return ApplicationFromRow(rows->front());
}

}  // namespace

absl::StatusOr<std::optional<CardApplication>> Snapshot::FindApplication(const std::string& regency,
                                                                         const std::string& id) {
  return FirstCard(reader_.Query(absl::StrCat(kSelectApplication, kCardById), {regency, id}));
}

absl::StatusOr<std::optional<CardApplication>> Snapshot::FindOpenApplication(const std::string& regency,
                                                                             const std::string& resident) {
  return FirstCard(reader_.Query(absl::StrCat(kSelectApplication, kOpenOfResident), {regency, resident}));
}

absl::StatusOr<bool> Snapshot::HasPrintedCard(const std::string& regency, const std::string& resident) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectPrinted, {regency, resident}));
  return !rows.empty();
}

absl::StatusOr<std::vector<ApplicationName>> Snapshot::ListLapsedReservations(absl::CivilDay today,
                                                                              int limit) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectLapsed, {today, limit}));
  std::vector<ApplicationName> lapsed;
  for (const mysql::Row& row : rows) lapsed.push_back({row.String(0), row.String(1)});
  return lapsed;
}

absl::StatusOr<std::vector<Decision>> Snapshot::ListEarlierDecisions(const std::string& regency,
                                                                     const std::string& id) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectDecisions, {regency, id}));
  std::vector<Decision> decisions;
  for (const mysql::Row& row : rows) {
    ASSIGN_OR_RETURN(Decision decision, DecisionFromRow(row, 0));
    decisions.push_back(std::move(decision));
  }
  return decisions;
}

absl::StatusOr<std::optional<CardApplication>> Tx::LockApplication(const std::string& regency,
                                                                   const std::string& id) {
  return FirstCard(
      transaction_.Query(absl::StrCat(kSelectApplication, kCardById, kCardForUpdate), {regency, id}));
}

absl::StatusOr<std::vector<CardApplication>> Tx::LockLastReserved(const std::string& regency,
                                                                  const std::string& location,
                                                                  std::int64_t count) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   transaction_.Query(absl::StrCat(kSelectApplication, kLastReserved, kCardForUpdate),
                                      {regency, location, count}));
  std::vector<CardApplication> applications;
  for (const mysql::Row& row : rows) {
    ASSIGN_OR_RETURN(CardApplication application, ApplicationFromRow(row));
    applications.push_back(std::move(application));
  }
  return applications;
}

absl::Status Tx::InsertApplication(const CardApplication& application) {
  const std::string key = absl::StrCat("card_application/", application.region, "/",
                                       IsOpen(application.state) ? application.resident : application.id);
  absl::Status status = transaction_.InsertLater(kInsertApplications, ApplicationParams(application), key);
  if (!absl::IsAlreadyExists(status)) return status;
  // Another was made between the look at the open one and now.
  ASSIGN_OR_RETURN(const auto open, FindOpenApplication(application.region, application.resident));
  return OpenRequestExistsError(open.has_value() ? NameOf(*open) : "");
}

absl::Status Tx::UpdateApplication(const CardApplication& application) {
  mysql::Param prefix = std::nullopt;
  mysql::Param width = std::nullopt;
  mysql::Param number = std::nullopt;
  if (application.serial.has_value()) {
    prefix = application.serial->prefix;
    width = application.serial->width;
    number = application.serial->number;
  }
  return transaction_
      .Execute(kUpdateApplication,
               {Name(application.state), prefix, width, number, application.print_date,
                application.delivery_date, application.expire_date, application.cancel_cause,
                application.version, OpenResident(application), application.region, application.id})
      .status();
}

}  // namespace dukcapil::inventory
