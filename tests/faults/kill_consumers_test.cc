// kill -9 of both services, twenty times at random, while each follows the other under load: in the end each
// has what the other's changes say, every effect once.
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <grpcpp/grpcpp.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "platform/crypto/uuid.h"
#include "tests/faults/load.h"
#include "tests/faults/running_services.h"
#include "tests/faults/small_office.h"

namespace dukcapil {
namespace {

namespace iv1 = inventory::v1;
namespace pv1 = population::v1;
using testing::Answer;
using testing::Ask;
using testing::Progress;
using testing::UntilAnswered;

constexpr int kPeople = 200;
constexpr int kApplicants = 150;  // of them; the others are only recorded
constexpr int kBlanks = 120;      // fewer than applicants: some wait
constexpr int kKillings = 20;

class Load {
 public:
  Load(testing::RunningServices& services, std::vector<std::string> people)
      : population_(services.Population()), inventory_(services.Inventory()), people_(std::move(people)) {}

  // Applies and prints, one resident after the other.
  void RunCards(std::atomic<int>& next) {
    for (int i = next++; i < kApplicants; i = next++) {
      iv1::CreateCardApplicationRequest request;
      request.set_parent(testing::kRegency);
      request.set_request_id(NamedUuid(absl::StrCat("apply ", i)));
      request.mutable_card_application()->set_resident(people_[static_cast<std::size_t>(i)]);
      request.mutable_card_application()->set_reason(iv1::CARD_APPLICATION_REASON_FIRST_ISSUE);
      request.mutable_card_application()->set_location(testing::kOffice);
      iv1::CardApplication application;
      const grpc::Status applied = UntilAnswered([&](grpc::ClientContext& context) {
        return inventory_->CreateCardApplication(&context, request, &application);
      });
      // Dead by now, or refused: an answer.
      if (!applied.ok()) {
        EXPECT_EQ(applied.error_code(), grpc::StatusCode::FAILED_PRECONDITION) << applied.error_message();
      } else if (application.state() == iv1::CARD_APPLICATION_STATE_RESERVED) {
        Print(application.name(), i);
      }
      progress_.Advance();
    }
  }
  // The centre changes its mind about whom it knows.
  void RunCentre() {
    std::mt19937 random(17);
    for (int i = 0; !done_; ++i) {
      pv1::BatchSubmitRecordingEventsRequest request;
      request.set_parent(testing::kRegency);
      request.set_request_id(NamedUuid(absl::StrCat("centre ", i)));
      pv1::RecordingEvent* event = request.add_events();
      event->set_resident(people_[random() % people_.size()]);
      event->set_source(pv1::RECORDING_SOURCE_CENTRE);
      event->set_sequence(i);
      event->mutable_event_time()->set_seconds(1'696'000'000 + i);
      event->set_raw_code(random() % 4 == 0 ? "DUPLICATE_RECORD" : "PRINT_READY_RECORD");
      const grpc::Status status = UntilAnswered([&](grpc::ClientContext& context) {
        pv1::BatchSubmitRecordingEventsResponse response;
        return population_->BatchSubmitRecordingEvents(&context, request, &response);
      });
      EXPECT_TRUE(status.ok()) << status.error_message();
      progress_.Advance();
    }
  }
  // Every tenth dies, spread over the load.
  void RunDeaths() {
    for (int i = 3; i < kPeople && !done_; i += 10) {
      pv1::BatchImportResidentsRequest request;
      request.set_parent(testing::kRegency);
      request.set_request_id(NamedUuid(absl::StrCat("death ", i)));
      *request.add_rows() = testing::PrintReadyRow(i);
      *request.mutable_rows(0)->mutable_death_date() = testing::Date(2023, 10, 1);
      const grpc::Status status = UntilAnswered([&](grpc::ClientContext& context) {
        pv1::BatchImportResidentsResponse response;
        return population_->BatchImportResidents(&context, request, &response);
      });
      EXPECT_TRUE(status.ok()) << status.error_message();
      progress_.Advance();
    }
  }
  Progress& progress() { return progress_; }
  void End() { done_ = true; }

 private:
  void Print(const std::string& application, int i) {
    iv1::PrintCardRequest request;
    request.set_name(application);
    request.set_request_id(NamedUuid(absl::StrCat("print ", i)));
    request.set_serial(absl::StrFormat("RJL%08d", printed_++ + 1));
    const grpc::Status status = UntilAnswered([&](grpc::ClientContext& context) {
      iv1::CardApplication printed;
      return inventory_->PrintCard(&context, request, &printed);
    });
    if (!status.ok()) {
      EXPECT_EQ(status.error_code(), grpc::StatusCode::FAILED_PRECONDITION) << status.error_message();
    }
  }

  const std::unique_ptr<pv1::PopulationService::Stub> population_;
  const std::unique_ptr<iv1::InventoryService::Stub> inventory_;
  const std::vector<std::string> people_;
  Progress progress_;
  std::atomic<int> printed_ = 0;
  std::atomic<bool> done_ = false;
};

// Both cursors stand at the other's last number, and nothing waits for one.
bool IsSettled(const testing::RunningServices& services) {
  constexpr char kHead[] =
      "SELECT 'head', CONCAT(highest, ' ', (SELECT COUNT(*) FROM `change` WHERE sequence IS NULL))"
      " FROM change_counter";
  constexpr char kCursor[] = "SELECT 'head', CONCAT(sequence, ' 0') FROM change_cursor";
  const Answer population = Ask(services.PopulationSchema(), kHead);
  const Answer inventory = Ask(services.InventorySchema(), kHead);
  return Ask(services.InventorySchema(), kCursor) == population &&
         Ask(services.PopulationSchema(), kCursor) == inventory;
}

void ExpectEachHasWhatTheOtherSays(const testing::RunningServices& services) {
  const mysql::DatabaseOptions& population = services.PopulationSchema();
  const mysql::DatabaseOptions& inventory = services.InventorySchema();
  const Answer facts = Ask(population,
                           "SELECT id, CONCAT_WS(' ', recording_state = 4, recording_state IN (5, 6),"
                           " first_card_date IS NOT NULL, IFNULL(obliged_date, '-'),"
                           " IFNULL(death_date, '-'), version) FROM resident");
  EXPECT_EQ(facts.size(), static_cast<std::size_t>(kPeople));
  EXPECT_EQ(Ask(inventory,
                "SELECT resident, CONCAT_WS(' ', print_ready, blocked, has_first_card,"
                " IFNULL(obliged_date, '-'), IFNULL(death_date, '-'), version) FROM eligibility"),
            facts);

  const Answer printed = Ask(inventory,
                             "SELECT resident, CAST(print_date AS CHAR) FROM card_application"
                             " WHERE print_date IS NOT NULL");
  EXPECT_GT(printed.size(), 20u);
  EXPECT_EQ(Ask(population,
                "SELECT id, CAST(first_card_date AS CHAR) FROM resident WHERE first_card_date IS NOT NULL"),
            printed);
  // Each effect once.
  EXPECT_EQ(Ask(population,
                "SELECT 'cards', CAST(COUNT(*) AS CHAR) FROM `change` WHERE kind = 'FIRST_CARD_PRINTED'")
                .at("cards"),
            absl::StrCat(printed.size()));
  EXPECT_EQ(Ask(inventory,
                "SELECT 'cancelled', CAST(COUNT(*) AS CHAR) FROM `change`"
                " WHERE kind = 'CARD_APPLICATION_CANCELLED'"),
            Ask(inventory,
                "SELECT 'cancelled', CAST(COUNT(*) AS CHAR) FROM card_application"
                " WHERE state = 'CANCELLED'"));
  EXPECT_EQ(Ask(inventory,
                "SELECT a.id, a.state FROM card_application a JOIN eligibility e ON e.regency = a.regency"
                " AND e.resident = a.resident WHERE e.death_date IS NOT NULL"
                " AND a.state IN ('RESERVED', 'WAITLISTED')"),
            Answer());
}

void ExpectProven(const testing::RunningServices& services) {
  iv1::VerifyLedgerRequest ledger;
  ledger.set_parent(testing::kRegency);
  iv1::VerifyLedgerResponse ledger_proof;
  const grpc::Status verified = UntilAnswered([&](grpc::ClientContext& context) {
    return services.Inventory()->VerifyLedger(&context, ledger, &ledger_proof);
  });
  EXPECT_TRUE(verified.ok()) << verified.error_message();
  EXPECT_EQ(ledger_proof.difference_count(), 0) << ledger_proof.DebugString();
  testing::ExpectCoverageProven(services);
}

TEST(KillConsumers, EachEndsWithWhatTheOtherSaysOnce) {
  testing::RunningServices services;
  std::vector<pv1::ResidentRow> rows;
  for (int i = 0; i < kPeople; ++i) rows.push_back(testing::PrintReadyRow(i));
  Load load(services, testing::Import(*services.Population(), rows, NewUuid()));
  testing::OpenOffice(*services.Inventory(), kBlanks);

  std::atomic<int> next = 0;
  std::vector<std::thread> threads;
  threads.emplace_back([&] { load.RunCards(next); });
  threads.emplace_back([&] { load.RunCards(next); });
  threads.emplace_back([&] { load.RunCentre(); });
  threads.emplace_back([&] { load.RunDeaths(); });
  std::mt19937 random(20231014);
  for (int i = 0; i < kKillings; ++i) {
    load.progress().AwaitMore(1 + static_cast<int>(random() % 12));
    if (random() % 2 == 0) {
      services.KillInventory();
      services.StartInventory();
    } else {
      services.KillPopulation();
      services.StartPopulation();
    }
  }
  load.End();
  for (std::thread& thread : threads) thread.join();

  EXPECT_TRUE(testing::Eventually([&] { return IsSettled(services); }));
  ExpectEachHasWhatTheOtherSays(services);
  ExpectProven(services);
}

}  // namespace
}  // namespace dukcapil
