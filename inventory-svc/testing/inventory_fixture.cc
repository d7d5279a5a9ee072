#include "inventory-svc/testing/inventory_fixture.h"

#include "absl/strings/str_cat.h"
#include "inventory-svc/rpc/convert.h"
#include "platform/crypto/uuid.h"
#include "platform/status/error.h"
#include "platform/testing/private_mariadb.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {

InventoryTest::InventoryTest() : options_(testing::NewSchema()) {
  resident_.eligibility = {true, false, absl::CivilDay(2000, 1, 1)};
  Sisters sisters;
  sisters.get_resident = [this](const Call&, const std::string&) { return resident_; };
  sisters.get_coverage = [this](const Call&, const std::string&, absl::CivilDay) { return coverage_; };
  sisters.list_regencies = [this](const Call&) { return regencies_; };
  sisters.get_register_figures = [this](const Call&, const std::string&, absl::CivilDay) {
    return register_;
  };
  sisters.get_expected_recordings = [this](const Call&, const std::string&, absl::CivilDay) {
    return expected_;
  };
  const Clock clock(kToday);
  app_.reset(new Inventory{Store(options_, RulesOfWaitlist(clock)), clock, WorkingCalendar(),
                           PageTokens(KeyRing({{1, Key{}}})), std::move(sisters)});
  const absl::Status status = app_->store.Migrate();
  EXPECT_TRUE(status.ok()) << status;
}

void InventoryTest::OpenOffice(std::int64_t cards) {
  v1::CreateLocationRequest request;
  request.set_parent(kRegency);
  request.set_location_id("kantor");
  request.mutable_location()->set_display_name("Kantor Disdukcapil");
  request.mutable_location()->set_kind(v1::LOCATION_KIND_OFFICE);
  v1::PrintCapacity* capacity = request.mutable_location()->mutable_print_capacity();
  capacity->set_monday(150);
  capacity->set_tuesday(150);
  capacity->set_wednesday(150);
  capacity->set_thursday(150);
  capacity->set_friday(60);
  capacity->set_saturday(75);
  const auto created = CreateLocation(*app_, testing::WriteCall("CreateLocation"), request);
  ASSERT_TRUE(created.ok()) << created.status();
  if (cards == 0) return;
  const auto received = Receive("RJL00000001", FormatSerial({"RJL", 8, cards}));
  ASSERT_TRUE(received.ok()) << received.status();
}

absl::StatusOr<v1::Movement> InventoryTest::Receive(const std::string& first, const std::string& last,
                                                    const std::string& location) {
  v1::CreateMovementRequest request;
  request.set_parent(kRegency);
  v1::Movement* movement = request.mutable_movement();
  movement->set_document_number(absl::StrCat("BA-", first));
  movement->mutable_receipt()->set_source(v1::EXTERNAL_PARTY_MINISTRY);
  movement->mutable_receipt()->set_location(location);
  v1::SerialRange* range = movement->mutable_receipt()->add_serials();
  range->set_first(first);
  range->set_last(last);
  return CreateMovement(*app_, testing::WriteCall("CreateMovement"), request);
}

std::string InventoryTest::NewResident() {
  return absl::StrCat(kRegency, "/residents/", NewUuid());
}

absl::StatusOr<v1::CardApplication> InventoryTest::Apply(v1::CardApplicationReason reason,
                                                         const std::string& resident) {
  v1::CreateCardApplicationRequest request;
  request.set_parent(kRegency);
  request.mutable_card_application()->set_resident(resident);
  request.mutable_card_application()->set_location(kOffice);
  request.mutable_card_application()->set_reason(reason);
  request.mutable_card_application()->set_evidence_number("LP/1/X/2023");
  return CreateCardApplication(*app_, testing::WriteCall("CreateCardApplication"), request);
}

absl::StatusOr<v1::CardApplication> InventoryTest::Print(const std::string& application,
                                                         const std::string& serial) {
  v1::PrintCardRequest request;
  request.set_name(application);
  request.set_serial(serial);
  return PrintCard(*app_, testing::WriteCall("PrintCard"), request);
}

absl::StatusOr<v1::CardApplication> InventoryTest::Deliver(const std::string& application) {
  v1::DeliverCardRequest request;
  request.set_name(application);
  return DeliverCard(*app_, testing::WriteCall("DeliverCard"), request);
}

absl::StatusOr<v1::CardApplication> InventoryTest::Cancel(const std::string& application) {
  v1::CancelCardApplicationRequest request;
  request.set_name(application);
  request.set_cause("withdrawn");
  return CancelCardApplication(*app_, testing::WriteCall("CancelCardApplication"), request);
}

v1::Location InventoryTest::Office() {
  v1::GetLocationRequest request;
  request.set_name(kOffice);
  const auto location = GetLocation(*app_, testing::ReadCall("GetLocation"), request);
  EXPECT_TRUE(location.ok()) << location.status();
  return location.value_or(v1::Location());
}

std::string InventoryTest::Proof() {
  v1::VerifyLedgerRequest request;
  request.set_parent(kRegency);
  const auto proof = VerifyLedger(*app_, testing::ReadCall("VerifyLedger"), request);
  if (!proof.ok()) return proof.status().ToString();
  std::string text;
  for (const v1::LedgerDifference& difference : proof->differences()) {
    absl::StrAppend(&text, difference.check(), " ", difference.subject(), ": ", difference.expected(),
                    " expected, ", difference.stored(), " stored\n");
  }
  return text;
}

void InventoryTest::SetMode(StockLevel level, std::int64_t protected_stock) {
  StockMode mode;
  mode.forecast_level = level;
  mode.protected_stock = protected_stock;
  mode.floor_stock = FloorOf(protected_stock);
  mode.date = kToday;
  mode.compute_time = app_->clock.Now();
  const absl::Status status =
      app_->store.WriteInternal(testing::WriteCall("SetMode"), [&](Tx& tx) -> absl::Status {
        tx.NoChange();
        return tx.SaveStockMode("17.02", mode);
      });
  EXPECT_TRUE(status.ok()) << status;
}

void InventoryTest::Damage(const std::string& sql) {
  mysql::Database database(testing::Administrator(options_));
  const absl::Status status = database.WriteInternal(testing::WriteCall("Damage"),
                                                     [&](mysql::Transaction& transaction) -> absl::Status {
                                                       transaction.NoChange();
                                                       const auto changed = transaction.Execute(sql);
                                                       if (changed.ok() && *changed == 0)
                                                         return absl::NotFoundError("nothing was damaged");
                                                       return changed.status();
                                                     });
  EXPECT_TRUE(status.ok()) << status << ": " << sql;
}

std::string Refusal(const absl::Status& status) {
  const ErrorDetail detail = GetErrorDetail(status);
  std::string text = detail.reason;
  for (const Violation& violation : detail.violations) {
    absl::StrAppend(&text, detail.violations.data() == &violation ? ": " : " ", violation.field);
  }
  return text;
}

}  // namespace dukcapil::inventory
