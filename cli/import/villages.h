// Which village a row means: offices give its code, part of it, or its name.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "platform/status/error.h"

namespace dukcapil::cli {

// The districts and villages of one regency.
class Villages {
 public:
  // `regency` is its code, 17.02.
  explicit Villages(std::string regency) : regency_(std::move(regency)) {}

  // A district, 17.02.09, or a village, 17.02.09.2001, with its name.
  void Add(const std::string& code, absl::string_view name);

  // The village's code, from the whole of it (17.02.09.2001 or 1702092001), from its last part and the
  // district's (2001 and 9), or from its name, where several have it also the district's. What cannot be read
  // is a violation of `field`:
  //   VILLAGE_CODE_SHORT        the last part alone, or beside what is no district of the regency
  //   VILLAGE_CODE_STATISTICS   a code of BPS, which counts otherwise
  //   VILLAGE_CODE_MALFORMED    another number
  //   VILLAGE_NAME_UNKNOWN      also where what is given as its district is none of the regency
  //   VILLAGE_NAME_UNCLEAR
  // Whether there is such a code is for the service to say.
  std::optional<std::string> Read(absl::string_view village, absl::string_view district,
                                  absl::string_view field, Violations& violations) const;

 private:
  std::optional<std::string> FromNumber(const std::string& digits, absl::string_view district,
                                        absl::string_view field, Violations& violations) const;
  std::optional<std::string> FromName(absl::string_view village, absl::string_view district,
                                      absl::string_view field, Violations& violations) const;
  // The district's code from its number or name; empty where it is none of the regency.
  std::string DistrictOf(absl::string_view district) const;

  std::string regency_;
  absl::flat_hash_map<std::string, std::vector<std::string>> codes_;  // by name, of districts and villages
};

}  // namespace dukcapil::cli
