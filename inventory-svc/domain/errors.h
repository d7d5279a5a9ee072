// Every distinct error of the service: one named factory each, with a stable reason.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "inventory-svc/domain/serial.h"

namespace dukcapil::inventory {

// ALREADY_EXISTS LOCATION_EXISTS.
absl::Status LocationExistsError(absl::string_view location_name);
// ALREADY_EXISTS DOCUMENT_NUMBER_TAKEN; metadata `document_number`.
absl::Status DocumentNumberTakenError(absl::string_view document_number);

// FAILED_PRECONDITION BLANK_KNOWN: received already; metadata `serial` and `account`.
absl::Status BlankKnownError(const Serial& serial, absl::string_view account);
// FAILED_PRECONDITION BLANK_NOT_AT_LOCATION: unknown, elsewhere or used; metadata `serial`.
absl::Status BlankNotAtLocationError(const Serial& serial);
// FAILED_PRECONDITION STOCK_RESERVED: what would be left is promised to card requests.
absl::Status StockReservedError();

// FAILED_PRECONDITION OPEN_REQUEST_EXISTS; metadata `card_application`.
absl::Status OpenRequestExistsError(absl::string_view card_application_name);
// FAILED_PRECONDITION RESIDENT_NOT_HERE: dead or living elsewhere.
absl::Status ResidentNotHereError();
// FAILED_PRECONDITION NOT_RESERVED, NOT_PRINTED, NOT_OPEN; metadata `state`.
absl::Status NotReservedError(absl::string_view state);
absl::Status NotPrintedError(absl::string_view state);
absl::Status NotOpenError(absl::string_view state);
// FAILED_PRECONDITION NOT_YET_OBLIGED: before the 17th birthday or marriage.
absl::Status NotYetObligedError();

// FAILED_PRECONDITION NOT_LAPSED: the reservation still holds.
absl::Status NotLapsedError();

// FAILED_PRECONDITION POLICY_INCOMPLETE: no issuance policy in force provides for the request.
absl::Status PolicyIncompleteError();
// UNAVAILABLE SISTER_AWAY: `sister` does not answer; metadata `service`.
absl::Status SisterAwayError(absl::string_view sister);
// INTERNAL: a stored value this binary does not know, `what` names its kind.
absl::Status UnknownStoredValueError(absl::string_view what);

}  // namespace dukcapil::inventory
