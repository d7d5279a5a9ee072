#include "cli/dukcapilctl.h"

#include <fstream>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/execute.h"
#include "cli/exit_codes.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "platform/status/error.h"

namespace dukcapil::cli {
namespace {

using ::testing::HasSubstr;

TEST(PopulationVerbs, EntersAndFindsResidents) {
  std::string sent;
  const FakeGateway gateway([&](absl::string_view method, const std::string& bytes,
                                const std::string&) -> absl::StatusOr<std::string> {
    const auto read = [&](auto request) { sent = TextOf(std::move(request), bytes); };
    if (absl::EndsWith(method, "/CreateResident")) read(population::v1::CreateResidentRequest());
    if (absl::EndsWith(method, "/UpdateResident")) read(population::v1::UpdateResidentRequest());
    if (absl::EndsWith(method, "/LookupResident")) read(population::v1::LookupResidentRequest());
    if (absl::EndsWith(method, "/MergeResidents")) read(population::v1::MergeResidentsRequest());
    if (absl::EndsWith(method, "/UnmergeResidents")) read(population::v1::UnmergeResidentsRequest());
    if (absl::EndsWith(method, "/DismissPossibleDouble")) {
      read(population::v1::DismissPossibleDoubleRequest());
      return population::v1::DismissPossibleDoubleResponse().SerializeAsString();
    }
    if (absl::EndsWith(method, "/ListPossibleDoubles")) {
      read(population::v1::ListPossibleDoublesRequest());
      return population::v1::ListPossibleDoublesResponse().SerializeAsString();
    }
    if (absl::EndsWith(method, "/GetDataQuality")) {
      read(population::v1::GetDataQualityRequest());
      return population::v1::DataQuality().SerializeAsString();
    }
    if (absl::EndsWith(method, "/SearchResidents")) {
      read(population::v1::SearchResidentsRequest());
      population::v1::SearchResidentsResponse response;
      response.add_matches()->mutable_resident()->set_full_name("Budi Santoso");
      return response.SerializeAsString();
    }
    return population::v1::Resident().SerializeAsString();
  });
  const std::string named = "resident create 1702090101909001 --full-name Budi --born 1990-01-01";
  EXPECT_EQ(Ask(gateway, named + " --sex male --village 17.02.09.2001").code, kOk);
  EXPECT_EQ(sent,
            "parent: \"regions/17.02\" resident { nik: \"1702090101909001\" full_name: \"Budi\" birth_date { "
            "year: 1990 month: 1 day: 1 } sex: SEX_MALE village: \"regions/17.02.09.2001\" }");
  EXPECT_EQ(Ask(gateway, named).code, kUsage);
  EXPECT_EQ(Ask(gateway, "resident update r --died 2023-10-01 --clear school,departure_date --etag 3").code,
            kOk);
  EXPECT_EQ(sent,
            "name: \"regions/17.02/residents/r\" resident { death_date { year: 2023 month: 10 day: 1 } } "
            "update_mask { paths: \"death_date\" paths: \"school\" paths: \"departure_date\" } etag: \"3\"");
  EXPECT_EQ(Ask(gateway, "resident update r").code, kUsage);
  EXPECT_EQ(Ask(gateway, "resident lookup 1702090101909001").code, kOk);
  EXPECT_EQ(sent, "parent: \"regions/17.02\" nik: \"1702090101909001\"");
  EXPECT_THAT(Ask(gateway, "resident search boedi --birth-year 1990 --in 17.02.09 --limit 5").out,
              HasSubstr("Budi Santoso"));
  EXPECT_EQ(sent,
            "parent: \"regions/17.02\" query: \"boedi\" birth_year: 1990 region: \"regions/17.02.09\" "
            "page_size: 5");
  EXPECT_EQ(Ask(gateway, "resident merge a --double b --double-etag 2").code, kOk);
  EXPECT_EQ(
      sent,
      "name: \"regions/17.02/residents/a\" double_name: \"regions/17.02/residents/b\" double_etag: \"2\"");
  EXPECT_EQ(Ask(gateway, "resident unmerge b").code, kOk);
  EXPECT_EQ(sent, "name: \"regions/17.02/residents/b\"");
  EXPECT_EQ(Ask(gateway, "resident doubles dismiss a b").code, kOk);
  EXPECT_EQ(
      sent,
      "parent: \"regions/17.02\" first: \"regions/17.02/residents/a\" second: \"regions/17.02/residents/b\"");
  EXPECT_EQ(Ask(gateway, "resident doubles list --min-score 90 --born-from 1990-01-01").code, kOk);
  EXPECT_THAT(sent, HasSubstr("min_score: 90 born_from { year: 1990 month: 1 day: 1 }"));
  EXPECT_EQ(Ask(gateway, "resident findings").code, kOk);
  EXPECT_EQ(sent, "name: \"regions/17.02/dataQuality\"");
}

TEST(PopulationVerbs, SendsFilesOfEventsUnderIdsThatFollowFromThem) {
  std::vector<std::string> ids;
  const FakeGateway gateway([&](absl::string_view method, const std::string& bytes,
                                const std::string&) -> absl::StatusOr<std::string> {
    namespace v1 = population::v1;
    EXPECT_EQ(method, "/dukcapil.population.v1.PopulationService/BatchSubmitRecordingEvents");
    v1::BatchSubmitRecordingEventsRequest request;
    EXPECT_TRUE(request.ParseFromString(bytes));
    ids.push_back(request.request_id());
    v1::BatchSubmitRecordingEventsResponse response;
    for (int i = 0; i < request.events_size(); ++i) {
      v1::EventResult& result = *response.add_results();
      result.set_index(i);
      result.set_outcome(v1::EVENT_OUTCOME_ACCEPTED);
      if (request.events(i).raw_code() == "PRINT_READY_RECORD") {
        result.set_outcome(v1::EVENT_OUTCOME_REFUSED);
        result.set_reason("CODE_NOT_OF_SOURCE");
        result.set_description("this source cannot know what the code says");
      }
    }
    return response.SerializeAsString();
  });
  const testing::TestAuthority directory;
  const std::string file = absl::StrCat(directory.directory(), "/kit.jsonl");
  std::ofstream(file) << R"({"nik":"1702090101909001","source":"RECORDING_SOURCE_KIT","kit":"KIT-1",)"
                      << R"("event_time":"2023-05-02T02:00:00Z","raw_code":"BIO_CAPTURED"})"
                      << "\n\n"
                      << R"({"nik":"1702090101909001","source":"RECORDING_SOURCE_KIT","kit":"KIT-1",)"
                      << R"("event_time":"2023-05-03T02:00:00Z","raw_code":"PRINT_READY_RECORD"})"
                      << "\n";
  for (int i = 0; i < 2; ++i) {
    const Outcome sent = Ask(gateway, absl::StrCat("--output csv recording submit ", file));
    EXPECT_EQ(sent.code, kFinding) << sent.err;
    EXPECT_THAT(sent.out, HasSubstr("1,2,1,0,0,0,0,1,0"));
    EXPECT_THAT(sent.err, HasSubstr("line 3: CODE_NOT_OF_SOURCE"));
  }
  ASSERT_EQ(ids.size(), 2u);
  EXPECT_EQ(ids[0], ids[1]);
}

TEST(PopulationVerbs, SaysWhereNobodyHasTheVeryName) {
  population::v1::SearchResidentsResponse response;
  const FakeGateway gateway([&](absl::string_view, const std::string&, const std::string&) {
    return absl::StatusOr<std::string>(response.SerializeAsString());
  });
  EXPECT_EQ(Ask(gateway, "resident search budi").err,
            "nobody of those searched has this name or one like it\n");
  response.add_matches()->set_score(61);
  EXPECT_EQ(Ask(gateway, "resident search budi").err,
            "nobody of those searched has this very name; these are like it\n");
  EXPECT_EQ(Ask(gateway, "--output csv resident search budi").err, "");
  response.add_matches()->set_score(100);
  EXPECT_EQ(Ask(gateway, "resident search budi").err, "");
}

TEST(PopulationVerbs, TellsARegionThatThereIsNotFromOneWithoutResidents) {
  const FakeGateway gateway([](absl::string_view method, const std::string& bytes,
                               const std::string&) -> absl::StatusOr<std::string> {
    if (!absl::EndsWith(method, "/GetRegion")) return "";  // an empty list of any kind
    population::v1::GetRegionRequest request;
    EXPECT_TRUE(request.ParseFromString(bytes));
    if (absl::StrContains(request.name(), "99")) return NotFoundError(request.name());
    return population::v1::Region().SerializeAsString();
  });
  for (const char* line : {"resident list --village 17.02.09.9999", "resident list --district 17.02.99",
                           "resident search budi --in 17.02.99"}) {
    const Outcome outcome = Ask(gateway, line);
    EXPECT_EQ(outcome.code, kRefused) << line;
    EXPECT_THAT(outcome.err, HasSubstr("was not found\n"));
  }
  EXPECT_EQ(Ask(gateway, "resident list --village 17.02.09.2001 --district 17.02.09").code, kOk);
}

TEST(PopulationVerbs, ShowsNoFigureOfWhatWasNotCounted) {
  const FakeGateway gateway(
      [](absl::string_view, const std::string&, const std::string&) -> absl::StatusOr<std::string> {
        population::v1::ListCoverageResponse response;
        response.add_coverages()->set_obliged(7);
        return response.SerializeAsString();
      });
  EXPECT_THAT(Ask(gateway, "--output csv coverage list").out, HasSubstr(",7,0,0,0,0,0,0,0,,\r\n"));
  EXPECT_THAT(Ask(gateway, "--output csv coverage list --since 2023-10-01 --pupils").out,
              HasSubstr(",7,0,0,0,0,0,0,0,0,0\r\n"));
}

TEST(PopulationVerbs, ListsWhatSumsUpAllPagesOnce) {
  const FakeGateway gateway([](absl::string_view method, const std::string& bytes,
                               const std::string&) -> absl::StatusOr<std::string> {
    EXPECT_EQ(method, "/dukcapil.population.v1.PopulationService/ListHeldEvents");
    population::v1::ListHeldEventsRequest request;
    EXPECT_TRUE(request.ParseFromString(bytes));
    population::v1::ListHeldEventsResponse response;
    response.add_held_events()->set_name(
        absl::StrCat("regions/17.02/heldEvents/", request.page_token(), "1"));
    response.add_kits()->set_kit("KIT-1");
    if (request.page_token().size() < 2) response.set_next_page_token(request.page_token() + "1");
    return response.SerializeAsString();
  });
  const Outcome listed = Ask(gateway, "--output json recording quarantine --limit 0");
  EXPECT_EQ(listed.code, kOk) << listed.err;
  for (const char* row : {"heldEvents/1\"", "heldEvents/11\"", "heldEvents/111\""}) {
    EXPECT_THAT(listed.out, HasSubstr(row));
  }
  EXPECT_EQ(listed.out.find("KIT-1"), listed.out.rfind("KIT-1")) << listed.out;
  EXPECT_THAT(listed.out, HasSubstr("\"next_page_token\": \"\""));
}

}  // namespace
}  // namespace dukcapil::cli
