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

absl::StatusOr<Decision> DecisionFromRow(const mysql::Row& row) {
  Decision decision;
  ASSIGN_OR_RETURN(decision.outcome, Known(ParseOutcome(row.String(8))));
  decision.rule = row.String(9);
  decision.policy_region = row.String(10);
  decision.policy_id = row.String(11);
  ASSIGN_OR_RETURN(decision.level, Known(ParseStockLevel(row.String(12))));
  decision.available = row.Int(13);
  decision.protected_stock = row.Int(14);
  decision.floor_stock = row.Int(15);
  ASSIGN_OR_RETURN(decision.interim_document, Known(ParseInterimDocument(row.String(16))));
  decision.promised_by_date = row.OptionalDate(17);
  decision.decision_time = row.Time(18);
  decision.priority = static_cast<int>(row.Int(19));
  decision.legal_basis = row.OptionalString(30).value_or("");
  return decision;
}

}  // namespace

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
  ASSIGN_OR_RETURN(application.decision, DecisionFromRow(row));
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
