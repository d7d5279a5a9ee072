// The table of schools: what kind of school an office means.
#include <gtest/gtest.h>

#include "cli/import/kind.h"
#include "dukcapil/population/v1/population_service.pb.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::population::v1;

// The kind, or the reason why there is none.
std::string SchoolKindOrReason(const std::string& kind) {
  const Referents known{Villages("17.02"), {}};
  const auto schools = NewSchoolKind(known);
  const Row row = {"10700001", "A school", kind, "17.02.09.2001"};
  const std::vector<int> columns = {0, 1, 2, 3, -1};
  v1::SchoolRow school;
  Violations violations;
  schools->Read(Cells(row, columns), school, violations);
  return violations.empty() ? v1::SchoolKind_Name(school.kind()) : violations.list().at(0).reason;
}

TEST(SchoolKind, TakesTheKindsOfOffices) {
  for (const char* kind : {"SMA", "SMAN 1", "smas", "SMA Negeri"}) {
    EXPECT_EQ(SchoolKindOrReason(kind), "SCHOOL_KIND_SMA") << kind;
  }
  for (const char* kind : {"SMK", "SMKN 2"}) EXPECT_EQ(SchoolKindOrReason(kind), "SCHOOL_KIND_SMK") << kind;
  for (const char* kind :
       {"MA", "MAN 1", "Man", "MAS Darul", "MAK", "Madrasah  Aliyah", "MADRASAH ALIYAH NEGERI"}) {
    EXPECT_EQ(SchoolKindOrReason(kind), "SCHOOL_KIND_MA") << kind;
  }
}

TEST(SchoolKind, TakesNoSchoolOfYoungerPupilsForAnMa) {
  for (const char* kind :
       {"MADRASAH TSANAWIYAH", "MADRASAH IBTIDAIYAH", "MADRASAH", "MTs", "MI", "SMP", "MANDIRI", ""}) {
    EXPECT_EQ(SchoolKindOrReason(kind), "KIND_UNKNOWN") << kind;
  }
}

}  // namespace
}  // namespace dukcapil::cli
