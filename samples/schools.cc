#include "samples/schools.h"

#include <cstddef>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "samples/apportion.h"

namespace dukcapil::samples {
namespace {

namespace v1 = ::dukcapil::population::v1;

constexpr std::int64_t kSchools = 40;
// No school has a number of this range.
constexpr int kFirstNpsn = 99170201;

struct Kind {
  v1::SchoolKind kind;
  const char* name;
};
constexpr Kind kKinds[] = {{v1::SCHOOL_KIND_SMA, "SMA Negeri Contoh"},
                           {v1::SCHOOL_KIND_SMK, "SMK Negeri Contoh"},
                           {v1::SCHOOL_KIND_MA, "MA Negeri Contoh"}};

v1::SchoolRow MakeSchool(const VillagePlan& plan, std::size_t number) {
  const Kind& kind = kKinds[number % std::size(kKinds)];
  v1::SchoolRow school;
  school.set_npsn(absl::StrCat(kFirstNpsn + static_cast<int>(number)));
  school.set_display_name(
      absl::StrFormat("%s %02d %s (sintetis)", kind.name, number + 1, plan.district_name));
  school.set_kind(kind.kind);
  school.set_village_code(plan.village.code);
  return school;
}

}  // namespace

std::vector<v1::SchoolRow> MakeSchools(const std::vector<VillagePlan>& plans) {
  std::vector<std::size_t> first_of_district;
  std::vector<std::int64_t> obliged;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    if (i == 0 || plans[i].district != plans[i - 1].district) {
      first_of_district.push_back(i);
      obliged.push_back(0);
    }
    obliged.back() += plans[i].obliged;
  }
  const auto districts = static_cast<std::int64_t>(obliged.size());
  const std::vector<std::int64_t> further = Apportion(kSchools - districts, obliged);
  std::vector<v1::SchoolRow> schools;
  for (std::size_t district = 0; district < first_of_district.size(); ++district) {
    for (std::int64_t i = 0; i <= further[district]; ++i) {
      schools.push_back(
          MakeSchool(plans[first_of_district[district] + static_cast<std::size_t>(i)], schools.size()));
    }
  }
  return schools;
}

std::string SchoolChooser::Choose(absl::string_view district, Random& random) const {
  constexpr int kPercentInOwnDistrict = 80;
  if (random.Chance(kPercentInOwnDistrict)) {
    std::vector<const v1::SchoolRow*> own;
    for (const v1::SchoolRow& school : schools_) {
      if (absl::StartsWith(school.village_code(), absl::StrCat(district, "."))) own.push_back(&school);
    }
    return random.Pick(own)->npsn();
  }
  return random.Pick(schools_).npsn();
}

}  // namespace dukcapil::samples
