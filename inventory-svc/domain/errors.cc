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

}  // namespace

absl::Status LocationExistsError(absl::string_view location_name) {
  return MakeError(absl::StatusCode::kAlreadyExists, "LOCATION_EXISTS",
                   absl::StrCat(location_name, " exists already"));
}

absl::Status DocumentNumberTakenError(absl::string_view document_number) {
  return MakeError(absl::StatusCode::kAlreadyExists, "DOCUMENT_NUMBER_TAKEN",
                   "another movement of the regency has this document number",
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

absl::Status OpenRequestExistsError(absl::string_view card_application_name) {
  return Failed("OPEN_REQUEST_EXISTS", "the resident has an open card request",
                {{"card_application", std::string(card_application_name)}});
}

absl::Status ResidentNotHereError() {
  return Failed("RESIDENT_NOT_HERE", "the resident does not live in the regency");
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

absl::Status PolicyIncompleteError() {
  return Failed("POLICY_INCOMPLETE", "no issuance policy in force provides for this request");
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
