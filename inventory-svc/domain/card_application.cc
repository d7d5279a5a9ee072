#include "inventory-svc/domain/card_application.h"

#include "absl/strings/str_cat.h"
#include "inventory-svc/domain/enum_names.h"
#include "inventory-svc/domain/errors.h"
#include "platform/status/error.h"

namespace dukcapil::inventory {
namespace {

constexpr EnumName<ApplicationState> kApplicationStates[] = {
    {ApplicationState::kReserved, "RESERVED"},   {ApplicationState::kWaitlisted, "WAITLISTED"},
    {ApplicationState::kPrinted, "PRINTED"},     {ApplicationState::kDelivered, "DELIVERED"},
    {ApplicationState::kCancelled, "CANCELLED"}, {ApplicationState::kExpired, "EXPIRED"},
    {ApplicationState::kRejected, "REJECTED"}};

ApplicationState StateAfter(Outcome outcome) {
  switch (outcome) {
    case Outcome::kReserved:
      return ApplicationState::kReserved;
    case Outcome::kWaitlisted:
      return ApplicationState::kWaitlisted;
    case Outcome::kRejected:
      break;
  }
  return ApplicationState::kRejected;
}

void Move(ApplicationState state, CardApplication& application) {
  application.state = state;
  ++application.version;
}

}  // namespace

absl::string_view Name(ApplicationState state) {
  return NameIn(kApplicationStates, state);
}
std::optional<ApplicationState> ParseApplicationState(absl::string_view name) {
  return ParseIn(kApplicationStates, name);
}

bool IsOpen(ApplicationState state) {
  return state == ApplicationState::kReserved || state == ApplicationState::kWaitlisted ||
         state == ApplicationState::kPrinted;
}

std::string NameOf(const CardApplication& application) {
  return absl::StrCat("regions/", application.region, "/cardApplications/", application.id);
}

std::string EtagOf(const CardApplication& application) {
  return absl::StrCat("v", application.version);
}

void ApplyDecision(Decision decision, const IssuancePolicy& policy, absl::CivilDay from,
                   CardApplication& application) {
  application.state = StateAfter(decision.outcome);
  if (application.state == ApplicationState::kReserved) {
    application.expire_date = from + policy.reservation_days;
  }
  application.decision = std::move(decision);
}

absl::Status Print(const Serial& serial, absl::CivilDay print_date, CardApplication& application) {
  if (application.state != ApplicationState::kReserved) return NotReservedError(Name(application.state));
  if (print_date < application.application_date) {
    return InvalidField("print_date", "BEFORE_REQUEST", "must not be before the request");
  }
  if (!application.obliged_date.has_value() || print_date < *application.obliged_date)
    return NotYetObligedError();
  application.serial = serial;
  application.print_date = print_date;
  Move(ApplicationState::kPrinted, application);
  return absl::OkStatus();
}

absl::Status Deliver(absl::CivilDay delivery_date, CardApplication& application) {
  if (application.state != ApplicationState::kPrinted) return NotPrintedError(Name(application.state));
  if (application.print_date.has_value() && delivery_date < *application.print_date) {
    return InvalidField("delivery_date", "BEFORE_PRINTING", "must not be before the day of printing");
  }
  application.delivery_date = delivery_date;
  Move(ApplicationState::kDelivered, application);
  return absl::OkStatus();
}

absl::Status Expire(absl::CivilDay today, CardApplication& application) {
  if (application.state != ApplicationState::kReserved) return NotReservedError(Name(application.state));
  if (!application.expire_date.has_value() || today <= *application.expire_date) return NotLapsedError();
  Move(ApplicationState::kExpired, application);
  return absl::OkStatus();
}

absl::Status Cancel(absl::string_view cause, CardApplication& application) {
  if (application.state != ApplicationState::kReserved &&
      application.state != ApplicationState::kWaitlisted) {
    return NotOpenError(Name(application.state));
  }
  application.cancel_cause = std::string(cause);
  application.expire_date.reset();
  Move(ApplicationState::kCancelled, application);
  return absl::OkStatus();
}

void ReturnToWaitlist(CardApplication& application) {
  application.expire_date.reset();
  Move(ApplicationState::kWaitlisted, application);
}

}  // namespace dukcapil::inventory
