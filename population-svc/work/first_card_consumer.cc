#include "population-svc/work/first_card_consumer.h"

#include <algorithm>
#include <map>
#include <string>

#include "platform/status/status_macros.h"
#include "population-svc/rpc/resident_change.h"

namespace dukcapil::population {
namespace {

using storage::ResidentRow;

constexpr char kChange[] = "FIRST_CARD_PRINTED";

// The earliest card of each resident of one regency, by id.
using CardsHere = std::map<std::string, absl::CivilDay>;

absl::Status KeepIn(storage::Tx& tx, const std::string& regency, const CardsHere& cards, absl::Time now) {
  std::vector<std::string> ids;
  for (const auto& [id, date] : cards) ids.push_back(id);
  ASSIGN_OR_RETURN(auto residents, tx.LockResidents(regency, ids));
  std::vector<ResidentRow> changed;
  CoverageChange coverage;
  for (const auto& [id, date] : cards) {
    const auto found = residents.find(id);
    if (found == residents.end()) continue;
    ResidentRow& row = found->second;
    if (row.resident.first_card_date.has_value() && *row.resident.first_card_date <= date) continue;
    const Resident before = row.resident;
    row.resident.first_card_date = date;
    coverage.Replace(before, row.resident);
    ++row.version;
    row.update_time = now;
    changed.push_back(row);
  }
  if (changed.empty()) return absl::OkStatus();
  RETURN_IF_ERROR(tx.SaveResidents(regency, changed));
  RETURN_IF_ERROR(tx.ApplyCoverage(regency, coverage.Take()));
  if (changed.size() == 1) {
    NoteResident(tx, regency, kChange, changed.front());
  } else {
    NoteResidents(tx, regency, kChange, changed);
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status KeepFirstCards(Population& app, mysql::Transaction& transaction,
                            const std::vector<FirstCard>& cards) {
  std::map<std::string, CardsHere> by_regency;
  for (const FirstCard& card : cards) {
    const auto [entry, is_new] = by_regency[card.regency].emplace(card.resident, card.print_date);
    if (!is_new) entry->second = std::min(entry->second, card.print_date);
  }
  return app.store.Within(transaction, [&](storage::Tx& tx) -> absl::Status {
    for (const auto& [regency, here] : by_regency)
      RETURN_IF_ERROR(KeepIn(tx, regency, here, app.clock.Now()));
    return absl::OkStatus();
  });
}

}  // namespace dukcapil::population
