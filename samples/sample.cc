#include "samples/sample.h"

#include "platform/status/status_macros.h"
#include "samples/cards.h"
#include "samples/figures.h"
#include "samples/life.h"
#include "samples/office.h"
#include "samples/strata.h"

namespace dukcapil::samples {
namespace {

constexpr std::uint64_t kSeed = 20231014;

}  // namespace

absl::StatusOr<Sample> MakeSample(const std::vector<Village>& villages, const WorkingCalendar& holidays) {
  Random random(kSeed);
  ASSIGN_OR_RETURN(const std::vector<VillagePlan> plans,
                   PlanVillages(villages, ReferenceDistricts(), random));
  Sample sample;
  sample.schools = MakeSchools(plans);
  const SchoolChooser schools(sample.schools);
  NikMaker niks;
  CardChooser cards;
  for (const VillagePlan& plan : plans) {
    for (std::size_t s = 0; s < Strata().size(); ++s) {
      const Stratum& stratum = Strata()[s];
      for (std::int64_t i = 0; i < plan.residents[s]; ++i) {
        cards.Consider(stratum, sample.residents.size());
        sample.residents.push_back(MakeResident(stratum, plan, schools, niks, random));
      }
    }
  }
  sample.location_id = kOfficeId;
  sample.location = Office();
  sample.receipt = Receipt();
  sample.cards = cards.Make(sample.location.print_capacity(), holidays, random);
  sample.teams = Teams();
  sample.plan = Plan();
  return sample;
}

}  // namespace dukcapil::samples
