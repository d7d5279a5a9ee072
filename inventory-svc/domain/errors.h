// Every distinct error of the service: one named factory each, with a stable reason.
#pragma once

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "inventory-svc/domain/serial.h"

namespace dukcapil::inventory {

// ALREADY_EXISTS LOCATION_EXISTS.
absl::Status LocationExistsError(absl::string_view location_name);
// ALREADY_EXISTS DOCUMENT_NUMBER_TAKEN, in its series and year; metadata `document_number`.
absl::Status DocumentNumberTakenError(absl::string_view document_number);

// FAILED_PRECONDITION BLANK_KNOWN: received already; metadata `serial` and `account`.
absl::Status BlankKnownError(const Serial& serial, absl::string_view account);
// FAILED_PRECONDITION BLANK_NOT_AT_LOCATION: unknown, elsewhere or used; metadata `serial`.
absl::Status BlankNotAtLocationError(const Serial& serial);
// FAILED_PRECONDITION STOCK_RESERVED: what would be left is promised to card requests.
absl::Status StockReservedError();

// FAILED_PRECONDITION BLANK_NOT_IN_ACCOUNT: it is not in `account`; metadata `serial` and `account`.
absl::Status BlankNotInAccountError(const Serial& serial, absl::string_view account);
// FAILED_PRECONDITION BLANK_NOT_IN_TRANSIT: it is not among what the transfer sent and has not arrived;
// metadata `serial`.
absl::Status BlankNotInTransitError(const Serial& serial);
// FAILED_PRECONDITION BLANK_ELSEWHERE: counted where, by the ledger, it was not; metadata `serial` and
// `account`, empty where it was never received.
absl::Status BlankElsewhereError(const Serial& serial, absl::string_view account);
// FAILED_PRECONDITION BLANK_MOVED_ON: what is to be reversed has moved since; metadata `serial` and
// `account`, where it is now.
absl::Status BlankMovedOnError(const Serial& serial, absl::string_view account);

// PERMISSION_DENIED: card applications are not for this caller to watch.
absl::Status WatchDeniedError();

// Of confirming and reversing. All FAILED_PRECONDITION, metadata `movement`.
absl::Status SamePersonError(absl::string_view movement_name);            // SAME_PERSON
absl::Status NotConfirmableError(absl::string_view movement_name);        // NOT_CONFIRMABLE
absl::Status AlreadyConfirmedError(absl::string_view confirmation_name);  // ALREADY_CONFIRMED
absl::Status AlreadyReversedError(absl::string_view reversal_name);       // ALREADY_REVERSED
absl::Status ReversalOfReversalError(absl::string_view movement_name);    // REVERSAL_OF_REVERSAL
absl::Status IssueNotReversibleError(absl::string_view movement_name);    // ISSUE_NOT_REVERSIBLE
absl::Status CountDiffersError(absl::string_view movement_name,           // COUNT_DIFFERS; also `expected`
                               std::int64_t expected, std::int64_t counted);  // and `counted`

// FAILED_PRECONDITION OPEN_REQUEST_EXISTS; metadata `card_application`.
absl::Status OpenRequestExistsError(absl::string_view card_application_name);
// FAILED_PRECONDITION RESIDENT_NOT_HERE: dead or living elsewhere.
absl::Status ResidentNotHereError();
// FAILED_PRECONDITION RECORDING_BLOCKED: found to be a double, or being decided on at the centre.
absl::Status RecordingBlockedError();
// FAILED_PRECONDITION RECORDING_NOT_PRINT_READY: not found unique yet, or not any more.
absl::Status RecordingNotPrintReadyError();
// FAILED_PRECONDITION FIRST_CARD_EXISTS: the resident got a first card meanwhile.
absl::Status FirstCardExistsError();
// FAILED_PRECONDITION NOT_RESERVED, NOT_PRINTED, NOT_OPEN; metadata `state`.
absl::Status NotReservedError(absl::string_view state);
absl::Status NotPrintedError(absl::string_view state);
absl::Status NotOpenError(absl::string_view state);
// FAILED_PRECONDITION NOT_YET_OBLIGED: before the 17th birthday or marriage.
absl::Status NotYetObligedError();

// FAILED_PRECONDITION NOT_LAPSED: the reservation still holds.
absl::Status NotLapsedError();

// Of stock requests. All FAILED_PRECONDITION, metadata `stock_request`.
// WRONG_STATE: it is in `state`, `wanted` names those that would do; metadata also `state` and `wanted`.
absl::Status WrongStateError(absl::string_view request_name, absl::string_view state,
                             absl::string_view wanted);
// APPROVAL_EXCEEDS_REQUEST; metadata also `asked` and `approved`.
absl::Status ApprovalExceedsRequestError(absl::string_view request_name, std::int64_t asked,
                                         std::int64_t approved);
// SHIPMENT_EXCEEDS_APPROVAL; metadata also `approved`, `shipped` (before) and `quantity`.
absl::Status ShipmentExceedsApprovalError(absl::string_view request_name, std::int64_t approved,
                                          std::int64_t shipped, std::int64_t quantity);
// Of shipments. All FAILED_PRECONDITION, metadata `shipment`.
// SERIAL_SHIPPED_BEFORE; metadata also `serial`.
absl::Status SerialShippedBeforeError(const Serial& serial, absl::string_view shipment_name);
// SHIPMENT_RECEIVED: nothing of it is missing any more.
absl::Status ShipmentReceivedError(absl::string_view shipment_name);

// FAILED_PRECONDITION POLICY_INCOMPLETE: no issuance policy in force provides for the request.
absl::Status PolicyIncompleteError();
// ALREADY_EXISTS POLICY_DATE_TAKEN: the regency has a policy for the day; metadata `issuance_policy`.
absl::Status PolicyDateTakenError(absl::string_view policy_name);
// FAILED_PRECONDITION POLICY_TOOK_EFFECT: decisions rest on it; metadata `effective_date`.
absl::Status PolicyTookEffectError(absl::string_view policy_name, absl::CivilDay effective_date);
// FAILED_PRECONDITION NO_OVERRIDE: the stock mode is not set by hand.
absl::Status NoOverrideError();
// UNAVAILABLE SISTER_AWAY: `sister` does not answer; metadata `service`.
absl::Status SisterAwayError(absl::string_view sister);
// INTERNAL: a stored value this binary does not know, `what` names its kind.
absl::Status UnknownStoredValueError(absl::string_view what);

}  // namespace dukcapil::inventory
