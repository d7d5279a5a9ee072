#include "samples/life.h"

#include <algorithm>
#include <string>

#include "platform/civil_date/civil_date.h"
#include "samples/births.h"
#include "samples/names.h"

namespace dukcapil::samples {
namespace {

namespace v1 = ::dukcapil::population::v1;
using absl::CivilDay;

constexpr CivilDay kFirstRecordings(2011, 6, 1);  // the mass recording begins
constexpr CivilDay kLastRecordings(2023, 7, 14);  // of those whose card came before kStockDay
constexpr CivilDay kFirstIdentities(2022, 6, 1);  // of digital identities

CivilDay YearsAfter(CivilDay day, int years) {
  return CivilDay(day.year() + years, day.month(), day.day());
}

CivilDay Birth(const Stratum& stratum, Random& random) {
  switch (stratum.births) {
    case Births::kPyramid:
      return PyramidBirth(random);
    case Births::kMissed:
      return MissedBirth(random);
    case Births::kEven:
      break;
  }
  return random.Between(stratum.from, stratum.to);
}

// Civil facts of a trait. Returns the last day on which a recording is plausible.
CivilDay ApplyTrait(Trait trait, v1::ResidentRow& row, Random& random) {
  switch (trait) {
    case Trait::kMarriedYoung:
      *row.mutable_first_marriage_date() =
          ToProto(random.Between(CivilDay(2023, 3, 1), CivilDay(2023, 6, 30)));
      break;
    case Trait::kArrived:
      *row.mutable_arrival_date() = ToProto(random.Between(CivilDay(1996, 1, 1), CivilDay(2011, 1, 31)));
      break;
    case Trait::kDeparted: {
      const CivilDay departure = random.Between(CivilDay(2021, 1, 1), CivilDay(2023, 9, 30));
      *row.mutable_departure_date() = ToProto(departure);
      return std::min(departure, kLastRecordings);
    }
    case Trait::kDeceased: {
      const CivilDay death = random.Between(CivilDay(2019, 1, 1), CivilDay(2023, 9, 30));
      *row.mutable_death_date() = ToProto(death);
      return std::min(death, kLastRecordings);
    }
    case Trait::kPermanentForeigner:
      row.set_citizenship(v1::CITIZENSHIP_PERMANENT_FOREIGNER);
      break;
    case Trait::kTemporaryForeigner:
      row.set_citizenship(v1::CITIZENSHIP_TEMPORARY_FOREIGNER);
      *row.mutable_arrival_date() = ToProto(random.Between(CivilDay(2020, 1, 1), CivilDay(2023, 6, 30)));
      break;
    case Trait::kNone:
    case Trait::kNikDateDiffers:
    case Trait::kNikSexDiffers:
    case Trait::kRegisteredElsewhere:
      break;
  }
  return kLastRecordings;
}

std::string Nik(const Stratum& stratum, const VillagePlan& plan, CivilDay birth, bool female,
                NikMaker& niks) {
  // Gading Cempaka, Kota Bengkulu.
  constexpr char kElsewhere[] = "17.71.02";
  const std::string& district = plan.district;
  switch (stratum.trait) {
    case Trait::kNikDateDiffers:
      return niks.Make(district, birth + 1, female);
    case Trait::kNikSexDiffers:
      return niks.Make(district, birth, !female);
    case Trait::kRegisteredElsewhere:
      return niks.Make(kElsewhere, birth, female);
    default:
      return niks.Make(district, birth, female);
  }
}

void Record(v1::ResidentRow& row, const char* code, CivilDay day) {
  row.set_recording_code(code);
  *row.mutable_recording_date() = ToProto(day);
}

// Most were recorded when the mass recording began, or when they came of age after it.
CivilDay EarlyOf(CivilDay first, CivilDay last, Random& random) {
  return std::min(random.Between(first, last), random.Between(first, last));
}

void RecordAndIssue(v1::ResidentRow& row, CivilDay obliged, CivilDay last, Random& random) {
  constexpr int kPercentWithIdentity = 4;
  const CivilDay recorded = EarlyOf(std::max(obliged, kFirstRecordings), last, random);
  Record(row, "PRINT_READY_RECORD", recorded);
  // At the latest two days before the new blanks come, or when the resident leaves.
  const CivilDay latest = last == kLastRecordings ? kStockDay - 2 : last;
  *row.mutable_first_card_date() = ToProto(std::min(recorded + random.Between(5, 120), latest));
  if (recorded < kFirstIdentities && last == kLastRecordings && random.Chance(kPercentWithIdentity)) {
    *row.mutable_digital_identity_date() = ToProto(random.Between(kFirstIdentities, kToday - 4));
  }
}

void ApplyProgress(Progress progress, v1::ResidentRow& row, CivilDay birth, CivilDay obliged, CivilDay last,
                   Random& random) {
  const auto lately = [&] { return random.Between(CivilDay(2023, 8, 20), kToday - 2); };
  switch (progress) {
    case Progress::kNone:
      return;
    case Progress::kHoldsCard:
      return RecordAndIssue(row, obliged, last, random);
    case Progress::kPrintedHere:
      return Record(row, "PRINT_READY_RECORD", random.Between(CivilDay(2023, 5, 1), CivilDay(2023, 8, 8)));
    case Progress::kAwaitsCard:
      return Record(row, "PRINT_READY_RECORD", random.Between(CivilDay(2023, 9, 1), kToday - 2));
    case Progress::kRecordedEarly:
      return Record(row, "PRINT_READY_RECORD",
                    random.Between(std::max(YearsAfter(birth, 16), CivilDay(2023, 2, 1)), kToday - 4));
    case Progress::kCaptured:
      return Record(row, "BIO_CAPTURED", lately());
    case Progress::kSent:
      return Record(row, "SENT_FOR_ENROLLMENT", lately());
    case Progress::kFailed:
      return Record(row, "ENROLL_FAILURE_AT_CENTRAL", lately());
    case Progress::kDuplicate:
      return Record(row, "DUPLICATE_RECORD", lately());
    case Progress::kAdjudication:
      return Record(row, "ADJUDICATE", lately());
  }
}

}  // namespace

v1::ResidentRow MakeResident(const Stratum& stratum, const VillagePlan& plan, const SchoolChooser& schools,
                             NikMaker& niks, Random& random) {
  const CivilDay birth = Birth(stratum, random);
  const bool female = random.Chance(50);
  v1::ResidentRow row;
  row.set_nik(Nik(stratum, plan, birth, female, niks));
  row.set_full_name(SyntheticName(random, female));
  *row.mutable_birth_date() = ToProto(birth);
  row.set_sex(female ? v1::SEX_FEMALE : v1::SEX_MALE);
  row.set_village_code(plan.village.code);
  if (stratum.pupil) row.set_school_npsn(schools.Choose(plan.district, random));
  const CivilDay last = ApplyTrait(stratum.trait, row, random);
  Violations none;
  const CivilDay obliged = row.has_first_marriage_date()
                               ? *FromProto(row.first_marriage_date(), "first_marriage_date", none)
                               : YearsAfter(birth, 17);
  ApplyProgress(stratum.progress, row, birth, obliged, last, random);
  return row;
}

}  // namespace dukcapil::samples
