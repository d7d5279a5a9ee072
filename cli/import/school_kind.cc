#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "cli/import/cell_values.h"
#include "cli/import/kind.h"
#include "dukcapil/population/v1/population_service.pb.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::population::v1;

enum SchoolField : std::size_t { kNpsn, kSchoolName, kSchoolKind, kSchoolVillage, kSchoolDistrict };

// In the order of SchoolField.
const std::vector<Field>& FieldsOfSchools() {
  static const auto& fields = *new std::vector<Field>{
      {"npsn", {"npsn", "npsnsekolah"}, true},
      {"display_name", {"namasekolah", "namasatuanpendidikan", "nama", "sekolah", "name"}, true},
      {"kind", {"bentuk", "bentukpendidikan", "jenjang", "jenis"}, true},
      {"village_code",
       {"kodewilayah", "kdwilayah", "kodedesa", "kodekelurahan", "kodedesakelurahan", "nokel", "desa",
        "kelurahan", "desakelurahan", "kelurahandesa", "desakel", "village"},
       true},
      {"district_code", {"nokec", "kodekecamatan", "kodekec", "kecamatan", "district"}},
  };
  return fields;
}

v1::SchoolKind ReadSchoolKind(absl::string_view text, Violations& violations) {
  // SMAS, SMK Negeri: the first letters say the kind. MAN 1: the first word does, since every madrasah begins
  // with MA, also those of younger pupils.
  const std::string kind = absl::AsciiStrToUpper(text);
  if (absl::StartsWith(kind, "SMA")) return v1::SCHOOL_KIND_SMA;
  if (absl::StartsWith(kind, "SMK")) return v1::SCHOOL_KIND_SMK;
  const std::vector<absl::string_view> words = absl::StrSplit(kind, ' ', absl::SkipEmpty());
  const absl::string_view first = words.empty() ? "" : words[0];
  // Of the state, private, vocational.
  if (first == "MA" || first == "MAN" || first == "MAS" || first == "MAK") return v1::SCHOOL_KIND_MA;
  if (words.size() > 1 && first == "MADRASAH" && words[1] == "ALIYAH") return v1::SCHOOL_KIND_MA;
  violations.Add("kind", "KIND_UNKNOWN", "write SMA, SMK or MA; other schools have no pupils who reach 17");
  return v1::SCHOOL_KIND_UNSPECIFIED;
}

class SchoolKindOfTable : public Kind {
 public:
  explicit SchoolKindOfTable(const Villages& villages) : villages_(villages) {}

  std::unique_ptr<google::protobuf::Message> NewRequest() const override {
    return std::make_unique<v1::BatchImportSchoolsRequest>();
  }
  std::unique_ptr<google::protobuf::Message> NewResponse() const override {
    return std::make_unique<v1::BatchImportSchoolsResponse>();
  }

  void Read(const Cells& cells, google::protobuf::Message& message, Violations& violations) override {
    auto& row = dynamic_cast<v1::SchoolRow&>(message);
    row.set_npsn(PlainNumber(cells[kNpsn]));
    row.set_display_name(std::string(cells[kSchoolName]));
    row.set_kind(ReadSchoolKind(cells[kSchoolKind], violations));
    if (const auto code =
            villages_.Read(cells[kSchoolVillage], cells[kSchoolDistrict], "village_code", violations)) {
      row.set_village_code(*code);
    }
  }

 private:
  const Villages& villages_;
};

}  // namespace

absl::Span<const Field> SchoolFields() {
  return FieldsOfSchools();
}

std::unique_ptr<Kind> NewSchoolKind(const Referents& known) {
  return std::make_unique<SchoolKindOfTable>(known.villages);
}

}  // namespace dukcapil::cli
