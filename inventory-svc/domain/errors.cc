#include "inventory-svc/domain/errors.h"

#include "absl/strings/str_cat.h"
#include "platform/status/error.h"

namespace dukcapil::inventory {
namespace {

absl::Status Failed(absl::string_view reason, absl::string_view message,
                    std::vector<std::pair<std::string, std::string>> metadata = {}) {
  return MakeError(absl::StatusCode::kFailedPrecondition, reason, message, std::move(metadata));
}

absl::Status WrongState(absl::string_view reason, absl::string_view wanted, absl::string_view state) {
  return Failed(reason, absl::StrCat("the card request is ", state, ", not ", wanted),
                {{"state", std::string(state)}});
}

absl::Status AboutBlank(absl::string_view reason, const Serial& serial, absl::string_view account,
                        absl::string_view what) {
  return Failed(reason, absl::StrCat("blank ", FormatSerial(serial), " ", what),
                {{"serial", FormatSerial(serial)}, {"account", std::string(account)}});
}

absl::Status AboutMovement(absl::string_view reason, absl::string_view movement, absl::string_view message) {
  return Failed(reason, message, {{"movement", std::string(movement)}});
}

}  // namespace

absl::Status LocationExistsError(absl::string_view location_name) {
  return MakeError(absl::StatusCode::kAlreadyExists, "LOCATION_EXISTS",
                   absl::StrCat(location_name, " exists already"));
}

absl::Status DocumentNumberTakenError(absl::string_view document_number) {
  return MakeError(absl::StatusCode::kAlreadyExists, "DOCUMENT_NUMBER_TAKEN",
                   "a paper of the same series and year has this document number",
                   {{"document_number", std::string(document_number)}});
}

absl::Status BlankKnownError(const Serial& serial, absl::string_view account) {
  return Failed("BLANK_KNOWN", absl::StrCat("blank ", FormatSerial(serial), " was received before"),
                {{"serial", FormatSerial(serial)}, {"account", std::string(account)}});
}

absl::Status BlankNotAtLocationError(const Serial& serial) {
  return Failed("BLANK_NOT_AT_LOCATION",
                absl::StrCat("blank ", FormatSerial(serial), " is not on hand at the location"),
                {{"serial", FormatSerial(serial)}});
}

absl::Status StockReservedError() {
  return Failed("STOCK_RESERVED",
                "what would be left on hand is less than what is promised to card requests");
}

absl::Status BlankNotInAccountError(const Serial& serial, absl::string_view account) {
  return AboutBlank("BLANK_NOT_IN_ACCOUNT", serial, account, absl::StrCat("is not in ", account));
}

absl::Status BlankNotInTransitError(const Serial& serial) {
  return Failed("BLANK_NOT_IN_TRANSIT",
                absl::StrCat("blank ", FormatSerial(serial), " is not in transit under this transfer"),
                {{"serial", FormatSerial(serial)}});
}

absl::Status BlankElsewhereError(const Serial& serial, absl::string_view account) {
  return AboutBlank(
      "BLANK_ELSEWHERE", serial, account,
      account.empty() ? "was counted but never received" : absl::StrCat("was counted but was in ", account));
}

absl::Status BlankMovedOnError(const Serial& serial, absl::string_view account) {
  return AboutBlank("BLANK_MOVED_ON", serial, account, absl::StrCat("has moved on to ", account));
}

absl::Status SamePersonError(absl::string_view movement_name) {
  return AboutMovement("SAME_PERSON", movement_name, "who entered it cannot confirm it");
}

absl::Status NotConfirmableError(absl::string_view movement_name) {
  return AboutMovement("NOT_CONFIRMABLE", movement_name, "only transfers and counts are confirmed");
}

absl::Status AlreadyConfirmedError(absl::string_view confirmation_name) {
  return AboutMovement("ALREADY_CONFIRMED", confirmation_name, "it was confirmed before");
}

absl::Status AlreadyReversedError(absl::string_view reversal_name) {
  return AboutMovement("ALREADY_REVERSED", reversal_name, "it was reversed before");
}

absl::Status ReversalOfReversalError(absl::string_view movement_name) {
  return AboutMovement("REVERSAL_OF_REVERSAL", movement_name, "a reversal is not reversed: enter it anew");
}

absl::Status IssueNotReversibleError(absl::string_view movement_name) {
  return AboutMovement("ISSUE_NOT_REVERSIBLE", movement_name, "a printed card stays printed");
}

absl::Status CountDiffersError(absl::string_view movement_name, std::int64_t expected, std::int64_t counted) {
  return Failed("COUNT_DIFFERS", "the count differs from the ledger: count again by serial",
                {{"movement", std::string(movement_name)},
                 {"expected", absl::StrCat(expected)},
                 {"counted", absl::StrCat(counted)}});
}

absl::Status OpenRequestExistsError(absl::string_view card_application_name) {
  return Failed("OPEN_REQUEST_EXISTS", "the resident has an open card request",
                {{"card_application", std::string(card_application_name)}});
}

absl::Status ResidentNotHereError() {
  return Failed("RESIDENT_NOT_HERE", "the resident does not live in the regency");
}

absl::Status RecordingBlockedError() {
  return Failed("RECORDING_BLOCKED", "the resident's recording is blocked at the centre");
}

absl::Status RecordingNotPrintReadyError() {
  return Failed("RECORDING_NOT_PRINT_READY", "the resident's recording is not print-ready");
}

absl::Status FirstCardExistsError() {
  return Failed("FIRST_CARD_EXISTS", "the resident has had a first card");
}

absl::Status NotReservedError(absl::string_view state) {
  return WrongState("NOT_RESERVED", "RESERVED", state);
}
absl::Status NotPrintedError(absl::string_view state) {
  return WrongState("NOT_PRINTED", "PRINTED", state);
}
absl::Status NotOpenError(absl::string_view state) {
  return WrongState("NOT_OPEN", "RESERVED or WAITLISTED", state);
}

absl::Status NotYetObligedError() {
  return Failed("NOT_YET_OBLIGED", "the resident is not obliged to hold a card on that day");
}

absl::Status NotLapsedError() {
  return Failed("NOT_LAPSED", "the reservation still holds");
}

absl::Status WatchDeniedError() {
  return MakeError(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED",
                   "the caller may not watch card applications");
}

absl::Status WrongStateError(absl::string_view request_name, absl::string_view state,
                             absl::string_view wanted) {
  return Failed("WRONG_STATE", absl::StrCat("the stock request is ", state, ", not ", wanted),
                {{"stock_request", std::string(request_name)},
                 {"state", std::string(state)},
                 {"wanted", std::string(wanted)}});
}

absl::Status ApprovalExceedsRequestError(absl::string_view request_name, std::int64_t asked,
                                         std::int64_t approved) {
  return Failed("APPROVAL_EXCEEDS_REQUEST", "more cannot be approved than was asked for",
                {{"stock_request", std::string(request_name)},
                 {"asked", absl::StrCat(asked)},
                 {"approved", absl::StrCat(approved)}});
}

absl::Status ShipmentExceedsApprovalError(absl::string_view request_name, std::int64_t approved,
                                          std::int64_t shipped, std::int64_t quantity) {
  return Failed("SHIPMENT_EXCEEDS_APPROVAL", "more cannot be shipped than was approved",
                {{"stock_request", std::string(request_name)},
                 {"approved", absl::StrCat(approved)},
                 {"shipped", absl::StrCat(shipped)},
                 {"quantity", absl::StrCat(quantity)}});
}

absl::Status SerialShippedBeforeError(const Serial& serial, absl::string_view shipment_name) {
  return Failed("SERIAL_SHIPPED_BEFORE",
                absl::StrCat("blank ", FormatSerial(serial), " is in another shipment"),
                {{"shipment", std::string(shipment_name)}, {"serial", FormatSerial(serial)}});
}

absl::Status ShipmentReceivedError(absl::string_view shipment_name) {
  return Failed("SHIPMENT_RECEIVED", "the shipment has arrived, nothing of it is missing",
                {{"shipment", std::string(shipment_name)}});
}

absl::Status PolicyIncompleteError() {
  return Failed("POLICY_INCOMPLETE", "no issuance policy in force provides for this request");
}

absl::Status NoOverrideError() {
  return Failed("NO_OVERRIDE", "no override of the stock mode is in force");
}

absl::Status PolicyDateTakenError(absl::string_view policy_name) {
  return MakeError(absl::StatusCode::kAlreadyExists, "POLICY_DATE_TAKEN",
                   "another policy of the regency takes effect on that day",
                   {{"issuance_policy", std::string(policy_name)}});
}

absl::Status PolicyTookEffectError(absl::string_view policy_name, absl::CivilDay effective_date) {
  return MakeError(absl::StatusCode::kFailedPrecondition, "POLICY_TOOK_EFFECT",
                   "the policy has taken effect, decisions rest on it: enter another one to change it",
                   {{"issuance_policy", std::string(policy_name)},
                    {"effective_date", absl::FormatCivilTime(effective_date)}});
}

absl::Status SisterAwayError(absl::string_view sister) {
  return MakeError(absl::StatusCode::kUnavailable, "SISTER_AWAY",
                   absl::StrCat(sister, " does not answer; retry after a moment"),
                   {{"service", std::string(sister)}});
}

absl::Status UnknownStoredValueError(absl::string_view what) {
  return absl::InternalError(absl::StrCat("a stored ", what, " is unknown to this version"));
}

}  // namespace dukcapil::inventory
