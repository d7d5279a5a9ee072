#include <gmock/gmock.h>

#include <map>
#include <set>
#include <thread>

#include "absl/synchronization/barrier.h"
#include "inventory-svc/testing/inventory_fixture.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {
namespace {

using Races = InventoryTest;
constexpr int kCallers = 64;

// Runs `work(i)` on 64 threads that start together.
template <class F>
void AllAtOnce(F work) {
  auto* const barrier = new absl::Barrier(kCallers);
  std::vector<std::thread> threads;
  for (int i = 0; i < kCallers; ++i) {
    threads.emplace_back([barrier, &work, i] {
      if (barrier->Block()) delete barrier;
      work(i);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

v1::CreateCardApplicationRequest Request(const std::string& resident) {
  v1::CreateCardApplicationRequest request;
  request.set_parent(kRegency);
  request.mutable_card_application()->set_resident(resident);
  request.mutable_card_application()->set_location(kOffice);
  request.mutable_card_application()->set_reason(v1::CARD_APPLICATION_REASON_FIRST_ISSUE);
  return request;
}

TEST_F(Races, OfSixtyFourCallersForTheLastTenBlanksTenWin) {
  OpenOffice(10);
  std::vector<absl::StatusOr<v1::CardApplication>> answers(kCallers);
  AllAtOnce([&](int i) {
    answers[static_cast<std::size_t>(i)] =
        CreateCardApplication(*app_, testing::WriteCall("CreateCardApplication"), Request(NewResident()));
  });
  std::map<v1::CardApplicationState, int> outcomes;
  for (const auto& answer : answers) {
    ASSERT_TRUE(answer.ok()) << answer.status();
    ++outcomes[answer->state()];
  }
  EXPECT_EQ(outcomes[v1::CARD_APPLICATION_STATE_RESERVED], 10);
  EXPECT_EQ(outcomes[v1::CARD_APPLICATION_STATE_WAITLISTED], kCallers - 10);
  EXPECT_EQ(Office().reserved(), 10);
  EXPECT_EQ(Proof(), "");
}

TEST_F(Races, SixtyFourCopiesOfOneRequestHaveOneEffectAndOneAnswer) {
  OpenOffice(100);
  const Call call = testing::WriteCall("CreateCardApplication");
  const auto request = Request(NewResident());
  std::vector<absl::StatusOr<v1::CardApplication>> answers(kCallers);
  AllAtOnce(
      [&](int i) { answers[static_cast<std::size_t>(i)] = CreateCardApplication(*app_, call, request); });
  std::set<std::string> distinct;
  for (const auto& answer : answers) {
    ASSERT_TRUE(answer.ok()) << answer.status();
    distinct.insert(answer->SerializeAsString());
  }
  EXPECT_EQ(distinct.size(), 1u);
  EXPECT_EQ(Office().reserved(), 1);
  EXPECT_EQ(Proof(), "");
}

TEST_F(Races, OneResidentGetsOneOpenRequest) {
  OpenOffice(100);
  const std::string resident = NewResident();
  std::vector<absl::StatusOr<v1::CardApplication>> answers(kCallers);
  AllAtOnce([&](int i) {
    answers[static_cast<std::size_t>(i)] =
        CreateCardApplication(*app_, testing::WriteCall("CreateCardApplication"), Request(resident));
  });
  int won = 0;
  for (const auto& answer : answers) {
    if (answer.ok()) {
      ++won;
    } else {
      EXPECT_EQ(Refusal(answer.status()), "OPEN_REQUEST_EXISTS");
    }
  }
  EXPECT_EQ(won, 1);
  EXPECT_EQ(Office().reserved(), 1);
  EXPECT_EQ(Proof(), "");
}

TEST_F(Races, OneBlankIsUsedOnce) {
  OpenOffice(100);
  std::vector<std::string> applications;
  for (int i = 0; i < kCallers; ++i) {
    applications.push_back(Apply(v1::CARD_APPLICATION_REASON_FIRST_ISSUE)->name());
  }
  std::vector<absl::Status> answers(kCallers);
  AllAtOnce([&](int i) {
    const auto index = static_cast<std::size_t>(i);
    answers[index] = Print(applications[index], FormatSerial({"RJL", 8, 1 + i / 4})).status();
  });
  int printed = 0;
  for (const absl::Status& answer : answers) {
    if (answer.ok()) {
      ++printed;
    } else {
      EXPECT_EQ(Refusal(answer), "BLANK_NOT_AT_LOCATION") << answer;
    }
  }
  EXPECT_EQ(printed, kCallers / 4);
  EXPECT_EQ(Office().on_hand(), 100 - kCallers / 4);
  EXPECT_EQ(Proof(), "");
}

TEST_F(Races, OverlappingReceiptsAreTakenOnce) {
  OpenOffice(0);
  std::vector<absl::Status> answers(kCallers);
  AllAtOnce([&](int i) {
    answers[static_cast<std::size_t>(i)] =
        Receive(FormatSerial({"RJL", 8, 1 + i}), FormatSerial({"RJL", 8, 100 + i})).status();
  });
  int taken = 0;
  for (const absl::Status& answer : answers) taken += answer.ok() ? 1 : 0;
  EXPECT_EQ(taken, 1);
  EXPECT_EQ(Office().on_hand(), 100);
  EXPECT_EQ(Proof(), "");
}

}  // namespace
}  // namespace dukcapil::inventory
