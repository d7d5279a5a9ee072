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

// The part of the sample that the register holds.
absl::Status MakeRegister(const std::vector<Village>& villages, NikMaker& niks, Random& random,
                          CardChooser& cards, Sample& sample) {
  ASSIGN_OR_RETURN(const std::vector<VillagePlan> plans,
                   PlanVillages(villages, ReferenceDistricts(), random));
  sample.schools = MakeSchools(plans);
  const SchoolChooser schools(sample.schools);
  for (const VillagePlan& plan : plans) {
    for (std::size_t s = 0; s < Strata().size(); ++s) {
      const Stratum& stratum = Strata()[s];
      for (std::int64_t i = 0; i < plan.residents[s]; ++i) {
        cards.Consider(stratum, sample.residents.size());
        sample.residents.push_back(MakeResident(stratum, plan, schools, niks, random));
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<population::v1::ResidentRow>> MakeResidents(const std::vector<Village>& villages,
                                                                       NikMaker& niks, int edition) {
  Random random(kSeed + static_cast<std::uint64_t>(edition));
  CardChooser cards;
  Sample sample;
  RETURN_IF_ERROR(MakeRegister(villages, niks, random, cards, sample));
  return std::move(sample.residents);
}

absl::StatusOr<Sample> MakeSample(const std::vector<Village>& villages, const WorkingCalendar& holidays) {
  Random random(kSeed);
  NikMaker niks;
  CardChooser cards;
  Sample sample;
  RETURN_IF_ERROR(MakeRegister(villages, niks, random, cards, sample));
  sample.location_id = kOfficeId;
  sample.location = Office();
  sample.receipt = Receipt();
  sample.cards = cards.Make(sample.location.print_capacity(), holidays, random);
  sample.teams = Teams();
  sample.plan = Plan();
  return sample;
}

}  // namespace dukcapil::samples
