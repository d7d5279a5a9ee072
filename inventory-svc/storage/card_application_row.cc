#include "inventory-svc/storage/card_application_row.h"

#include "inventory-svc/domain/errors.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

template <class E>
absl::StatusOr<E> KnownValue(const std::optional<E>& value) {
  if (!value.has_value()) return UnknownStoredValueError("card request");
  return *value;
}

mysql::Param NameOrNull(const std::optional<StockLevel>& level) {
  if (!level.has_value()) return std::nullopt;
  return Name(*level);
}

mysql::Param PromisedBy(const std::optional<WaitPromise>& promise) {
  if (!promise.has_value()) return std::nullopt;
  return promise->date;
}

// Nothing where it was not kept.
absl::StatusOr<std::optional<DecisionFacts>> SeenFromRow(const mysql::Row& row, int first) {
  if (row.IsNull(first)) return std::nullopt;
  DecisionFacts seen;
  seen.available_in_regency = row.Int(first);
  ASSIGN_OR_RETURN(seen.forecast_level, KnownValue(ParseStockLevel(row.String(first + 1))));
  seen.print_ready = row.Int(first + 2) != 0;
  seen.has_first_card = row.Int(first + 3) != 0;
  if (!row.IsNull(first + 4)) {
    ASSIGN_OR_RETURN(seen.override_level, KnownValue(ParseStockLevel(row.String(first + 4))));
  }
  return seen;
}

}  // namespace

mysql::Param OpenResident(const CardApplication& application) {
  if (!IsOpen(application.state)) return std::nullopt;
  return application.resident;
}

void AppendDecision(const Decision& decision, std::vector<mysql::Param>& row) {
  row.insert(row.end(), {Name(decision.outcome), decision.rule, decision.policy_region, decision.policy_id,
                         Name(decision.level), decision.available, decision.protected_stock,
                         decision.floor_stock, Name(decision.interim_document), PromisedBy(decision.promise),
                         decision.decision_time, decision.priority});
  if (decision.seen.has_value()) {
    const DecisionFacts& seen = *decision.seen;
    row.insert(row.end(), {seen.available_in_regency, Name(seen.forecast_level), seen.print_ready,
                           seen.has_first_card, NameOrNull(seen.override_level)});
  } else {
    row.insert(row.end(), 5, std::nullopt);
  }
  row.emplace_back(decision.interim_until_date);
  if (decision.promise.has_value()) {
    const WaitPromise& promise = *decision.promise;
    row.insert(row.end(), {Name(promise.basis), promise.ahead, promise.arriving});
  } else {
    row.insert(row.end(), 3, std::nullopt);
  }
}

std::vector<mysql::Param> ApplicationParams(const CardApplication& application) {
  std::vector<mysql::Param> row = {application.region,           application.id,
                                   application.resident,         Name(application.reason),
                                   application.evidence_number,  application.location,
                                   application.application_date, Name(application.state)};
  AppendDecision(application.decision, row);
  row.insert(row.end(), {application.obliged_date, application.expire_date, application.cancel_cause,
                         application.version, application.create_time, OpenResident(application),
                         application.asked_for().code});
  return row;
}

absl::StatusOr<Decision> DecisionFromRow(const mysql::Row& row, int first) {
  Decision decision;
  ASSIGN_OR_RETURN(decision.outcome, KnownValue(ParseOutcome(row.String(first))));
  decision.rule = row.String(first + 1);
  decision.policy_region = row.String(first + 2);
  decision.policy_id = row.String(first + 3);
  ASSIGN_OR_RETURN(decision.level, KnownValue(ParseStockLevel(row.String(first + 4))));
  decision.available = row.Int(first + 5);
  decision.protected_stock = row.Int(first + 6);
  decision.floor_stock = row.Int(first + 7);
  ASSIGN_OR_RETURN(decision.interim_document, KnownValue(ParseInterimDocument(row.String(first + 8))));
  decision.decision_time = row.Time(first + 10);
  decision.priority = static_cast<int>(row.Int(first + 11));
  ASSIGN_OR_RETURN(decision.seen, SeenFromRow(row, first + 12));
  decision.interim_until_date = row.OptionalDate(first + 17);
  if (!row.IsNull(first + 18)) {
    WaitPromise& promise = decision.promise.emplace();
    ASSIGN_OR_RETURN(promise.basis, KnownValue(ParsePromiseBasis(row.String(first + 18))));
    promise.date = row.OptionalDate(first + 9);
    promise.ahead = row.OptionalInt(first + 19);
    promise.arriving = row.Int(first + 20);
  }
  decision.legal_basis = row.OptionalString(first + 21).value_or("");
  decision.label_id = row.OptionalString(first + 22).value_or("");
  decision.label_en = row.OptionalString(first + 23).value_or("");
  return decision;
}

absl::StatusOr<CardApplication> ApplicationFromRow(const mysql::Row& row) {
  constexpr int kDecision = 8;
  constexpr int kRest = kDecision + kDecisionColumns;
  CardApplication application;
  application.region = row.String(0);
  application.id = row.String(1);
  application.resident = row.String(2);
  ASSIGN_OR_RETURN(application.reason, KnownValue(ParseReason(row.String(3))));
  application.evidence_number = row.String(4);
  application.location = row.String(5);
  application.application_date = row.Date(6);
  ASSIGN_OR_RETURN(application.state, KnownValue(ParseApplicationState(row.String(7))));
  ASSIGN_OR_RETURN(application.decision, DecisionFromRow(row, kDecision));
  application.obliged_date = row.OptionalDate(kRest);
  if (!row.IsNull(kRest + 3)) {
    application.serial =
        Serial{row.String(kRest + 1), static_cast<int>(row.Int(kRest + 2)), row.Int(kRest + 3)};
  }
  application.print_date = row.OptionalDate(kRest + 4);
  application.delivery_date = row.OptionalDate(kRest + 5);
  application.expire_date = row.OptionalDate(kRest + 6);
  application.cancel_cause = row.String(kRest + 7);
  application.version = row.Int(kRest + 8);
  application.create_time = row.Time(kRest + 9);
  application.reason_code = row.String(kRest + 10);
  return application;
}

}  // namespace dukcapil::inventory
