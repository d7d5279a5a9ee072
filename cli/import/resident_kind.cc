#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "cli/import/cell_values.h"
#include "cli/import/kind.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "platform/civil_date/civil_date.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::population::v1;

enum ResidentField : std::size_t {
  kNik,
  kName,
  kBirth,
  kSex,
  kVillage,
  kDistrict,
  kSchool,
  kCitizenship,
  kMaritalStatus,
  kMarriage,
  kArrival,
  kDeparture,
  kDeath,
  kRecordingCode,
  kRecording,
  kFirstCard,
  kDigitalIdentity,
};

// In the order of ResidentField.
const std::vector<Field>& Fields() {
  static const auto& fields = *new std::vector<Field>{
      {"nik", {"nik", "nonik", "noktp", "nomorindukkependudukan", "nikpenduduk"}, true},
      {"full_name", {"namalgkp", "namalengkap", "nama", "namapenduduk", "name"}, true},
      {"birth_date", {"tgllhr", "tanggallahir", "tgllahir", "dateofbirth"}, true},
      {"sex", {"jenisklmin", "jeniskelamin", "jnsklmin", "kelamin", "jk", "lp", "gender"}, true},
      {"village_code",
       {"kodewilayah", "kdwilayah", "kodedesa", "kodekelurahan", "kodedesakelurahan", "kodekel", "nokel",
        "desa", "kelurahan", "desakelurahan", "kelurahandesa", "desakel", "nokeldesakelurahan", "village"},
       true},
      {"district_code", {"nokec", "kodekecamatan", "kodekec", "kecamatan", "district"}},
      {"school_npsn", {"npsn", "npsnsekolah"}},
      {"citizenship", {"kewarganegaraan", "warganegara", "kewarganegaran", "wn"}},
      {"marital_status", {"statkwn", "statuskawin", "statusperkawinan"}},
      {"first_marriage_date", {"tglkwn", "tglkawin", "tanggalkawin", "tanggalperkawinan", "marriagedate"}},
      {"arrival_date", {"tgldatang", "tanggaldatang"}},
      {"departure_date", {"tglpindah", "tanggalpindah"}},
      {"death_date", {"tglmati", "tglmeninggal", "tanggalmeninggal", "tanggalkematian"}},
      {"recording_code",
       {"statusrekam", "statusktpel", "statusektp", "statusperekaman", "stsktpel", "recordingstatus"}},
      {"recording_date", {"tglrekam", "tanggalrekam", "tanggalperekaman"}},
      {"first_card_date", {"tglcetak", "tanggalcetak", "tglcetakktp", "tglktpel"}},
      {"digital_identity_date", {"tglikd", "tanggalikd", "tanggalaktivasiikd"}},
  };
  return fields;
}

// Sets the code of the old register; offices also say in words whether somebody is recorded.
void ReadRecordingCode(absl::string_view text, v1::ResidentRow& row) {
  if (IsBlank(text)) return;
  const std::string code = absl::StrReplaceAll(absl::AsciiStrToUpper(text), {{" ", "_"}, {"-", "_"}});
  if (code == "BELUM" || code == "BELUM_REKAM" || code == "NOT_RECORDED") {
    row.clear_recording_date();  // of something else
  } else if (code == "SUDAH" || code == "SUDAH_REKAM" || code == "REKAM") {
    row.set_recording_code("BIO_CAPTURED");  // the least that the words say
  } else {
    row.set_recording_code(code);
  }
}

// 1 of 1, BELUM KAWIN, …
bool IsSingle(absl::string_view text) {
  const std::string status = absl::AsciiStrToUpper(text);
  return status == "1" || status == "BELUM KAWIN" || status == "SINGLE";
}

class ResidentKind : public Kind {
 public:
  explicit ResidentKind(const Referents& known) : known_(known) {}

  std::unique_ptr<google::protobuf::Message> NewRequest() const override {
    return std::make_unique<v1::BatchImportResidentsRequest>();
  }
  std::unique_ptr<google::protobuf::Message> NewResponse() const override {
    return std::make_unique<v1::BatchImportResidentsResponse>();
  }

  void Read(const Cells& cells, google::protobuf::Message& message, Violations& violations) override {
    auto& row = dynamic_cast<v1::ResidentRow&>(message);
    if (const auto nik = ReadNik(cells[kNik], "nik", violations)) {
      row.set_nik(*nik);
      niks_.Note(*nik, "nik", violations);
    }
    row.set_full_name(std::string(cells[kName]));
    ReadDates(cells, row, violations);
    row.set_sex(ReadSex(cells[kSex], "sex", violations));
    if (const auto code =
            known_.villages.Read(cells[kVillage], cells[kDistrict], "village_code", violations)) {
      row.set_village_code(*code);
    }
    if (!IsBlank(cells[kSchool])) row.set_school_npsn(PlainNumber(cells[kSchool]));
    row.set_citizenship(ReadCitizenship(cells[kCitizenship], "citizenship", violations));
    ReadRecordingCode(cells[kRecordingCode], row);
    // With a date it is a code that is new; without, more likely a word that is none.
    if (!row.recording_code().empty() && !row.has_recording_date() &&
        !known_.recording_codes.contains(row.recording_code())) {
      violations.Add("recording_code", "STATUS_UNKNOWN",
                     "write BELUM REKAM, or SUDAH REKAM or a code of the centre, these with their date");
    }
    if (IsSingle(cells[kMaritalStatus]) && row.has_first_marriage_date()) {
      violations.Add("first_marriage_date", "MARRIAGE_UNCLEAR", "unmarried by status and married by date");
    }
  }

  std::vector<std::string> Remarks() const override {
    if (habits_.day_first == 0) return {};
    return {absl::StrCat(habits_.day_first,
                         " dates such as 01/02/2005 could be read in two ways: taken with the day first")};
  }

  std::vector<std::string> Doubts() const override {
    std::vector<std::string> doubts;
    if (habits_.month_first > 0 && habits_.day_first > 0) {
      doubts.push_back(
          absl::StrCat(habits_.month_first,
                       " dates have the month first: those that could be read in two ways may then "
                       "be wrong too; export the file anew with the day first"));
    }
    if (niks_.AreRounded()) doubts.emplace_back(kRoundedNiks);
    return doubts;
  }

 private:
  void ReadDates(const Cells& cells, v1::ResidentRow& row, Violations& violations) {
    const auto read = [&](ResidentField field, google::type::Date* (v1::ResidentRow::*target)()) {
      if (IsBlank(cells[field])) return;
      const auto day = ReadDay(cells[field], Fields()[field].name, habits_, violations);
      if (day) *(row.*target)() = ToProto(*day);
    };
    read(kBirth, &v1::ResidentRow::mutable_birth_date);
    read(kMarriage, &v1::ResidentRow::mutable_first_marriage_date);
    read(kArrival, &v1::ResidentRow::mutable_arrival_date);
    read(kDeparture, &v1::ResidentRow::mutable_departure_date);
    read(kDeath, &v1::ResidentRow::mutable_death_date);
    read(kRecording, &v1::ResidentRow::mutable_recording_date);
    read(kFirstCard, &v1::ResidentRow::mutable_first_card_date);
    read(kDigitalIdentity, &v1::ResidentRow::mutable_digital_identity_date);
  }

  const Referents& known_;
  DateHabits habits_;
  NiksSeen niks_;
};

}  // namespace

absl::Span<const Field> ResidentFields() {
  return Fields();
}

std::unique_ptr<Kind> NewResidentKind(const Referents& known) {
  return std::make_unique<ResidentKind>(known);
}

}  // namespace dukcapil::cli
