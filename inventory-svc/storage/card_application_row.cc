#include "inventory-svc/storage/card_application_row.h"

#include "inventory-svc/domain/errors.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

template <class E>
absl::StatusOr<E> Known(const std::optional<E>& value) {
  if (!value.has_value()) return UnknownStoredValueError("card request");
  return *value;
}

}  // namespace

mysql::Param OpenResident(const CardApplication& application) {
  if (!IsOpen(application.state)) return std::nullopt;
  return application.resident;
}

void AppendDecision(const Decision& decision, std::vector<mysql::Param>& row) {
  row.insert(row.end(), {Name(decision.outcome), decision.rule, decision.policy_region, decision.policy_id,
                         Name(decision.level), decision.available, decision.protected_stock,
                         decision.floor_stock, Name(decision.interim_document), decision.promised_by_date,
                         decision.decision_time, decision.priority});
}

std::vector<mysql::Param> ApplicationParams(const CardApplication& application) {
  std::vector<mysql::Param> row = {application.region,           application.id,
                                   application.resident,         Name(application.reason),
                                   application.evidence_number,  application.location,
                                   application.application_date, Name(application.state)};
  AppendDecision(application.decision, row);
  row.insert(row.end(), {application.obliged_date, application.expire_date, application.cancel_cause,
                         application.version, application.create_time, OpenResident(application)});
  return row;
}

absl::StatusOr<Decision> DecisionFromRow(const mysql::Row& row, int first, int basis) {
  Decision decision;
  ASSIGN_OR_RETURN(decision.outcome, Known(ParseOutcome(row.String(first))));
  decision.rule = row.String(first + 1);
  decision.policy_region = row.String(first + 2);
  decision.policy_id = row.String(first + 3);
  ASSIGN_OR_RETURN(decision.level, Known(ParseStockLevel(row.String(first + 4))));
  decision.available = row.Int(first + 5);
  decision.protected_stock = row.Int(first + 6);
  decision.floor_stock = row.Int(first + 7);
  ASSIGN_OR_RETURN(decision.interim_document, Known(ParseInterimDocument(row.String(first + 8))));
  decision.promised_by_date = row.OptionalDate(first + 9);
  decision.decision_time = row.Time(first + 10);
  decision.priority = static_cast<int>(row.Int(first + 11));
  decision.legal_basis = row.OptionalString(basis).value_or("");
  return decision;
}

absl::StatusOr<CardApplication> ApplicationFromRow(const mysql::Row& row) {
  CardApplication application;
  application.region = row.String(0);
  application.id = row.String(1);
  application.resident = row.String(2);
  ASSIGN_OR_RETURN(application.reason, Known(ParseReason(row.String(3))));
  application.evidence_number = row.String(4);
  application.location = row.String(5);
  application.application_date = row.Date(6);
  ASSIGN_OR_RETURN(application.state, Known(ParseApplicationState(row.String(7))));
  ASSIGN_OR_RETURN(application.decision, DecisionFromRow(row, 8, 30));
  application.obliged_date = row.OptionalDate(20);
  if (!row.IsNull(23)) {
    application.serial = Serial{row.String(21), static_cast<int>(row.Int(22)), row.Int(23)};
  }
  application.print_date = row.OptionalDate(24);
  application.delivery_date = row.OptionalDate(25);
  application.expire_date = row.OptionalDate(26);
  application.cancel_cause = row.String(27);
  application.version = row.Int(28);
  application.create_time = row.Time(29);
  return application;
}

}  // namespace dukcapil::inventory
