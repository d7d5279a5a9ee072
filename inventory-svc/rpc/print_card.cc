#include <algorithm>

#include "absl/strings/str_cat.h"
#include "inventory-svc/domain/blank_range.h"
#include "inventory-svc/domain/errors.h"
#include "inventory-svc/domain/promotion.h"
#include "inventory-svc/rpc/change_application.h"
#include "inventory-svc/rpc/handlers.h"
#include "inventory-svc/rpc/register_facts.h"
#include "platform/civil_date/civil_date.h"
#include "platform/crypto/uuid.h"

namespace dukcapil::inventory {
namespace {

constexpr int kMaximumSpoiledPrints = 20;

struct Printing {
  std::optional<Serial> serial;  // nothing: all spoiled
  std::vector<SerialRange> spoiled;
  std::optional<SpoilageCause> cause;
  absl::CivilDay date;
  std::string team;  // id, where it was printed in the field

  // Where the blanks were.
  std::string Holder(const CardApplication& application) const {
    return team.empty() ? LocationAccount(application.location) : TeamAccount(team);
  }
};

std::vector<SerialRange> ReadSpoiled(const v1::PrintCardRequest& request, const std::optional<Serial>& used,
                                     Violations& violations) {
  std::vector<SerialRange> spoiled;
  if (request.spoiled_serials_size() > kMaximumSpoiledPrints) {
    violations.Add("spoiled_serials", "TOO_MANY", "must be at most 20");
    return spoiled;
  }
  for (int i = 0; i < request.spoiled_serials_size(); ++i) {
    const auto serial =
        ParseSerialField(request.spoiled_serials(i), absl::StrCat("spoiled_serials[", i, "]"), violations);
    if (serial.has_value()) spoiled.push_back(RangeOf(*serial));
    if (serial.has_value() && serial == used) {
      violations.Add(absl::StrCat("spoiled_serials[", i, "]"), "USED", "must not be the serial used");
    }
  }
  if (FindOverlap(spoiled).has_value())
    violations.Add("spoiled_serials", "OVERLAP", "must not name a blank twice");
  return spoiled;
}

Printing ReadPrinting(const v1::PrintCardRequest& request, const std::string& regency, absl::CivilDay today,
                      Violations& violations) {
  Printing printing;
  if (!request.team().empty()) {
    printing.team = ParseSibling(request.team(), "teams", false, regency, "team", violations);
  }
  if (!request.serial().empty() || request.spoiled_serials().empty()) {
    printing.serial = ParseSerialField(request.serial(), "serial", violations);
  }
  printing.spoiled = ReadSpoiled(request, printing.serial, violations);
  printing.cause = FromProto(request.spoilage_cause());
  if (!printing.spoiled.empty() && !printing.cause.has_value()) {
    violations.Add("spoilage_cause", "UNKNOWN_VALUE", "must be a known cause where serials are spoiled");
  }
  printing.date = OptionalFromProto(request.has_print_date(), request.print_date(), "print_date", violations)
                      .value_or(today);
  CheckNotAfter(printing.date, today, "print_date", violations);
  return printing;
}

Movement NewMovement(const CardApplication& application, const Printing& printing, const Call& call,
                     absl::Time now, MovementKind kind) {
  Movement movement;
  movement.id = NewUuid();
  movement.kind = kind;
  movement.occurred_date = printing.date;
  movement.location = application.location;
  movement.card_application = application.id;
  movement.actor = call.caller.subject;
  movement.recorded_time = now;
  return movement;
}

Movement IssueOf(const CardApplication& application, const Printing& printing, const Call& call,
                 absl::Time now) {
  Movement movement = NewMovement(application, printing, call, now, MovementKind::kIssue);
  movement.document_number = IssueDocumentNumber(application.id);
  movement.postings = PostIssue(printing.Holder(application), *printing.serial);
  return movement;
}

Movement SpoilageOf(const CardApplication& application, const Printing& printing, const Call& call,
                    absl::Time now) {
  Movement movement = NewMovement(application, printing, call, now, MovementKind::kSpoilage);
  movement.document_number = PrintSpoilageDocumentNumber(application.id, application.version);
  movement.cause = printing.cause;
  movement.postings = PostSpoilage(printing.Holder(application), printing.spoiled);
  return movement;
}

// The balance that the card is promised from, locked, and what the team carries where it is printed with it.
absl::StatusOr<std::optional<Balance>> LockHolder(Tx& tx, const CardApplication& application,
                                                  const Printing& printing, const Movement& movement) {
  ASSIGN_OR_RETURN(auto balance, tx.LockBalance(application.region, application.location));
  if (!printing.team.empty()) {
    RETURN_IF_ERROR(tx.LockAccounts(application.region, movement.postings).status());
  }
  return balance;
}

absl::Status MoveAndPost(Tx& tx, const std::string& regency, const Movement& movement, std::int64_t reserved,
                         const std::string& request_id, std::string& lot) {
  const Posting& posting = movement.postings[0];
  ASSIGN_OR_RETURN(lot, tx.MoveBlanks(regency, posting.serials, posting.from, posting.to));
  RETURN_IF_ERROR(
      tx.ChangeBalance(regency, movement.location, DeltaOf(movement.postings, movement.location), reserved));
  return tx.InsertMovement(regency, movement, request_id);
}

// The register, as known here now, lets the card be printed; from when on the resident is obliged is taken
// from it, too. Nothing is held against requests of before the register was followed.
absl::Status CheckFacts(Tx& tx, const FactsToPrintBy& seen, absl::CivilDay day,
                        CardApplication& application) {
  if (application.state != ApplicationState::kReserved) return NotReservedError(Name(application.state));
  std::optional<ResidentFacts> facts;
  if (seen.asked.has_value()) {
    ASSIGN_OR_RETURN(facts, tx.KeepAsked({application.region, application.resident, *seen.asked}));
  } else {
    ASSIGN_OR_RETURN(facts, tx.FindFacts(application.region, application.resident));
  }
  if (!facts.has_value()) return absl::OkStatus();
  application.obliged_date = facts->eligibility.obliged_date;
  return CheckPrintable(*facts, application.reason, day);
}

// Every blank taken spoiled: the request keeps its reservation where another one is available; else it gives
// it up and waits at the head of the waitlist.
absl::Status SpoilOnly(Inventory& app, const Call& call, Tx& tx, const Printing& printing, absl::Time now,
                       CardApplication& application) {
  if (application.state != ApplicationState::kReserved) return NotReservedError(Name(application.state));
  const std::string regency = application.region;
  const Movement spoilage = SpoilageOf(application, printing, call, now);
  ASSIGN_OR_RETURN(const auto balance, LockHolder(tx, application, printing, spoilage));
  // What a team carries was promised to nobody.
  const bool is_left = !printing.team.empty() ||
                       (balance.has_value() && balance->available() >= spoilage.postings[0].quantity);
  std::string lot;
  RETURN_IF_ERROR(MoveAndPost(tx, regency, spoilage, is_left ? 0 : -1, call.request_id, lot));
  if (is_left) {
    ++application.version;
    return absl::OkStatus();
  }
  const absl::CivilDay today = app.clock.Today();
  ASSIGN_OR_RETURN(IssuancePolicy policy, tx.PolicyForAgain(application, today));
  ASSIGN_OR_RETURN(DecisionInputs inputs,
                   tx.InputsAt(regency, application.location, std::move(policy), today, now));
  ASSIGN_OR_RETURN(const Promotion again, PutAtHead(application, std::move(inputs), today));
  RETURN_IF_ERROR(tx.SaveDecidedAgain({again}));
  application = again.application;
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::CardApplication> PrintCard(Inventory& app, const Call& call,
                                              const v1::PrintCardRequest& request) {
  Violations violations;
  const ChildName name = ParseChild(request.name(), "cardApplications", /*uuid=*/true, violations);
  const Printing printing = ReadPrinting(request, name.regency, app.clock.Today(), violations);
  RETURN_IF_ERROR(violations.ToStatus());
  const absl::Time now = app.clock.Now();
  FactsToPrintBy facts;
  if (printing.serial.has_value()) {
    ASSIGN_OR_RETURN(facts, SeeFactsToPrintBy(app, call, name.regency, name.id));
  }
  const auto print = [&](Tx& tx, CardApplication& application, std::string& warning) -> absl::Status {
    if (!printing.serial.has_value()) return SpoilOnly(app, call, tx, printing, now, application);
    RETURN_IF_ERROR(CheckFacts(tx, facts, printing.date, application));
    RETURN_IF_ERROR(Print(*printing.serial, printing.date, application));
    warning = facts.warning;
    const Movement issue = IssueOf(application, printing, call, now);
    RETURN_IF_ERROR(LockHolder(tx, application, printing, issue).status());
    ASSIGN_OR_RETURN(const std::string oldest, tx.OldestLot(name.regency, printing.Holder(application)));
    std::string lot;
    RETURN_IF_ERROR(MoveAndPost(tx, name.regency, issue, -1, call.request_id, lot));
    if (lot != oldest) {
      absl::StrAppend(&warning, warning.empty() ? "" : "; ", "the card is not from the oldest lot at hand");
    }
    RETURN_IF_ERROR(tx.InsertUsedBlank(name.regency, *printing.serial, application.id));
    if (printing.spoiled.empty()) return absl::OkStatus();
    return MoveAndPost(tx, name.regency, SpoilageOf(application, printing, call, now), 0, call.request_id,
                       lot);
  };
  const char* const kind = printing.serial.has_value() ? "CARD_PRINTED" : "CARD_SPOILED";
  return ChangeApplication(app, call, name, request.etag(), kind, print);
}

}  // namespace dukcapil::inventory
