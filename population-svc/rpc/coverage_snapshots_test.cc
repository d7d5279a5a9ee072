#include "population-svc/rpc/recordings_fixture.h"

namespace dukcapil::population {
namespace {

using absl::CivilDay;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

class CoverageSnapshotsTest : public RecordingsFixture {
 protected:
  static constexpr CivilDay kSemester{2023, 6, 30};

  absl::StatusOr<v1::CoverageSnapshot> Create(v1::CoverageSnapshot snapshot) {
    v1::CreateCoverageSnapshotRequest request;
    request.set_parent(kParent);
    *request.mutable_coverage_snapshot() = std::move(snapshot);
    return CreateCoverageSnapshot(*app_, testing::WriteCall(), request);
  }
  static v1::CoverageSnapshot Of(CivilDay date) {
    v1::CoverageSnapshot snapshot;
    *snapshot.mutable_date() = ToProto(date);
    return snapshot;
  }
  std::string Made(v1::CoverageSnapshot snapshot) {
    const auto made = Create(std::move(snapshot));
    EXPECT_TRUE(made.ok()) << made.status();
    return made.ok() ? made->name() : "";
  }
  // The comparison, once its parts are known to sum up, figure by figure.
  v1::CoverageComparison Compare(const std::string& name) {
    v1::CompareCoverageSnapshotRequest request;
    request.set_name(name);
    auto comparison = CompareCoverageSnapshot(*app_, testing::ReadCall(), request);
    EXPECT_TRUE(comparison.ok()) << comparison.status();
    if (!comparison.ok()) return {};
    v1::CoverageFigures sum = comparison->snapshot().known();
    const auto* type = v1::CoverageFigures::descriptor();
    const auto* reflection = v1::CoverageFigures::GetReflection();
    for (const auto& part : comparison->parts()) {
      for (int i = 0; i < type->field_count(); ++i) {
        const auto* field = type->field(i);
        reflection->SetInt64(&sum, field,
                             reflection->GetInt64(sum, field) + reflection->GetInt64(part.change(), field));
      }
    }
    EXPECT_EQ(sum.SerializeAsString(), comparison->known_now().SerializeAsString())
        << comparison->DebugString();
    return *comparison;
  }
  static v1::CoverageFigures PartOf(const v1::CoverageComparison& comparison, v1::CoverageCause cause) {
    for (const auto& part : comparison.parts()) {
      if (part.cause() == cause) return part.change();
    }
    return {};
  }
};

TEST_F(CoverageSnapshotsTest, AsPublishedAndAsKnown) {
  Import({Row(1), Row(2), Recorded(3, "PRINT_READY_RECORD", CivilDay(2023, 3, 1))});
  v1::CoverageSnapshot published = Of(kSemester);
  published.set_published_obliged(5);
  published.set_published_not_recorded(4);
  published.set_source_note("DKB semester I 2023, Ditjen Dukcapil");
  const auto made = Create(published);
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_EQ(made->label(), "DKB semester I 2023");
  EXPECT_EQ(made->published_obliged(), 5);
  EXPECT_EQ(made->known().obliged(), 3);
  EXPECT_EQ(made->known().not_recorded(), 2);
  EXPECT_THAT(made->created_by(), Not(IsEmpty()));
  const auto comparison = Compare(made->name());
  EXPECT_EQ(comparison.difference_at_entry().obliged(), -2);
  EXPECT_EQ(comparison.difference_at_entry().not_recorded(), -2);
  EXPECT_EQ(comparison.difference_at_entry().covered(), 0);
  EXPECT_EQ(comparison.parts_size(), 0);

  // For good: the same date and label again is refused; another label is another snapshot.
  EXPECT_EQ(GetErrorDetail(Create(published).status()).reason, "SNAPSHOT_EXISTS");
  published.set_label("Tim pemilu");
  EXPECT_TRUE(Create(published).ok());
  v1::ListCoverageSnapshotsRequest request;
  request.set_parent(kParent);
  const auto list = ListCoverageSnapshots(*app_, testing::ReadCall(), request);
  ASSERT_TRUE(list.ok()) << list.status();
  ASSERT_EQ(list->coverage_snapshots_size(), 2);
  EXPECT_EQ(list->coverage_snapshots(1).label(), "Tim pemilu");
}

TEST_F(CoverageSnapshotsTest, ExplainsByCauseWhatChangedSince) {
  const std::string late = ImportOne(Row(1));
  Import({Row(2), Row(3), Row(4)});
  const auto snapshot = Create(Of(kSemester));
  ASSERT_TRUE(snapshot.ok()) << snapshot.status();
  EXPECT_EQ(snapshot->published_obliged(), 4);
  EXPECT_EQ(snapshot->published_not_recorded(), 4);

  // A late upload; a death, a departure and an arrival entered late; somebody new in the register; a
  // correction; and what happened after the date, which is no difference.
  Submit({Event(late, CivilDay(2023, 5, 2), "BIO_CAPTURED")});
  v1::ResidentRow dead = Row(2);
  *dead.mutable_death_date() = ToProto(CivilDay(2023, 4, 1));
  v1::ResidentRow gone = Row(3);
  *gone.mutable_departure_date() = ToProto(CivilDay(2023, 8, 1));
  v1::ResidentRow younger = Row(4);
  *younger.mutable_birth_date() = ToProto(CivilDay(2006, 7, 1));
  v1::ResidentRow arrived = Row(5);
  *arrived.mutable_arrival_date() = ToProto(CivilDay(2023, 2, 1));
  Import({dead, gone, younger, arrived, Row(6)});
  const auto comparison = Compare(snapshot->name());
  EXPECT_EQ(PartOf(comparison, v1::COVERAGE_CAUSE_RECORDING).covered(), 1);
  EXPECT_EQ(PartOf(comparison, v1::COVERAGE_CAUSE_RECORDING).not_recorded(), -1);
  EXPECT_EQ(PartOf(comparison, v1::COVERAGE_CAUSE_DEATH).obliged(), -1);
  EXPECT_EQ(PartOf(comparison, v1::COVERAGE_CAUSE_DEPARTURE).obliged(), 0);
  EXPECT_EQ(PartOf(comparison, v1::COVERAGE_CAUSE_CORRECTION).obliged(), -1);
  EXPECT_EQ(PartOf(comparison, v1::COVERAGE_CAUSE_ARRIVAL).obliged(), 1);
  EXPECT_EQ(PartOf(comparison, v1::COVERAGE_CAUSE_REGISTERED).obliged(), 1);
  EXPECT_EQ(comparison.known_now().obliged(), 4);
  EXPECT_EQ(comparison.known_now().not_recorded(), 3);
}

TEST_F(CoverageSnapshotsTest, EachSnapshotExplainsWhatCameAfterIt) {
  const std::string name = ImportOne(Row(1));
  const std::string first = Made(Of(CivilDay(2022, 12, 31)));
  Submit({Event(name, CivilDay(2022, 5, 2), "BIO_CAPTURED")});
  const std::string second = Made(Of(kSemester));
  Submit({Event(name, CivilDay(2022, 3, 2), "VISIT_MOVED"),
          Event(name, CivilDay(2022, 6, 2), "DUPLICATE_RECORD")});
  Import({Row(2)});
  EXPECT_EQ(PartOf(Compare(first), v1::COVERAGE_CAUSE_RECORDING).covered(), 1);
  EXPECT_EQ(PartOf(Compare(first), v1::COVERAGE_CAUSE_RECORDING).blocked(), 1);
  EXPECT_EQ(PartOf(Compare(second), v1::COVERAGE_CAUSE_RECORDING).covered(), 0);
  EXPECT_EQ(PartOf(Compare(second), v1::COVERAGE_CAUSE_RECORDING).blocked(), 1);
  EXPECT_EQ(PartOf(Compare(second), v1::COVERAGE_CAUSE_REGISTERED).not_recorded(), 1);
  EXPECT_EQ(Verify().difference_count(), 0);
}

TEST_F(CoverageSnapshotsTest, NothingIsKeptWhereThereIsNoSnapshotToExplain) {
  const std::string name = ImportOne(Row(1));
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM coverage_revision"), 0);
  Made(Of(kSemester));
  Submit({Event(name, CivilDay(2023, 7, 1), "BIO_CAPTURED")});
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM coverage_revision"), 0);
  Submit({Event(name, CivilDay(2023, 6, 1), "BIO_CAPTURED")});
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM coverage_revision"), 1);
}

TEST_F(CoverageSnapshotsTest, RefusesWhatIsNoSnapshot) {
  const auto violations = [&](const v1::CoverageSnapshot& snapshot) {
    return ViolationsOf(Create(snapshot).status());
  };
  EXPECT_THAT(violations({}),
              ElementsAre("coverage_snapshot.date REQUIRED", "coverage_snapshot.label LENGTH"));
  EXPECT_THAT(violations(Of(CivilDay(2023, 7, 1))), ElementsAre("coverage_snapshot.label LENGTH"));
  EXPECT_THAT(violations(Of(CivilDay(2023, 12, 31))), ElementsAre("coverage_snapshot.date DATE_IN_FUTURE"));
  EXPECT_THAT(violations(Of(CivilDay(2010, 6, 30))), ElementsAre("coverage_snapshot.date DATE_TOO_EARLY"));
  v1::CoverageSnapshot half = Of(kSemester);
  half.set_published_obliged(5);
  EXPECT_THAT(violations(half), ElementsAre("coverage_snapshot.published_not_recorded REQUIRED"));
  half.set_published_not_recorded(6);
  EXPECT_THAT(violations(half), ElementsAre("coverage_snapshot.published_not_recorded OUT_OF_RANGE"));
  v1::CompareCoverageSnapshotRequest request;
  request.set_name("regions/17.02/coverageSnapshots/0190b5a4-0000-7000-8000-000000000001");
  EXPECT_EQ(CompareCoverageSnapshot(*app_, testing::ReadCall(), request).status().code(),
            absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace dukcapil::population
