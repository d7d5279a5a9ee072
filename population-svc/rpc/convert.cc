#include "population-svc/rpc/convert.h"

#include "absl/strings/str_cat.h"
#include "platform/civil_date/civil_date.h"
#include "population-svc/domain/obligation.h"
#include "population-svc/rpc/civil_fields.h"
#include "population-svc/rpc/names.h"

namespace dukcapil::population {

using dukcapil::ToProto;  // of civil dates, hidden by those declared here

namespace {

template <class Domain>
constexpr bool Same(Domain a, int b) {
  return static_cast<int>(a) == b;
}
static_assert(Same(Sex::kMale, v1::SEX_MALE));
static_assert(Same(Citizenship::kTemporaryForeigner, v1::CITIZENSHIP_TEMPORARY_FOREIGNER));
static_assert(Same(RecordingState::kAdjudication, v1::RECORDING_STATE_ADJUDICATION));
static_assert(Same(RecordingSource::kVisit, v1::RECORDING_SOURCE_VISIT));
static_assert(Same(Doubt::kNotFound, v1::DOUBT_NOT_FOUND));
static_assert(Same(storage::RegionLevel::kVillage, v1::REGION_LEVEL_VILLAGE));
static_assert(Same(kNikSexDiffers, 1 << (v1::DATA_QUALITY_FLAG_NIK_SEX_DIFFERS - 1)));
static_assert(Same(kVeryOld, 1 << (v1::DATA_QUALITY_FLAG_VERY_OLD - 1)));

// Sets a date field where there is a date.
void Set(google::type::Date* (v1::Resident::*field)(), const std::optional<absl::CivilDay>& day,
         v1::Resident& resident) {
  if (day) *(resident.*field)() = ToProto(*day);
}

void SetDerivedDates(const Resident& from, v1::Resident& to) {
  Set(&v1::Resident::mutable_obliged_date, ObligedDate(from), to);
  Set(&v1::Resident::mutable_covered_date, from.recording.covered_date, to);
  if (from.recording.state == RecordingState::kPrintReady) {
    Set(&v1::Resident::mutable_print_ready_date, from.recording.since, to);
  }
  Set(&v1::Resident::mutable_first_card_date, from.first_card_date, to);
  Set(&v1::Resident::mutable_doubtful_since, from.recording.doubtful_since, to);
}

}  // namespace

google::protobuf::Timestamp ToProto(absl::Time time) {
  google::protobuf::Timestamp timestamp;
  const std::int64_t seconds = absl::ToUnixSeconds(time);
  timestamp.set_seconds(seconds);
  timestamp.set_nanos(
      static_cast<std::int32_t>(absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(seconds))));
  return timestamp;
}

v1::Region ToProto(const storage::RegionRow& region) {
  v1::Region proto;
  proto.set_name(RegionName(region.code));
  proto.set_code(region.code);
  proto.set_display_name(region.name);
  proto.set_level(static_cast<v1::RegionLevel>(region.level));
  return proto;
}

v1::School ToProto(absl::string_view regency, const storage::SchoolRow& school,
                   const storage::SchoolPupils& pupils) {
  v1::School proto;
  proto.set_name(SchoolName(regency, school.npsn));
  proto.set_display_name(school.display_name);
  proto.set_kind(static_cast<v1::SchoolKind>(school.kind));
  proto.set_village(RegionName(school.village));
  proto.set_pupils(pupils.pupils);
  proto.set_pupils_turning_17(pupils.turning_17);
  proto.set_unrecorded_pupils(pupils.unrecorded);
  return proto;
}

std::string NikContext(absl::string_view regency, absl::string_view resident_id) {
  return absl::StrCat("resident|", regency, "/", resident_id, "|nik");
}

v1::Resident CivilRecordOf(absl::string_view regency, const Resident& resident) {
  v1::Resident proto;
  proto.set_full_name(resident.full_name);
  *proto.mutable_birth_date() = ToProto(resident.birth_date);
  proto.set_sex(static_cast<v1::Sex>(resident.sex));
  proto.set_village(RegionName(resident.village));
  if (resident.school_npsn) proto.set_school(SchoolName(regency, *resident.school_npsn));
  proto.set_citizenship(static_cast<v1::Citizenship>(resident.citizenship));
  Set(&v1::Resident::mutable_first_marriage_date, resident.first_marriage_date, proto);
  Set(&v1::Resident::mutable_arrival_date, resident.arrival_date, proto);
  Set(&v1::Resident::mutable_departure_date, resident.departure_date, proto);
  Set(&v1::Resident::mutable_death_date, resident.death_date, proto);
  Set(&v1::Resident::mutable_digital_identity_date, resident.digital_identity_date, proto);
  return proto;
}

void ReadCivilRecord(const v1::Resident& proto, absl::string_view regency, Resident& resident,
                     Violations& violations) {
  ReadCivilFields(proto, "resident.", resident, violations);
  resident.village = ParseVillage(proto.village(), regency, "resident.village", violations).value_or("");
  resident.school_npsn.reset();
  if (!proto.school().empty()) {
    resident.school_npsn = ParseSchool(proto.school(), regency, "resident.school", violations);
  }
}

absl::StatusOr<v1::Resident> ToProto(absl::string_view regency, const storage::ResidentRow& row,
                                     v1::ResidentView view, const Aead& nik_aead, absl::CivilDay today) {
  const Resident& resident = row.resident;
  const auto nik = nik_aead.Open(row.nik_sealed, NikContext(regency, resident.id));
  if (!nik.ok()) return nik.status();
  v1::Resident proto = CivilRecordOf(regency, resident);
  const bool full = view == v1::RESIDENT_VIEW_FULL;
  proto.set_name(ResidentName(regency, resident.id));
  proto.set_nik(full ? *nik : MaskNik(*nik));
  if (!full) proto.clear_sex();
  SetDerivedDates(resident, proto);
  proto.set_recording_state(static_cast<v1::RecordingState>(resident.recording.state));
  const unsigned flags = QualityFlags(resident, today);
  for (int flag = 1; flag < v1::DataQualityFlag_ARRAYSIZE; ++flag) {
    if (flags & 1u << (flag - 1)) proto.add_data_quality_flags(static_cast<v1::DataQualityFlag>(flag));
  }
  if (const auto doubt = resident.recording.doubt) proto.set_doubt(static_cast<v1::Doubt>(*doubt));
  proto.set_synthetic(resident.synthetic);
  proto.set_previous_name(row.previous_name);
  if (resident.merged) proto.set_merged_into(ResidentName(regency, resident.merged->id));
  proto.set_etag(absl::StrCat(row.version));
  *proto.mutable_create_time() = ToProto(row.create_time);
  *proto.mutable_update_time() = ToProto(row.update_time);
  return proto;
}

v1::Coverage ToProto(const storage::RegionRow& region, absl::CivilDay date, const Figures& figures,
                     absl::Time now) {
  const auto figure = [&](Figure which) { return figures[static_cast<std::size_t>(which)]; };
  v1::Coverage coverage;
  coverage.set_name(absl::StrCat(RegionName(region.code), "/coverage"));
  *coverage.mutable_region() = ToProto(region);
  *coverage.mutable_date() = ToProto(date);
  coverage.set_obliged(figure(Figure::kObliged));
  coverage.set_covered(figure(Figure::kCovered));
  coverage.set_not_recorded(figure(Figure::kObliged) - figure(Figure::kCovered));
  coverage.set_print_ready(figure(Figure::kPrintReady));
  coverage.set_blocked(figure(Figure::kBlocked));
  coverage.set_first_card(figure(Figure::kFirstCard));
  coverage.set_digital_identity(figure(Figure::kDigitalIdentity));
  coverage.set_doubtful(figure(Figure::kDoubtful));
  *coverage.mutable_as_of_time() = ToProto(now);
  return coverage;
}

v1::CoverageFigures ToProto(const Figures& figures) {
  const auto figure = [&](Figure which) { return figures[static_cast<std::size_t>(which)]; };
  v1::CoverageFigures proto;
  proto.set_obliged(figure(Figure::kObliged));
  proto.set_covered(figure(Figure::kCovered));
  proto.set_not_recorded(figure(Figure::kObliged) - figure(Figure::kCovered));
  proto.set_print_ready(figure(Figure::kPrintReady));
  proto.set_blocked(figure(Figure::kBlocked));
  proto.set_first_card(figure(Figure::kFirstCard));
  proto.set_digital_identity(figure(Figure::kDigitalIdentity));
  proto.set_doubtful(figure(Figure::kDoubtful));
  return proto;
}

void AddViolations(const Violations& violations, v1::ImportRowResult& result) {
  for (const Violation& violation : violations.list()) {
    v1::RowViolation& proto = *result.add_violations();
    proto.set_field(violation.field);
    proto.set_reason(violation.reason);
    proto.set_description(violation.description);
  }
}

}  // namespace dukcapil::population
