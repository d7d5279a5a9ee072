#include "samples/loader.h"

#include <map>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/synchronization/mutex.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "platform/status/error.h"
#include "samples/figures.h"

namespace dukcapil::samples {
namespace {

namespace population_v1 = ::dukcapil::population::v1;
namespace inventory_v1 = ::dukcapil::inventory::v1;

// Answers as the services would where nothing goes wrong, and counts what it was asked.
class Services {
 public:
  absl::Status Answer(const google::protobuf::Message& request, google::protobuf::Message& response) {
    const std::string type = request.GetDescriptor()->name();
    absl::MutexLock lock(&mutex_);
    ++calls_[type];
    if (failures_ > 0) {
      --failures_;
      return absl::UnavailableError("away");
    }
    const auto* field = request.GetDescriptor()->FindFieldByName("request_id");
    if (field != nullptr) request_ids_.insert(request.GetReflection()->GetString(request, field));
    if (type == "ListRegionsRequest") {
      AddVillages(dynamic_cast<population_v1::ListRegionsResponse&>(response));
    } else if (type == "BatchImportResidentsRequest") {
      const int rows = dynamic_cast<const population_v1::BatchImportResidentsRequest&>(request).rows_size();
      AddResults(rows,
                 *dynamic_cast<population_v1::BatchImportResidentsResponse&>(response).mutable_results());
    } else if (type == "BatchImportSchoolsRequest") {
      const int rows = dynamic_cast<const population_v1::BatchImportSchoolsRequest&>(request).rows_size();
      AddResults(rows, *dynamic_cast<population_v1::BatchImportSchoolsResponse&>(response).mutable_results());
    } else if (type == "CreateCardApplicationRequest") {
      auto& application = dynamic_cast<inventory_v1::CardApplication&>(response);
      application.set_name(absl::StrCat("regions/17.02/cardApplications/", calls_[type]));
      application.mutable_decision()->set_outcome(outcome_);
      EXPECT_NE(dynamic_cast<const inventory_v1::CreateCardApplicationRequest&>(request)
                    .card_application()
                    .resident(),
                "");
    }
    return absl::OkStatus();
  }

  // Loads from here; returns how long it would have waited in all.
  absl::Status Load() {
    return LoadSample({[this](const auto& request, auto& response) { return Answer(request, response); },
                       [this](absl::Duration pause) {
                         absl::MutexLock lock(&mutex_);
                         waited_ += pause;
                       },
                       [](absl::string_view) {}});
  }

  std::map<std::string, int> calls_;
  std::set<std::string> request_ids_;
  int failures_ = 0;
  int refused_row_ = -1;  // of every batch
  absl::Duration waited_;
  inventory_v1::CardApplicationState outcome_ = inventory_v1::CARD_APPLICATION_STATE_RESERVED;

 private:
  static void AddVillages(population_v1::ListRegionsResponse& response) {
    for (const DistrictFigures& district : ReferenceDistricts()) {
      for (int i = 1; i <= 10; ++i) {
        auto* region = response.add_regions();
        region->set_code(absl::StrFormat("%s.20%02d", district.code, i));
        region->set_display_name("Desa");
      }
    }
  }

  void AddResults(int rows,
                  google::protobuf::RepeatedPtrField<population_v1::ImportRowResult>& results) const {
    for (int i = 0; i < rows; ++i) {
      population_v1::ImportRowResult* result = results.Add();
      result->set_index(i);
      result->set_name(absl::StrCat("regions/17.02/residents/", i));
      result->set_outcome(population_v1::IMPORT_OUTCOME_CREATED);
      if (i != refused_row_) continue;
      result->set_outcome(population_v1::IMPORT_OUTCOME_REFUSED);
      auto* violation = result->add_violations();
      violation->set_field("nik");
      violation->set_reason("NIK_SERIAL_ZERO");
    }
  }

  absl::Mutex mutex_;
};

TEST(LoadSample, EntersEverythingOnce) {
  Services services;
  ASSERT_TRUE(services.Load().ok());
  EXPECT_EQ(services.calls_["BatchImportResidentsRequest"], 217);
  EXPECT_EQ(services.calls_["BatchImportSchoolsRequest"], 1);
  EXPECT_EQ(services.calls_["CreateTeamRequest"], 3);
  EXPECT_EQ(services.calls_["CreatePlanRequest"], 1);
  EXPECT_EQ(services.calls_["PublishPlanRequest"], 1);
  EXPECT_EQ(services.calls_["CreateLocationRequest"], 1);
  EXPECT_EQ(services.calls_["CreateMovementRequest"], 1);
  EXPECT_EQ(services.calls_["CreateCardApplicationRequest"], 2000);
  EXPECT_EQ(services.calls_["PrintCardRequest"], 2000);
  EXPECT_EQ(services.calls_["DeliverCardRequest"], 2000);
  EXPECT_EQ(services.request_ids_.size(), 217u + 1 + 3 + 1 + 1 + 1 + 1 + 3 * 2000);
  EXPECT_EQ(services.waited_, absl::ZeroDuration());

  // A second load asks for the same effects, and so has none.
  const std::set<std::string> first = services.request_ids_;
  ASSERT_TRUE(services.Load().ok());
  EXPECT_EQ(services.request_ids_, first);
}

TEST(LoadSample, TriesAgainWhenAServiceIsAwayForAMoment) {
  Services services;
  services.failures_ = 3;
  EXPECT_TRUE(services.Load().ok());
  EXPECT_EQ(services.waited_, absl::Milliseconds(100 + 200 + 400));
}

TEST(LoadSample, GivesUpWhenItStaysAway) {
  Services services;
  services.failures_ = 1000;
  EXPECT_EQ(services.Load().code(), absl::StatusCode::kUnavailable);
  EXPECT_GT(services.waited_, absl::Seconds(20));
  EXPECT_LT(services.waited_, absl::Seconds(60));
}

TEST(LoadSample, StopsAtARefusedRowAndSaysWhy) {
  Services services;
  services.refused_row_ = 900;  // no school has it
  const absl::Status status = services.Load();
  EXPECT_EQ(GetErrorDetail(status).reason, "SAMPLE_REFUSED");
  EXPECT_THAT(std::string(status.message()), ::testing::HasSubstr("nik: NIK_SERIAL_ZERO"));
  EXPECT_EQ(services.calls_["CreateLocationRequest"], 0);
}

TEST(LoadSample, StopsWhenACardIsNotReserved) {
  Services services;
  services.outcome_ = inventory_v1::CARD_APPLICATION_STATE_WAITLISTED;
  EXPECT_EQ(GetErrorDetail(services.Load()).reason, "SAMPLE_REFUSED");
  EXPECT_EQ(services.calls_["PrintCardRequest"], 0);
}

}  // namespace
}  // namespace dukcapil::samples
