// An upload of 300 files from 6 kits, out of order and by three uploaders at once, while population-svc is
// killed ten times: it ends in the same state as one clean upload in order.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <grpcpp/grpcpp.h>

#include "absl/strings/str_cat.h"
#include "platform/crypto/uuid.h"
#include "tests/faults/load.h"
#include "tests/faults/running_services.h"
#include "tests/faults/small_office.h"

namespace dukcapil {
namespace {

namespace pv1 = population::v1;
using testing::Ask;
using testing::UntilAnswered;

constexpr int kPersons = 150;  // of each of the two uploads
constexpr int kLate = 20;      // of them; they come into the register after all files
constexpr int kFiles = 300;
constexpr int kKits = 6;
constexpr int kEventsInAFile = 6;
constexpr int kUploadKills = 10;
constexpr int kUploaders = 3;

// The two uploads tell the same of different people.
struct Cohort {
  int first;  // number of its first person
  const char* village;
};
constexpr Cohort kClean{0, "17.02.09.1012"};
constexpr Cohort kKilled{500, "17.02.09.1013"};

pv1::ResidentRow Person(const Cohort& cohort, int i) {
  pv1::ResidentRow row = testing::UnrecordedRow(cohort.first + i);
  row.set_village_code(cohort.village);
  return row;
}

void Register(const testing::RunningServices& services, const Cohort& cohort, int from, int to) {
  std::vector<pv1::ResidentRow> rows;
  for (int i = from; i < to; ++i) rows.push_back(Person(cohort, i));
  testing::Import(*services.Population(), rows, NewUuid());
}

// The files of `cohort`: what each person's kit told, a few times with a clock that runs a year ahead, and
// again in a later file.
std::vector<pv1::BatchSubmitRecordingEventsRequest> FilesOf(const Cohort& cohort) {
  std::mt19937 random(300);
  const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  constexpr const char* kCodes[] = {"BIO_CAPTURED", "PROCESSING",   "SENT_FOR_ENROLLMENT",
                                    "RESUBMITTED",  "PACKET_RETRY", "A_NEW_CODE"};
  std::vector<pv1::BatchSubmitRecordingEventsRequest> files;
  for (int file = 0; file < kFiles; ++file) {
    pv1::BatchSubmitRecordingEventsRequest request;
    request.set_parent(testing::kRegency);
    request.set_request_id(NamedUuid(absl::StrCat("file ", cohort.first, " ", file)));
    for (int i = 0; i < kEventsInAFile; ++i) {
      if (file > 0 && pick(12) == 0) {
        const auto& earlier = files[static_cast<std::size_t>(pick(file))];
        *request.add_events() = earlier.events(pick(earlier.events_size()));
        continue;
      }
      pv1::RecordingEvent& event = *request.add_events();
      event.set_nik(Person(cohort, pick(kPersons)).nik());
      event.set_source(pv1::RECORDING_SOURCE_KIT);
      event.set_kit(absl::StrCat("KIT-", file % kKits));
      event.set_sequence(file * kEventsInAFile + i);
      const std::int64_t clock = pick(40) == 0 ? 1'728'000'000 : 1'675'000'000;
      event.mutable_event_time()->set_seconds(clock + pick(20'000'000));
      event.set_raw_code(kCodes[pick(std::size(kCodes))]);
    }
    files.push_back(std::move(request));
  }
  return files;
}

void Upload(pv1::PopulationService::Stub& stub, const pv1::BatchSubmitRecordingEventsRequest& file) {
  const grpc::Status status = UntilAnswered([&](grpc::ClientContext& context) {
    pv1::BatchSubmitRecordingEventsResponse response;
    return stub.BatchSubmitRecordingEvents(&context, file, &response);
  });
  EXPECT_TRUE(status.ok()) << status.error_message();
}

// What the register has of `cohort`, by what does not tell the two apart.
std::vector<testing::Answer> StateOf(const testing::RunningServices& services, const Cohort& cohort) {
  const mysql::DatabaseOptions& schema = services.PopulationSchema();
  const auto ask = [&](absl::string_view what) {
    return Ask(schema, absl::StrCat(what, " WHERE r.village = '", cohort.village, "' GROUP BY 1"));
  };
  return {ask("SELECT SUBSTRING_INDEX(r.full_name, ' ', -1) % 500, CONCAT_WS(' ', MIN(r.recording_state), "
              "MIN(IFNULL(r.covered_date, '-')), MIN(IFNULL(r.recording_since, '-'))) FROM resident r"),
          ask("SELECT CONCAT_WS(' ', e.event_time, e.kit, e.sequence), CONCAT_WS(' ', MIN(e.raw_code), "
              "COUNT(*)) FROM recording_event e JOIN resident r ON r.regency = e.regency AND "
              "r.id = e.resident_id"),
          ask("SELECT CONCAT_WS(' ', h.event_time, h.kit, h.sequence), CONCAT_WS(' ', MIN(h.reason), "
              "MIN(h.state), COUNT(*)) FROM held_event h JOIN resident r ON r.regency = h.regency AND "
              "r.id = h.whom"),
          // Rows of zeros tell of the way, not of the end.
          Ask(schema, absl::StrCat("SELECT CONCAT_WS(' ', level, bucket), CONCAT_WS(' ', obliged, covered, "
                                   "print_ready, blocked, doubtful) FROM coverage_delta WHERE village = '",
                                   cohort.village,
                                   "' AND NOT (obliged = 0 AND covered = 0 AND "
                                   "print_ready = 0 AND blocked = 0 AND doubtful = 0)"))};
}

TEST(KillUploads, EndInTheStateOfOneCleanUpload) {
  testing::RunningServices services;
  for (const Cohort& cohort : {kClean, kKilled}) Register(services, cohort, 0, kPersons - kLate);
  const auto stub = services.Population();  // of an address that stays
  for (const auto& file : FilesOf(kClean)) Upload(*stub, file);

  std::vector<pv1::BatchSubmitRecordingEventsRequest> files = FilesOf(kKilled);
  std::mt19937 random(6);
  std::shuffle(files.begin(), files.end(), random);
  std::atomic<std::size_t> next = 0;
  testing::Progress progress;
  std::vector<std::thread> uploaders;
  for (int i = 0; i < kUploaders; ++i) {
    uploaders.emplace_back([&] {
      for (std::size_t file = next++; file < files.size(); file = next++) {
        Upload(*stub, files[file]);
        progress.Advance();
      }
    });
  }
  for (int i = 0; i < kUploadKills; ++i) {
    progress.AwaitMore(5 + static_cast<int>(random() % 20));
    services.KillPopulation();
    services.StartPopulation();
  }
  for (std::thread& uploader : uploaders) uploader.join();

  for (const Cohort& cohort : {kClean, kKilled}) Register(services, cohort, kPersons - kLate, kPersons);
  const std::vector<testing::Answer> clean = StateOf(services, kClean);
  const std::vector<testing::Answer> killed = StateOf(services, kKilled);
  EXPECT_EQ(clean[0].size(), static_cast<std::size_t>(kPersons));
  EXPECT_GT(clean[1].size(), 1000u);
  EXPECT_GT(clean[2].size(), 50u);
  for (std::size_t i = 0; i < clean.size(); ++i) EXPECT_EQ(clean[i], killed[i]) << "question " << i;
  testing::ExpectCoverageProven(services);
}

}  // namespace
}  // namespace dukcapil
