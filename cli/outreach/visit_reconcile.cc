// The blank cards of a visit by its own figures and by the ledger, side by side: two services know one half
// each, and neither may ask the other.
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/exit_codes.h"
#include "cli/outreach/visit.h"
#include "cli/verb_on_one.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::outreach::v1;
namespace inventory = ::dukcapil::inventory::v1;

struct Cards {
  std::int64_t taken = 0;
  std::int64_t used = 0;
  std::int64_t spoiled = 0;
  std::int64_t returned = 0;
  std::int64_t lost = 0;
};

Cards Told(const v1::Visit& visit) {
  const v1::BlankUse& blanks = visit.result().blanks();
  return {blanks.taken(), blanks.used(), blanks.spoiled(), blanks.returned(), blanks.lost()};
}

// What left the account of the team, and what entered it, on the day.
Cards Booked(const inventory::ListMovementsResponse& ledger, const std::string& account) {
  Cards cards;
  for (const inventory::Movement& movement : ledger.movements()) {
    for (const inventory::Posting& posting : movement.postings()) {
      // A reversal posts the other way round.
      const bool enters = posting.to_account() == account;
      if (!enters && posting.from_account() != account) continue;
      const std::string& other = enters ? posting.from_account() : posting.to_account();
      const std::int64_t out = enters ? -posting.quantity() : posting.quantity();
      const bool is_reversal = movement.kind() == inventory::MOVEMENT_KIND_REVERSAL;
      if (absl::StartsWith(other, "location:") && enters != is_reversal) cards.taken -= out;
      if (absl::StartsWith(other, "location:") && enters == is_reversal) cards.returned += out;
      if (other == "issued") cards.used += out;
      if (other == "spoiled") cards.spoiled += out;
      if (other == "lost") cards.lost += out;
    }
  }
  return cards;
}

absl::StatusOr<int> Reconcile(Session& session, const v1::GetVisitRequest& request) {
  ASSIGN_OR_RETURN(const auto visit, session.Call<v1::Visit>(request));
  if (visit.carry_movement().empty()) return UsageError("the visit names no carry movement");
  inventory::ListMovementsRequest movements;
  movements.set_parent(session.Parent());
  *movements.mutable_occurred_from() = visit.date();
  *movements.mutable_occurred_to() = visit.date();
  const std::string account = absl::StrCat("team:", IdOf(visit.team()));
  movements.set_account(account);
  inventory::ListMovementsResponse ledger;
  RETURN_IF_ERROR(session.CallAllPages(movements, ledger, 0));
  const Cards told = Told(visit);
  const Cards booked = Booked(ledger, account);
  const auto side_by_side = [](std::int64_t team, std::int64_t book) {
    return team == book ? absl::StrCat(team) : absl::StrCat(team, " (ledger: ", book, ")");
  };
  WriteFigures(session.out(), session.globals().format,
               {{"TAKEN", side_by_side(told.taken, booked.taken)},
                {"USED", side_by_side(told.used, booked.used)},
                {"SPOILED", side_by_side(told.spoiled, booked.spoiled)},
                {"RETURNED", side_by_side(told.returned, booked.returned)},
                {"LOST", side_by_side(told.lost, booked.lost)},
                {"WITH THE TEAM", absl::StrCat(ledger.account_balance())}});
  const bool agrees = told.taken == booked.taken && told.used == booked.used &&
                      told.spoiled == booked.spoiled && told.returned == booked.returned &&
                      told.lost == booked.lost;
  return agrees ? kOk : kFinding;
}

}  // namespace

void AddReconcile(CommandLine& line, CLI::App* noun) {
  AddVerbOnOne(line, noun,
               {"reconcile", "blank cards of a visit: the team's figures beside the ledger's of that day",
                "visit reconcile 018b2c4e-…", "visits", "visit"},
               std::make_shared<v1::GetVisitRequest>(), Reconcile);
}

}  // namespace dukcapil::cli
