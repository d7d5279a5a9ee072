// What can be written, in one transaction. Locks are always taken in this order: facts of a resident,
// movement, stock request, card request, balances by location, other accounts, series, ranges by serial; a
// crossing order is a deadlock, which the database layer runs again.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "inventory-svc/domain/promotion.h"
#include "inventory-svc/storage/snapshot.h"
#include "platform/clock/clock.h"
#include "platform/mysql/database.h"

namespace dukcapil::inventory {

// What serving the waitlist needs beside the database.
struct WaitlistRules {
  Clock clock;
  // A request as readers of the change stream get it.
  std::function<std::string(const CardApplication&)> payload;
};

class Tx : public Snapshot {
 public:
  Tx(mysql::Transaction& transaction, PolicyCache& policies)
      : Snapshot(transaction, policies), transaction_(transaction) {}

  // ALREADY_EXISTS LOCATION_EXISTS. Opens its balance with nothing.
  absl::Status InsertLocation(const std::string& regency, const Location& location, absl::Time now);

  // The balance of a location, locked until the end; nothing where there is no such location.
  absl::StatusOr<std::optional<Balance>> LockBalance(const std::string& regency, const std::string& location);
  // Adds to a location's balance: the only statement that changes one, and thus the one place where
  // availability rises or falls. Where it rises, the waitlist is served at the end of the transaction. What a
  // group takes from a locked balance is written at once for all.
  // FAILED_PRECONDITION STOCK_RESERVED where less would be on hand than reserved.
  absl::Status ChangeBalance(const std::string& regency, const std::string& location,
                             const LocationDelta& delta, std::int64_t reserved);

  // Locks what `postings` move blanks between: the balance of each location, by id, and the other accounts
  // that blanks leave. NOT_FOUND where a location is none of the regency's.
  absl::StatusOr<std::map<std::string, Balance>> LockAccounts(const std::string& regency,
                                                              const std::vector<Posting>& postings);

  // ALREADY_EXISTS DOCUMENT_NUMBER_TAKEN. Writes the movement with its postings, count and witnesses; blanks
  // and balance are apart.
  absl::Status InsertMovement(const std::string& regency, const Movement& movement,
                              const std::string& request_id);

  // A movement, locked until the end.
  absl::StatusOr<std::optional<Movement>> LockMovement(const std::string& regency, const std::string& id);

  // Blanks that come in from `from`, an account outside: those never seen become the lot, those that went
  // there come back. FAILED_PRECONDITION BLANK_KNOWN where one is known elsewhere.
  absl::Status AddBlanks(const std::string& regency, const std::vector<SerialRange>& serials,
                         const std::string& lot, const std::string& from, const std::string& to);
  // Forgets the blanks of a lot that are in `account`, outside again: the lot was entered by mistake.
  absl::Status ForgetBlanks(const std::string& regency, const std::string& lot, const std::string& account);
  // Moves blanks between accounts; the lot of the first. FAILED_PRECONDITION BLANK_NOT_AT_LOCATION, or
  // for other accounts BLANK_NOT_IN_ACCOUNT, where one is not in `from`, which is locked by then.
  absl::StatusOr<std::string> MoveBlanks(const std::string& regency, const std::vector<SerialRange>& serials,
                                         const std::string& from, const std::string& to);
  absl::Status InsertUsedBlank(const std::string& regency, const Serial& serial,
                               const std::string& application);

  // A request, locked until the end.
  absl::StatusOr<std::optional<CardApplication>> LockApplication(const std::string& regency,
                                                                 const std::string& id);
  // The reserved requests of a location that are served last, in that order, locked until the end.
  absl::StatusOr<std::vector<CardApplication>> LockLastReserved(const std::string& regency,
                                                                const std::string& location,
                                                                std::int64_t count);
  // FAILED_PRECONDITION OPEN_REQUEST_EXISTS, also for what LockApplicant could not see yet. In a group it is
  // written with those of the others.
  absl::Status InsertApplication(const CardApplication& application);
  // State, serial, dates, cause and version of a locked request.
  absl::Status UpdateApplication(const CardApplication& application);

  // What the register says of residents (eligibility.cc). One who asks for a card, nothing where no facts are
  // kept; these nobody changes until the end: a request that is made now is seen by who keeps newer ones.
  absl::StatusOr<std::optional<Applicant>> LockApplicant(const std::string& regency,
                                                         const std::string& resident);
  // Keeps what the register answered, unless newer facts are kept; the facts that are kept then, locked.
  absl::StatusOr<ResidentFacts> KeepAsked(const KnownResident& resident);
  // Keeps what the register's stream told, where it is newer.
  absl::Status KeepTold(const std::vector<KnownResident>& residents);
  // Keeps what the register listed, in place of anything kept.
  absl::Status KeepListed(const std::vector<KnownResident>& residents);

  // Serves the waitlist (promotion.cc). Rules or mode changed: all locations of the regency are looked at at
  // the end of the transaction, as if cards had become available.
  absl::Status DecideAgainIn(const std::string& regency);
  void DecideAgainAt(const LocationName& place) { raised_.insert(place); }
  // Saves requests that were decided again, and keeps the decisions before.
  absl::Status SaveDecidedAgain(const std::vector<Promotion>& decided);
  // The end of every transaction, called by the Store: reserves cards for who waits where availability rose,
  // kPromotedAtOnce a location at most. What is left is noted for the promotion worker, and until it is done
  // the available cards are those of the waitlist (Balance::promoting).
  absl::Status PromoteRaised(const WaitlistRules& rules);

  // Requests to the ministry (stock_request.cc, stock_request_write.cc), locked until the end; by the id of
  // one of its shipments.
  absl::StatusOr<std::optional<StockRequest>> LockStockRequest(const std::string& regency,
                                                               const std::string& id);
  absl::StatusOr<std::optional<StockRequest>> LockRequestOfShipment(const std::string& regency,
                                                                    const std::string& shipment);
  absl::Status InsertStockRequest(const StockRequest& request);
  // A locked request without its shipments.
  absl::Status UpdateStockRequest(const StockRequest& request);
  // ALREADY_EXISTS DOCUMENT_NUMBER_TAKEN; FAILED_PRECONDITION SERIAL_SHIPPED_BEFORE.
  absl::Status InsertShipment(const StockRequest& request, const Shipment& shipment);
  // What its receipts say.
  absl::Status UpdateShipment(const std::string& regency, const Shipment& shipment);
  // ALREADY_EXISTS POLICY_DATE_TAKEN.
  absl::Status InsertPolicy(const IssuancePolicy& policy);
  // A policy of the regency's own, locked until the end; nothing where there is none of that id.
  absl::StatusOr<std::optional<IssuancePolicy>> LockPolicy(const std::string& regency, const std::string& id);
  // Forgets a locked policy by which nothing was decided yet.
  absl::Status DeletePolicy(const IssuancePolicy& policy);

  // The regencies that have a summary: new ones are added, names kept up.
  absl::Status SaveRegencies(const std::vector<RegencyName>& regencies);
  // Of a regency saved before; the register's part stays as it is where there is none.
  absl::Status SaveStockSummary(const std::string& regency, const StockFigures& figures, absl::CivilDay date,
                                const std::optional<RegisterFigures>& residents, absl::Time now);

  // In place of what was told before.
  absl::Status SaveExpectedRecordings(const std::string& regency, const ExpectedRecordings& expected);

  absl::Status InsertOverride(const std::string& regency, const StockModeOverride& wanted);
  // Once a day: notes for the promotion worker where rules changed since the day before, by a policy that
  // took effect or an override that ended.
  absl::Status BeginDay(absl::CivilDay today);
  absl::Status SaveStockMode(const std::string& regency, const StockMode& mode);

  // Tells readers of the change stream.
  void NoteChange(const std::string& regency, const std::string& resource, const std::string& kind,
                  std::string payload = "");
  void NoChange() { transaction_.NoChange(); }

 private:
  // Whom of the waitlist of `place`, its balance being locked, `limit` of the `available` cards go to.
  absl::StatusOr<std::vector<Promotion>> PromoteAt(const LocationName& place, std::int64_t available,
                                                   std::int64_t limit, const WaitlistRules& rules);

  // True where the balance is locked, and `cards` are left of it.
  bool MayReserve(const std::string& regency, const std::string& location, std::int64_t cards);
  absl::Status LockBalances(const std::string& regency, const std::vector<std::string>& accounts);

  mysql::Transaction& transaction_;
  std::set<LocationName> raised_;  // where availability rose, in the order in which they are locked
};

}  // namespace dukcapil::inventory
