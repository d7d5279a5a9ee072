// What storage keeps and counts, beyond the structs of domain/.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "inventory-svc/domain/card_application.h"
#include "inventory-svc/domain/forecast/scatter.h"
#include "inventory-svc/domain/forecast/supply.h"
#include "inventory-svc/domain/ledger.h"
#include "inventory-svc/domain/resident_facts.h"
#include "inventory-svc/domain/stock_request.h"
#include "inventory-svc/domain/stock_summary.h"

namespace dukcapil::inventory {

enum class LocationKind { kOffice, kDistrictPrintPoint };

struct Location {
  std::string id;
  std::string display_name;
  LocationKind kind = LocationKind::kOffice;
  WeekCapacity capacity = {};
};

// Of one location, or all; on_hand = received + moved − issued − spoiled, reserved <= on_hand.
struct Balance {
  std::int64_t on_hand = 0;
  std::int64_t reserved = 0;
  std::int64_t received = 0;
  std::int64_t issued = 0;
  std::int64_t spoiled = 0;
  std::int64_t moved = 0;
  // The waitlist of the location is being served: what is available is its. Known of a locked balance only.
  bool promoting = false;

  std::int64_t available() const { return on_hand - reserved; }
};

// Which request of which regency.
struct ApplicationName {
  std::string regency;
  std::string id;
};

// One who asks for a card.
struct Applicant {
  ResidentFacts facts;
  std::string open_application;  // id; empty: none
  bool has_card = false;         // one was printed here, whatever for
};

// Who asks for a card where: what Store::Write is told, so that the first of a group reads for all.
struct Asking {
  std::string regency;
  std::string resident;
  std::string location;
};

// Cards of one shipment that follow each other.
struct ShippedRun {
  std::string regency;
  std::string shipment;  // id
  SerialRange cards;
};

// Which location of which regency.
struct LocationName {
  std::string regency;
  std::string location;

  bool operator<(const LocationName& other) const {
    return regency != other.regency ? regency < other.regency : location < other.location;
  }
};

struct LocationWithBalance {
  Location location;
  Balance balance;
};

// Where a blank is and, once issued, what for.
struct FoundBlank {
  std::string account;
  std::string lot;
  std::optional<CardApplication> application;
};

struct MovementFilter {
  std::string location;  // empty: any; likewise nothing for the others
  std::optional<MovementKind> kind;
  std::optional<absl::CivilDay> occurred_from;
  std::optional<absl::CivilDay> occurred_to;
  std::string account;
  bool unconfirmed = false;  // only transfers with blanks in transit, and counts that nothing followed
};

struct ApplicationFilter {
  std::optional<ApplicationState> state;
  std::optional<Reason> reason;
  std::string reason_code;
  std::string location;
  std::string resident;
  std::optional<absl::CivilDay> printed_before;
};

struct StockRequestFilter {
  std::optional<StockRequestState> state;
  bool differing = false;  // only those with a shipment that was received with a difference
};

// Recordings that outreach expected of its planned visits, as it told at `tell_time`, real time.
struct ExpectedRecordings {
  absl::Time tell_time;
  std::map<absl::CivilDay, double> by_day;
};

// Requests with no card yet, of one reason and age class.
struct PrintDebt {
  Reason reason = Reason::kFirstIssue;
  int minimum_age_days = 0;
  std::int64_t reserved = 0;
  std::int64_t waitlisted = 0;
  std::string reason_code;
};

// Requests made in a month, for one reason, by where they stand now.
struct ApplicationCount {
  absl::CivilMonth month;
  Reason reason = Reason::kFirstIssue;
  ApplicationState state = ApplicationState::kReserved;
  std::int64_t count = 0;
};

// What printing looked like over [from, to), and what is open.
struct PrintHistory {
  std::vector<PrintedDay> printed;  // the days on which something was, in order
  std::int64_t spoiled = 0;
  std::int64_t printed_on_to = 0;  // on the day `to` itself
  // Until `to`, included, of whom the register does not know a first card yet.
  std::int64_t first_issues_unknown_to_register = 0;
  std::int64_t open_lost_or_status_change = 0;
  std::int64_t open_replacements = 0;
};

// A law of the ledger that does not hold.
struct LedgerDifference {
  std::string check;
  std::string subject;
  std::int64_t expected = 0;
  std::int64_t stored = 0;
};

struct LedgerProof {
  std::int64_t movements = 0;
  std::int64_t blanks = 0;
  std::int64_t applications = 0;
  std::vector<LedgerDifference> differences;  // at most 100
  std::int64_t difference_count = 0;
};

}  // namespace dukcapil::inventory
