#include "cli/import/cell_values.h"
#include "cli/import/kind.h"
#include "dukcapil/population/v1/population_service.pb.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::population::v1;

enum PupilField : std::size_t { kPupilNik, kPupilSchool };

// In the order of PupilField.
const std::vector<Field>& FieldsOfPupils() {
  static const auto& fields = *new std::vector<Field>{
      {"nik", {"nik", "niksiswa", "nikpesertadidik", "nonik", "nomorindukkependudukan"}, true},
      {"school_npsn", {"npsn", "npsnsekolah"}, true},
  };
  return fields;
}

class PupilKind : public Kind {
 public:
  std::unique_ptr<google::protobuf::Message> NewRequest() const override {
    return std::make_unique<v1::BatchImportPupilsRequest>();
  }
  std::unique_ptr<google::protobuf::Message> NewResponse() const override {
    return std::make_unique<v1::BatchImportPupilsResponse>();
  }

  void Read(const Cells& cells, google::protobuf::Message& message, Violations& violations) override {
    auto& row = dynamic_cast<v1::PupilRow&>(message);
    if (const auto nik = ReadNik(cells[kPupilNik], "nik", violations)) {
      row.set_nik(*nik);
      niks_.Note(*nik, "nik", violations);
    }
    row.set_school_npsn(PlainNumber(cells[kPupilSchool]));
  }

  std::vector<std::string> Doubts() const override {
    if (!niks_.AreRounded()) return {};
    return {kRoundedNiks};
  }

 private:
  NiksSeen niks_;
};

}  // namespace

absl::Span<const Field> PupilFields() {
  return FieldsOfPupils();
}

std::unique_ptr<Kind> NewPupilKind(const Referents& /*known*/) {
  return std::make_unique<PupilKind>();
}

}  // namespace dukcapil::cli
