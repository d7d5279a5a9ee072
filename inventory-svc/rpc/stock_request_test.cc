#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "inventory-svc/rpc/forecast_inputs.h"
#include "inventory-svc/testing/stock_request_fixture.h"
#include "platform/crypto/uuid.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {
namespace {

class StockRequests : public StockRequestTest {};

TEST_F(StockRequests, AreDraftedWithTheSituationInSight) {
  OpenOffice(50);
  auto request = Parse<v1::CreateStockRequestRequest>(
      "parent: \"regions/17.02\" validate_only: true stock_request { quantity: 10000 justification: \"j\" "
      "needed_by_date { year: 2023 month: 11 day: 1 } }");
  Call reading = testing::ReadCall("CreateStockRequest");
  const auto answer = CreateStockRequest(*app_, reading, request);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->name(), "");
  EXPECT_EQ(answer->situation().on_hand(), 50);
  EXPECT_THAT(Names("parent: \"regions/17.02\""), ::testing::IsEmpty());

  Approved(700, 600);
  const auto draft = Draft(10000);
  ASSERT_TRUE(draft.ok()) << draft.status();
  EXPECT_EQ(draft->state(), v1::STOCK_REQUEST_STATE_DRAFT);
  EXPECT_EQ(draft->situation().on_the_way(), 600);
  request = Parse<v1::CreateStockRequestRequest>(
      "parent: \"regions/17\" stock_request { needed_by_date { year: 2023 month: 10 day: 13 } }");
  EXPECT_EQ(Refusal(CreateStockRequest(*app_, testing::WriteCall(), request).status()),
            "INVALID_FIELDS: parent stock_request.quantity stock_request.justification "
            "stock_request.needed_by_date");
}

TEST_F(StockRequests, AreUpdatedWhileDrafts) {
  const auto draft = Draft(10000);
  ASSERT_TRUE(draft.ok()) << draft.status();
  auto update = Parse<v1::UpdateStockRequestRequest>(
      "stock_request { quantity: 8000 } update_mask { paths: \"quantity\" }");
  update.set_name(draft->name());
  update.set_etag("0");
  EXPECT_EQ(UpdateStockRequest(*app_, testing::WriteCall(), update).status().code(),
            absl::StatusCode::kAborted);
  update.set_etag(draft->etag());
  const auto updated = UpdateStockRequest(*app_, testing::WriteCall(), update);
  ASSERT_TRUE(updated.ok()) << updated.status();
  EXPECT_EQ(updated->quantity(), 8000);
  EXPECT_EQ(updated->justification(), "pilkada");
  EXPECT_NE(updated->etag(), draft->etag());
  update.mutable_update_mask()->set_paths(0, "state");
  EXPECT_EQ(Refusal(UpdateStockRequest(*app_, testing::WriteCall(), update).status()),
            "INVALID_FIELDS: update_mask.paths[0]");
  ASSERT_TRUE(SubmitIt(draft->name()).ok());
  update.clear_etag();
  update.clear_update_mask();
  update.mutable_stock_request()->set_justification("j");
  EXPECT_EQ(Refusal(UpdateStockRequest(*app_, testing::WriteCall(), update).status()), "WRONG_STATE");
  v1::CancelStockRequestRequest cancel;
  cancel.set_name(draft->name());
  EXPECT_EQ(CancelStockRequest(*app_, testing::WriteCall(), cancel)->state(),
            v1::STOCK_REQUEST_STATE_CANCELLED);
  cancel.set_name(absl::StrCat(kRegency, "/stockRequests/", NewUuid()));
  EXPECT_EQ(CancelStockRequest(*app_, testing::WriteCall(), cancel).status().code(),
            absl::StatusCode::kNotFound);
}

TEST_F(StockRequests, AreDecidedEachByItself) {
  const auto here = Draft(1000);
  const auto there = Draft(500, "regions/17.03");
  const auto unsent = Draft(100);
  ASSERT_TRUE(here.ok() && there.ok() && unsent.ok());
  ASSERT_TRUE(SubmitIt(here->name()).ok());
  ASSERT_TRUE(SubmitIt(there->name()).ok());
  const std::string decisions = absl::StrCat(
      "decisions { name: \"", here->name(), "\" approved_quantity: 400 reason: \"what there is\" }",
      "decisions { name: \"", unsent->name(), "\" approved_quantity: 1 }",
      "decisions { name: \"regions/17.03/stockRequests/", NewUuid(), "\" approved_quantity: 1 }",
      "decisions { name: \"", there->name(), "\" approved_quantity: 501 }");
  const Call call = testing::WriteCall("BatchDecideStockRequests");
  const auto decided = DecideAll(decisions, call);
  ASSERT_TRUE(decided.ok()) << decided.status();
  EXPECT_EQ(decided->results(0).stock_request().state(), v1::STOCK_REQUEST_STATE_APPROVED);
  EXPECT_EQ(decided->results(1).refusal(), "WRONG_STATE");
  EXPECT_EQ(decided->results(2).refusal(), "NOT_FOUND");
  EXPECT_EQ(decided->results(3).refusal(), "APPROVAL_EXCEEDS_REQUEST");
  EXPECT_EQ(DecideAll(decisions, call)->SerializeAsString(), decided->SerializeAsString());
  // In the same words under another request id: nothing happens. In others: it is decided already.
  EXPECT_EQ(DecideAll(decisions)->results(0).stock_request().etag(),
            decided->results(0).stock_request().etag());
  EXPECT_EQ(DecideAll(absl::StrCat("decisions { name: \"", here->name(), "\" reason: \"no\" }"))
                ->results(0)
                .refusal(),
            "WRONG_STATE");
  const auto rejected = DecideAll(absl::StrCat("decisions { name: \"", there->name(), "\" reason: \"no\" }"));
  EXPECT_EQ(rejected->results(0).stock_request().state(), v1::STOCK_REQUEST_STATE_REJECTED);
  EXPECT_EQ(Read(there->name()).decision_reason(), "no");

  EXPECT_THAT(Names("parent: \"regions/-\""),
              ::testing::ElementsAre(here->name(), unsent->name(), there->name()));
  EXPECT_THAT(Names("parent: \"regions/17\" state: STOCK_REQUEST_STATE_APPROVED"),
              ::testing::ElementsAre(here->name()));
  EXPECT_THAT(Names("parent: \"regions/17.03\""), ::testing::ElementsAre(there->name()));
  EXPECT_THAT(Names("parent: \"regions/18\""), ::testing::IsEmpty());
}

TEST_F(StockRequests, BadDecisionsAreRefusedWholeNamingEachField) {
  EXPECT_EQ(Refusal(DecideAll("").status()), "INVALID_FIELDS: decisions");
  const std::string name = absl::StrCat("regions/17.02/stockRequests/", NewUuid());
  EXPECT_EQ(Refusal(DecideAll(absl::StrCat("decisions { name: \"", name, "\" approved_quantity: -1 }",
                                           "decisions { name: \"", name, "\" }",
                                           "decisions { name: \"x\" reason: \"r\" }"),
                              testing::WriteCall(), "regions/18")
                        .status()),
            "INVALID_FIELDS: decisions[0].name decisions[0].approved_quantity decisions[1].name "
            "decisions[1].reason decisions[1].name decisions[2].name");
}

TEST_F(StockRequests, TeachTheForecastHowTheMinistryCuts) {
  OpenOffice(10);
  coverage_ = {13872, 197205, 200, 196805, 196455};
  Approved(1000, 250);
  Approved(1000, 500);
  Approved(1000, 1000, "regions/17.03");
  ASSERT_TRUE(SubmitIt(Draft(1000)->name()).ok());  // not decided
  const auto inputs =
      GatherForecastInputs(*app_, testing::ReadCall("GetForecast"), "17.02", kToday, kToday + 30);
  ASSERT_TRUE(inputs.ok()) << inputs.status();
  EXPECT_THAT(inputs->decided_requests, ::testing::ElementsAre(0.5, 0.25));
}

}  // namespace
}  // namespace dukcapil::inventory
