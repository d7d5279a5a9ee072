// What can be read. Every method is of one regency, given by its code.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "inventory-svc/domain/blank_range.h"
#include "inventory-svc/domain/policy_replay.h"
#include "inventory-svc/domain/promise.h"
#include "inventory-svc/domain/resident_facts.h"
#include "inventory-svc/domain/stock_mode.h"
#include "inventory-svc/domain/stock_take.h"
#include "inventory-svc/domain/usage.h"
#include "inventory-svc/storage/policy_cache.h"
#include "inventory-svc/storage/rows.h"
#include "platform/mysql/database.h"

namespace dukcapil::inventory {

class Snapshot {
 public:
  Snapshot(mysql::Reader& reader, PolicyCache& policies) : reader_(reader), policies_(&policies) {}

  // Locations (location.cc), by id, after the id `after`.
  absl::StatusOr<std::optional<LocationWithBalance>> FindLocation(const std::string& regency,
                                                                  const std::string& id);
  absl::StatusOr<std::vector<LocationWithBalance>> ListLocations(const std::string& regency,
                                                                 const std::string& after, int limit);
  // What all locations print together.
  absl::StatusOr<WeekCapacity> PrintCapacity(const std::string& regency);

  // Balances (balance.cc). Of all locations together; as the ledger had it at the end of `date`.
  absl::StatusOr<Balance> RegencyBalance(const std::string& regency);
  absl::StatusOr<std::int64_t> OnHandAsOf(const std::string& regency, absl::CivilDay date);
  // Available at the locations other than `location`.
  absl::StatusOr<std::int64_t> AvailableElsewhere(const std::string& regency, const std::string& location);

  // Blanks (blank.cc).
  absl::StatusOr<std::optional<FoundBlank>> FindBlank(const std::string& regency, const Serial& serial);
  // The blanks in `account`.
  absl::StatusOr<std::vector<SerialRange>> BlanksIn(const std::string& regency, const std::string& account);
  // The lot entered first of those on hand in `account`; empty where nothing is.
  absl::StatusOr<std::string> OldestLot(const std::string& regency, const std::string& account);

  // What a count of `location` at `moment` is compared with (stock_take.cc).
  absl::StatusOr<CountedLedger> LedgerSince(const std::string& regency, const std::string& location,
                                            const CountMoment& moment);

  // Movements (movement.cc).
  absl::StatusOr<std::optional<Movement>> FindMovement(const std::string& regency, const std::string& id);
  // What the ledger has put into `account` less what it has taken out.
  absl::StatusOr<std::int64_t> AccountBalance(const std::string& regency, const std::string& account);
  // Newest first, after the id `after` (empty: from the newest).
  absl::StatusOr<std::vector<Movement>> ListMovements(const std::string& regency,
                                                      const MovementFilter& filter, const std::string& after,
                                                      int limit);

  // Card requests (card_application.cc).
  absl::StatusOr<std::optional<CardApplication>> FindApplication(const std::string& regency,
                                                                 const std::string& id);
  // The waitlist, where the filter asks for it, by priority (when last decided), time and id, others by
  // creation; after the key of the last one seen (SortKey), or from the first where `after` is empty.
  absl::StatusOr<std::vector<CardApplication>> ListApplications(const std::string& regency,
                                                                const ApplicationFilter& filter,
                                                                const std::vector<std::string>& after,
                                                                int limit);
  // The resident's open request.
  absl::StatusOr<std::optional<CardApplication>> FindOpenApplication(const std::string& regency,
                                                                     const std::string& resident);
  // The decisions that later ones replaced, oldest first.
  absl::StatusOr<std::vector<Decision>> ListEarlierDecisions(const std::string& regency,
                                                             const std::string& id);
  // Reservations whose last day was before `today`, of every regency.
  absl::StatusOr<std::vector<ApplicationName>> ListLapsedReservations(absl::CivilDay today, int limit);
  // True where a card was printed here for the resident.
  absl::StatusOr<bool> HasPrintedCard(const std::string& regency, const std::string& resident);

  // What the register says of a resident, as far as it was kept (eligibility.cc).
  absl::StatusOr<std::optional<ResidentFacts>> FindFacts(const std::string& regency,
                                                         const std::string& resident);
  // The reserved and waiting requests of `residents`, by id.
  absl::StatusOr<std::vector<ApplicationName>> ListOpenOf(const std::string& regency,
                                                          const std::vector<std::string>& residents);
  // The reserved and waiting requests of who died or left in the month up to `today`, of every regency.
  absl::StatusOr<std::vector<ApplicationName>> ListOpenOfAbsent(absl::CivilDay today, int limit);

  // The policy in force on `date` (issuance_policy.cc): the regency's own, else the national default; one
  // without rules where there is none.
  absl::StatusOr<IssuancePolicy> PolicyInForce(const std::string& regency, absl::CivilDay date);
  // Whole, with its reasons: of the regency, or a national one. Nothing where there is none of that id.
  absl::StatusOr<std::optional<IssuancePolicy>> FindPolicy(const std::string& regency, const std::string& id);
  // ALREADY_EXISTS POLICY_DATE_TAKEN where the regency has one for that day.
  absl::Status CheckPolicyDate(const std::string& regency, absl::CivilDay effective_date);
  // By which `application` is decided again on `date`: the policy in force, or, where that has dropped its
  // reason, the one that decided before.
  absl::StatusOr<IssuancePolicy> PolicyForAgain(const CardApplication& application, absl::CivilDay date);
  // The regency's own, newest first, then the national ones; after the key of the last one seen.
  absl::StatusOr<std::vector<IssuancePolicy>> ListPolicies(const std::string& regency,
                                                           const std::vector<std::string>& after, int limit);
  // Adds what comes of the regency's requests of [from, to] under `draft`, each by its first decision.
  absl::Status ReplayUnder(const std::string& regency, const IssuancePolicy& draft, absl::CivilDay from,
                           absl::CivilDay to, PolicyReplay& replay);
  // What a decision at `location` sees under `policy` (stock_mode.cc): the mode, and as available in the
  // regency what the other locations have; of this one nothing, until its balance is locked.
  absl::StatusOr<DecisionInputs> InputsAt(const std::string& regency, const std::string& location,
                                          IssuancePolicy policy, absl::CivilDay today, absl::Time now);

  // Blank cards that should arrive at `location` from `today` on (promise.cc).
  absl::StatusOr<std::vector<ConfirmedArrival>> ConfirmedArrivals(const std::string& regency,
                                                                  const std::string& location,
                                                                  absl::CivilDay today);
  // The ids of those who wait there, in the order of service, at most `limit`; how many of them have
  // `priority` or a better one, at most `limit`; and how many are before `application`.
  absl::StatusOr<std::vector<std::string>> FirstInLine(const std::string& regency,
                                                       const std::string& location, std::int64_t limit);
  absl::StatusOr<std::int64_t> CountUpTo(const std::string& regency, const std::string& location,
                                         int priority, std::int64_t limit);
  absl::StatusOr<std::int64_t> CountAhead(const CardApplication& application);
  // Locations whose waitlist was not served to its end (promotion.cc), in every regency.
  absl::StatusOr<std::vector<LocationName>> ListPromotionWork();

  // What outreach expected when it last told (expected_recordings.cc).
  absl::StatusOr<std::optional<ExpectedRecordings>> FindExpectedRecordings(const std::string& regency);

  // Stock mode as last computed (stock_mode.cc).
  absl::StatusOr<std::optional<StockMode>> FindStockMode(const std::string& regency);
  // Levels set by hand, newest first; and the one in force on `day` (stock_mode_override.cc).
  absl::StatusOr<std::vector<StockModeOverride>> ListOverrides(const std::string& regency, int limit);
  absl::StatusOr<std::optional<StockLevel>> OverrideOn(const std::string& regency, absl::CivilDay day);
  // See Tx::BeginDay.
  absl::StatusOr<bool> IsDayBegun(absl::CivilDay today);
  // Regencies with stock whose mode is missing, was computed before `oldest`, or before `settled` with
  // another stock.
  absl::StatusOr<std::vector<std::string>> RegenciesWithOldMode(absl::Time oldest, absl::Time settled);

  // Printing in [from, to) by day, and what is open now (print_history.cc).
  absl::StatusOr<std::vector<PrintedDay>> ListPrintedDays(const std::string& regency, absl::CivilDay from,
                                                          absl::CivilDay to);
  absl::StatusOr<PrintHistory> FindPrintHistory(const std::string& regency, absl::CivilDay from,
                                                absl::CivilDay to);

  // Requests made in [from, to) that were printed or may be, likewise.
  absl::StatusOr<std::vector<PrintedDay>> ListAskedDays(const std::string& regency, absl::CivilDay from,
                                                        absl::CivilDay to);

  // Requests with no card yet by reason and days since the request, as of `date` (print_history.cc); at every
  // location where `location` is empty, as in the next three.
  absl::StatusOr<std::vector<PrintDebt>> ListPrintDebt(const std::string& regency,
                                                       const std::string& location, absl::CivilDay date);
  // What the ledger did to locations since `from`, by day (usage.cc). Of one location: the teams' share is
  // what was entered for it.
  absl::StatusOr<std::vector<StockDay>> ListStockDays(const std::string& regency, const std::string& location,
                                                      absl::CivilDay from);
  // Requests made, and cards printed, since the first of a month `from`.
  absl::StatusOr<std::vector<ApplicationCount>> CountApplications(const std::string& regency,
                                                                  const std::string& location,
                                                                  absl::CivilDay from);
  absl::StatusOr<std::map<absl::CivilMonth, std::int64_t>> CountPrintedByMonth(const std::string& regency,
                                                                               const std::string& location,
                                                                               absl::CivilDay from);
  absl::StatusOr<std::int64_t> CountPrintedSince(const std::string& regency, absl::CivilDay from);
  // The length of the waitlist.
  absl::StatusOr<std::int64_t> CountWaiting(const std::string& regency);

  // Requests to the ministry (stock_request.cc), with everything of their shipments.
  absl::StatusOr<std::optional<StockRequest>> FindStockRequest(const std::string& regency,
                                                               const std::string& id);
  // Of a regency, a province or (`-`) all, by regency and id, after the one with that key; shipments without
  // serials and receipts.
  absl::StatusOr<std::vector<StockRequest>> ListStockRequests(const std::string& scope,
                                                              const StockRequestFilter& filter,
                                                              const std::vector<std::string>& after,
                                                              int limit);
  // Cards of shipments that were under way at the end of `date`, by the day they are expected on.
  absl::StatusOr<std::map<absl::CivilDay, std::int64_t>> ExpectedArrivals(const std::string& regency,
                                                                          absl::CivilDay date);
  // Of the requests decided by the end of `date`, the last ones first: the shares approved, 0 to 1.
  absl::StatusOr<std::vector<double>> ListApprovedShares(const std::string& regency, absl::CivilDay date,
                                                         int limit);
  // What of `range` was shipped before, to any regency, in the order of serials.
  absl::StatusOr<std::vector<ShippedRun>> ListShippedOf(const SerialRange& range);
  // Of the receipts that name the shipment and were not reversed.
  absl::StatusOr<std::optional<absl::CivilDay>> FirstReceiptDate(const std::string& regency,
                                                                 const std::string& shipment);

  // Stock at a glance (stock_summary.cc): counted anew, with the month that ends on `date`;
  absl::StatusOr<StockFigures> CountStock(const std::string& regency, absl::CivilDay date);
  // as the summaries have it, of a regency, a province or (`-`) all, fewest days left first, after the one
  // with that key (centidays, regency);
  absl::StatusOr<std::vector<StockSummary>> ListStockSummaries(const std::string& scope,
                                                               const std::vector<std::string>& after,
                                                               int limit);
  // those never counted, counted before `old`, or without stock before `old_without_stock`, the oldest first.
  absl::StatusOr<std::vector<std::string>> StalestSummaries(absl::Time old, absl::Time old_without_stock,
                                                            int limit);
  // Of regencies that have any: what is open with the ministry, and blanks at locations, now.
  absl::StatusOr<std::map<std::string, OpenRequests>> OpenRequestsIn(const std::string& scope);
  absl::StatusOr<std::map<std::string, std::int64_t>> OnHandIn(const std::string& scope);

  // Compares everything stored with the ledger (ledger_proof.cc).
  absl::StatusOr<LedgerProof> ProveLedger(const std::string& regency);

 protected:
  mysql::Reader& reader_;
  PolicyCache* policies_;  // null where a policy is not committed yet

 private:
  // One that exists.
  absl::StatusOr<std::shared_ptr<const IssuancePolicy>> ReadPolicy(const std::string& region,
                                                                   const std::string& id);
};

// The place of `policy` in the order of ListPolicies.
std::vector<std::string> SortKey(const IssuancePolicy& policy);

// The place of `application` in the order of ListApplications under `filter`.
std::vector<std::string> SortKey(const ApplicationFilter& filter, const CardApplication& application);

}  // namespace dukcapil::inventory
