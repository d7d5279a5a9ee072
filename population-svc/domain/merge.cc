#include "population-svc/domain/merge.h"

namespace dukcapil::population {
namespace {

using Day = std::optional<absl::CivilDay>;

Day Earlier(Day a, Day b) {
  if (!a || !b) return a ? a : b;
  return *a < *b ? a : b;
}

}  // namespace

Resident AsMerged(Resident duplicate, const std::string& kept_id, absl::CivilDay today) {
  duplicate.merged = MergedInto{kept_id, today};
  return duplicate;
}

Resident WithDouble(Resident kept, const Resident& duplicate, const Recording& recording) {
  kept.first_card_date = Earlier(kept.first_card_date, duplicate.first_card_date);
  kept.recording = recording;
  return kept;
}

Resident WithoutDouble(Resident kept, Day own_first_card, const Resident& duplicate,
                       const std::vector<Resident>& doubles_left, const Recording& recording) {
  Day without = own_first_card;
  for (const Resident& other : doubles_left) without = Earlier(without, other.first_card_date);
  if (kept.first_card_date == Earlier(without, duplicate.first_card_date)) kept.first_card_date = without;
  kept.recording = recording;
  return kept;
}

}  // namespace dukcapil::population
