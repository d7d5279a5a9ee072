// The reference case: everything that is entered before the report can be asked for. Deterministic: the same
// villages and holidays give the same sample. All of it is made up but for the regency, its districts and
// villages, and the figures in rejang_lebong/.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "dukcapil/inventory/v1/card_application.pb.h"
#include "dukcapil/inventory/v1/stock.pb.h"
#include "dukcapil/outreach/v1/outreach.pb.h"
#include "dukcapil/population/v1/resident.pb.h"
#include "dukcapil/population/v1/school.pb.h"
#include "platform/clock/working_calendar.h"
#include "samples/nik_maker.h"
#include "samples/villages.h"

namespace dukcapil::samples {

// A card asked for, printed and handed over.
struct Card {
  std::size_t resident = 0;  // position in Sample::residents
  inventory::v1::CardApplicationReason reason = inventory::v1::CARD_APPLICATION_REASON_UNSPECIFIED;
  std::string evidence_number = {};  // empty for a first card
  std::string serial = {};
  absl::CivilDay print_date = {};  // also the day of the application
  absl::CivilDay delivery_date = {};
};

struct Team {
  std::string id;
  outreach::v1::Team team;
};

struct Sample {
  std::vector<population::v1::SchoolRow> schools;
  std::vector<population::v1::ResidentRow> residents;  // by village, so that batches touch few
  std::string location_id;
  inventory::v1::Location location;
  inventory::v1::Movement receipt;
  std::vector<Card> cards;  // by print date
  std::vector<Team> teams;
  outreach::v1::PlanInputs plan;
};

// The sample for the villages of regency 17.02. INVALID_ARGUMENT where they are not those of the sample's
// districts.
absl::StatusOr<Sample> MakeSample(const std::vector<Village>& villages, const WorkingCalendar& holidays);

// Residents as many as the sample's and like them, other people in each `edition`, for a register that is
// many times as large: edition 0 is the sample's own. `niks` is the same for all editions of a register, made
// in order; they go to the sample's schools.
absl::StatusOr<std::vector<population::v1::ResidentRow>> MakeResidents(const std::vector<Village>& villages,
                                                                       NikMaker& niks, int edition);

}  // namespace dukcapil::samples
