#include "samples/nik_maker.h"

#include <cstdlib>

#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"

namespace dukcapil::samples {

std::string NikMaker::Make(absl::string_view district, absl::CivilDay birth_date, bool female) {
  constexpr int kFirstSerial = 9000;
  constexpr int kSerials = 1000;
  constexpr int kDayOfWomen = 40;
  const std::string region = absl::StrReplaceAll(district, {{".", ""}});
  const std::string prefix =
      absl::StrFormat("%s%02d%02d%02d", region, birth_date.day() + (female ? kDayOfWomen : 0),
                      birth_date.month(), birth_date.year() % 100);
  int& given = given_[prefix];
  if (given == kSerials) std::abort();
  return absl::StrFormat("%s%04d", prefix, kFirstSerial + given++);
}

}  // namespace dukcapil::samples
