#include "population-svc/work/first_card_consumer.h"

#include <algorithm>
#include <map>
#include <string>

#include "platform/status/status_macros.h"
#include "population-svc/rpc/resident_change.h"

namespace dukcapil::population {
namespace {

// The earliest card of each resident of one regency, by id.
using CardsHere = std::map<std::string, absl::CivilDay>;

void TakeEarlier(CardsHere& cards, const std::string& id, absl::CivilDay day) {
  const auto [entry, is_new] = cards.emplace(id, day);
  if (!is_new) entry->second = std::min(entry->second, day);
}

absl::Status KeepIn(storage::Tx& tx, const std::string& regency, const CardsHere& cards, absl::Time now) {
  std::vector<std::string> ids;
  for (const auto& [id, day] : cards) ids.push_back(id);
  ASSIGN_OR_RETURN(const WithKept locked, LockWithKept(tx, regency, ids));
  RETURN_IF_ERROR(tx.KeepOwnFirstCards(regency, cards));
  // The card of a double closed by a merge is known of its record, so that the merge can be undone, and
  // counts for the resident kept.
  CardsHere counting = cards;
  for (const auto& [id, day] : cards) TakeEarlier(counting, locked.Counting(id), day);
  ResidentsChange change(regency, "FIRST_CARD_PRINTED", now);
  for (const auto& [id, day] : counting) {
    const auto found = locked.residents.find(id);
    if (found == locked.residents.end()) continue;
    Resident resident = found->second.resident;
    if (resident.first_card_date.has_value() && *resident.first_card_date <= day) continue;
    resident.first_card_date = day;
    change.Replace(found->second, std::move(resident));
  }
  return change.Save(tx);
}

}  // namespace

absl::Status KeepFirstCards(Population& app, mysql::Transaction& transaction,
                            const std::vector<PrintedCard>& cards) {
  std::map<std::string, CardsHere> by_regency;
  for (const PrintedCard& card : cards) TakeEarlier(by_regency[card.regency], card.resident, card.print_date);
  return app.store.Within(transaction, [&](storage::Tx& tx) -> absl::Status {
    for (const auto& [regency, here] : by_regency)
      RETURN_IF_ERROR(KeepIn(tx, regency, here, app.clock.Now()));
    return absl::OkStatus();
  });
}

}  // namespace dukcapil::population
