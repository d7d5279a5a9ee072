#include "platform/readiness/readiness.h"

#include <atomic>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/synchronization/mutex.h"

namespace dukcapil {
namespace {

using ::testing::ElementsAre;

// Scripted steps: what each prepare and check answers, in order; the last answer of checks repeats.
class ReadinessTest : public ::testing::Test {
 protected:
  // Runs until `turns` outcomes were told; those outcomes.
  std::vector<bool> Run(std::vector<absl::Status> prepares, std::vector<absl::Status> checks,
                        std::size_t turns) {
    absl::Mutex mutex;
    std::vector<bool> told;
    Readiness readiness(
        {.prepare = [&] { return prepares.at(prepared_++); },
         .check = [&](absl::Time) { return checks.at(std::min(checked_++, checks.size() - 1)); },
         .set_serving =
             [&](bool serving) {
               absl::MutexLock lock(&mutex);
               told.push_back(serving);
             }},
        absl::Milliseconds(1));
    const auto enough = [&] { return told.size() >= turns; };
    absl::MutexLock lock(&mutex, absl::Condition(&enough));
    return {told.begin(), told.begin() + static_cast<std::ptrdiff_t>(turns)};
  }

  std::size_t prepared_ = 0;
  std::size_t checked_ = 0;
  const absl::Status away_ = absl::UnavailableError("away");
};

TEST_F(ReadinessTest, ServesAtOnce) {
  EXPECT_THAT(Run({absl::OkStatus()}, {absl::OkStatus()}, 3), ElementsAre(true, true, true));
  EXPECT_EQ(prepared_, 1u);
}

TEST_F(ReadinessTest, PreparesUntilItWorksAndNeverAgain) {
  EXPECT_THAT(Run({away_, away_, absl::OkStatus()}, {absl::OkStatus()}, 5),
              ElementsAre(false, false, true, true, true));
  EXPECT_EQ(prepared_, 3u);
}

TEST_F(ReadinessTest, FollowsTheDatabaseDownAndUp) {
  EXPECT_THAT(Run({absl::OkStatus()}, {absl::OkStatus(), away_, away_, absl::OkStatus()}, 5),
              ElementsAre(true, false, false, true, true));
}

}  // namespace
}  // namespace dukcapil
