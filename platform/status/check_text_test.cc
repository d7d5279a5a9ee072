#include "platform/status/check_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dukcapil {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Reasons(absl::string_view text) {
  Violations violations;
  CheckText(text, 1, 5, "field", violations);
  std::vector<std::string> reasons;
  for (const Violation& violation : violations.list()) reasons.push_back(violation.reason);
  return reasons;
}

TEST(CheckText, CountsCharactersAndNotBytes) {
  EXPECT_THAT(Reasons("a"), IsEmpty());
  EXPECT_THAT(Reasons("éééé€"), IsEmpty());
  EXPECT_THAT(Reasons(""), ElementsAre("LENGTH"));
  EXPECT_THAT(Reasons("abcdef"), ElementsAre("LENGTH"));
}

TEST(CheckText, RefusesARequiredTextOfSpaces) {
  EXPECT_THAT(Reasons("   "), ElementsAre("BLANK"));
  Violations violations;
  CheckText(" ", 0, 5, "field", violations);
  EXPECT_TRUE(violations.empty());
}

TEST(CheckText, RefusesControlCharacters) {
  EXPECT_THAT(Reasons("a\nb"), ElementsAre("CONTROL_CHARACTER"));
  EXPECT_THAT(Reasons("a\x7f"), ElementsAre("CONTROL_CHARACTER"));
  EXPECT_THAT(Reasons("a\xc2\x85"), ElementsAre("CONTROL_CHARACTER"));
  EXPECT_THAT(Reasons("a\xc2\xa0"), IsEmpty());
}

}  // namespace
}  // namespace dukcapil
