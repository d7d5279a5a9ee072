#include <gmock/gmock.h>

#include <map>
#include <set>
#include <thread>

#include "absl/strings/substitute.h"
#include "absl/synchronization/barrier.h"
#include "absl/time/clock.h"
#include "inventory-svc/testing/movement_fixture.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {
namespace {

using Races = InventoryTest;
constexpr int kCallers = 64;

// Runs `work(i)` on 64 threads that start together.
template <class F>
void AllAtOnce(F work, int callers = kCallers) {
  auto* const barrier = new absl::Barrier(callers);
  std::vector<std::thread> threads;
  for (int i = 0; i < callers; ++i) {
    threads.emplace_back([barrier, &work, i] {
      if (barrier->Block()) delete barrier;
      work(i);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

v1::CreateCardApplicationRequest LostCard(const std::string& resident) {
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
        CreateCardApplication(*app_, testing::WriteCall("CreateCardApplication"), LostCard(NewResident()));
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
  const auto request = LostCard(NewResident());
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
        CreateCardApplication(*app_, testing::WriteCall("CreateCardApplication"), LostCard(resident));
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

// What the register says is kept already, so that the writes of a group share all they can.
class FollowedRaces : public InventoryTest {
 protected:
  // Residents of whom the register's stream told.
  std::vector<std::string> ToldOf(int count) {
    std::vector<std::string> names;
    std::vector<KnownResident> residents;
    for (int i = 0; i < count; ++i) {
      names.push_back(NewResident());
      residents.push_back({"17.02", names.back().substr(names.back().rfind('/') + 1), resident_});
    }
    const absl::Status kept = app_->store.WriteInternal(testing::WriteCall("test"), [&](Tx& tx) {
      tx.NoChange();
      return tx.KeepListed(residents);
    });
    EXPECT_TRUE(kept.ok()) << kept;
    app_->register_horizon.Advance(app_->clock.Now());
    return names;
  }
};

TEST_F(FollowedRaces, OfSixtyFourCallersForTheLastTenBlanksTenWin) {
  OpenOffice(10);
  const std::vector<std::string> residents = ToldOf(kCallers);
  std::vector<absl::StatusOr<v1::CardApplication>> answers(kCallers);
  AllAtOnce([&](int i) {
    const auto index = static_cast<std::size_t>(i);
    answers[index] =
        CreateCardApplication(*app_, testing::WriteCall("CreateCardApplication"), LostCard(residents[index]));
  });
  std::set<std::int64_t> seen;
  for (const auto& answer : answers) {
    ASSERT_TRUE(answer.ok()) << answer.status();
    if (answer->state() == v1::CARD_APPLICATION_STATE_RESERVED) seen.insert(answer->decision().available());
  }
  EXPECT_THAT(seen, ::testing::ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));  // each what the others had left
  EXPECT_EQ(Office().reserved(), 10);
  EXPECT_EQ(Proof(), "");
}

// Of four requests of each resident one is taken, while cards arrive and some ask at a place that is none.
TEST_F(FollowedRaces, EachResidentGetsOneOpenRequestAndWhoeverWaitsIsServed) {
  OpenOffice(3);
  const std::vector<std::string> residents = ToldOf(kCallers / 4);
  std::vector<absl::StatusOr<v1::CardApplication>> answers(kCallers);
  AllAtOnce(
      [&](int i) {
        if (i == kCallers) {
          EXPECT_TRUE(Receive("RJL00001001", "RJL00001100").ok());
          return;
        }
        auto request = LostCard(residents[static_cast<std::size_t>(i / 4)]);
        if (i % 8 == 0) request.mutable_card_application()->set_location(std::string(kOffice) + "-9");
        answers[static_cast<std::size_t>(i)] =
            CreateCardApplication(*app_, testing::WriteCall("CreateCardApplication"), request);
      },
      kCallers + 1);
  int won = 0;
  for (const auto& answer : answers) {
    won += answer.ok() ? 1 : 0;
    if (answer.ok() || absl::IsNotFound(answer.status())) continue;
    EXPECT_EQ(Refusal(answer.status()), "OPEN_REQUEST_EXISTS");
  }
  EXPECT_EQ(won, kCallers / 4);
  EXPECT_EQ(Office().reserved(), kCallers / 4);
  EXPECT_EQ(Proof(), "");
}

// It was to lock the facts of both.
TEST_F(FollowedRaces, WhoRunsOutOfTimeWhileReadingForAllMisleadsNobody) {
  OpenOffice(1);
  const std::vector<std::string> names = ToldOf(2);
  Call late_call = testing::WriteCall("test");
  const auto lock_facts = [&](const Call& call, const std::string& name) {
    const Asking asking = {"17.02", name.substr(name.rfind('/') + 1), "kantor"};
    return app_->store
        .Write(call, asking,
               [&](Tx& tx) -> absl::StatusOr<v1::CardApplication> {
                 tx.NoChange();
                 if (&call == &late_call) absl::SleepFor(call.deadline - absl::Now());
                 ASSIGN_OR_RETURN(const auto applicant, tx.LockApplicant(asking.regency, asking.resident));
                 if (!applicant.has_value()) return absl::NotFoundError("no facts");
                 return v1::CardApplication();
               })
        .status();
  };
  absl::Status late_answer;
  absl::Status answer;
  std::thread late;
  std::thread other;
  // While this one occupies the lane both come, first the one that will be late.
  const auto occupy = [&](Tx& tx) -> absl::StatusOr<v1::CardApplication> {
    constexpr absl::Duration kToCome = absl::Milliseconds(100);
    tx.NoChange();
    late_call.deadline = absl::Now() + 10 * kToCome;
    late = std::thread([&] { late_answer = lock_facts(late_call, names[0]); });
    absl::SleepFor(kToCome);
    other = std::thread([&] { answer = lock_facts(testing::WriteCall("test"), names[1]); });
    absl::SleepFor(kToCome);
    return v1::CardApplication();
  };
  EXPECT_TRUE(app_->store.Write(testing::WriteCall("test"), occupy).ok());
  late.join();
  other.join();
  EXPECT_TRUE(absl::IsDeadlineExceeded(late_answer)) << late_answer;
  EXPECT_TRUE(answer.ok()) << answer;
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

using MovementRaces = MovementTest;

// 20 reserved of 40: transfers and losses of overlapping blanks, prints on them, and counts of them all at
// once.
TEST_F(MovementRaces, TransfersPrintsAndCountsOfOneLocationConserveItsBlanks) {
  constexpr int kClerks = 32;
  OpenOffice(40);
  OpenPoint();
  std::vector<std::string> applications;
  for (int i = 0; i < 20; ++i) applications.push_back(Apply(v1::CARD_APPLICATION_REASON_FIRST_ISSUE)->name());
  std::vector<absl::Status> answers(kClerks);
  std::atomic<int> transferred = 0;
  std::atomic<int> printed = 0;
  AllAtOnce(
      [&](int i) {
        absl::Status& answer = answers[static_cast<std::size_t>(i)];
        const std::int64_t first = 1 + (i / 3) * 4 % 40;
        if (i % 3 == 0) {
          answer = Enter(absl::Substitute("transfer { from_location: \"$0\" to_location: \"$1\" serials $2 }",
                                          kOffice, kPoint, Serials(first, first + 3)))
                       .status();
          if (answer.ok()) transferred += 4;
        } else if (i % 3 == 1) {
          answer = Print(applications[static_cast<std::size_t>(i / 2)], FormatSerial({"RJL", 8, first + 1}))
                       .status();
          if (answer.ok()) ++printed;
        } else {
          const auto count =
              Enter(absl::Substitute("stock_take { location: \"$0\" serials $1 }", kOffice, Serials(1, 40)));
          answer = count.ok() ? Confirm(count->name()).status() : count.status();
        }
      },
      kClerks);
  for (const absl::Status& answer : answers) {
    if (answer.ok()) continue;
    EXPECT_THAT(Refusal(answer),
                ::testing::AnyOf("BLANK_NOT_AT_LOCATION", "STOCK_RESERVED", "BLANK_ELSEWHERE"))
        << answer;
  }
  EXPECT_GT(transferred, 0);
  const v1::Location office = Office();
  EXPECT_EQ(office.on_hand(), 40 - transferred - printed);
  EXPECT_EQ(office.reserved(), 20 - printed);
  EXPECT_GE(office.available(), 0);
  EXPECT_EQ(Proof(), "");
}

}  // namespace
}  // namespace dukcapil::inventory
