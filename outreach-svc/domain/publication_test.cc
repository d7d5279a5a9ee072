#include "outreach-svc/domain/publication.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "outreach-svc/domain/announced_visit_test.h"

namespace dukcapil::outreach {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Publication, KeepsCreatesAndNamesWhatFallsAway) {
  const std::vector<AnnouncedVisit> planned = {MakeVisit("a", "1"), MakeVisit("b", "2"), MakeVisit("c", "3")};
  const std::vector<AnnouncedVisit> announced = {MakeVisit("a", "1"), MakeVisit("b", "9"),
                                                 MakeVisit("d", "4")};
  const Publication cancelled = Compare(planned, announced, /*keep_fallen=*/false);
  ASSERT_EQ(cancelled.kept.size(), 1u);
  EXPECT_EQ(cancelled.kept[0].planned, 0);
  EXPECT_EQ(cancelled.kept[0].announced, 0);
  EXPECT_THAT(cancelled.fallen_away, ElementsAre(1, 2));
  EXPECT_THAT(cancelled.created, ElementsAre(1, 2));
  EXPECT_THAT(cancelled.blocked, IsEmpty());

  const Publication kept = Compare(planned, announced, /*keep_fallen=*/true);
  EXPECT_THAT(kept.fallen_away, ElementsAre(1, 2));
  EXPECT_THAT(kept.created, ElementsAre(2));
  EXPECT_THAT(kept.blocked, ElementsAre(1));
}

TEST(Publication, PinnedVisitsAndThoseThatBeganStay) {
  AnnouncedVisit pinned = MakeVisit("a", "9");
  pinned.pinned = true;
  AnnouncedVisit begun = MakeVisit("b", "9");
  begun.state = VisitState::kInProgress;
  const std::vector<AnnouncedVisit> planned = {MakeVisit("a", "1"), MakeVisit("b", "2"),
                                               MakeVisit("a", "1", HalfDay::kAfternoon)};
  const Publication publication = Compare(planned, {pinned, begun}, /*keep_fallen=*/false);
  EXPECT_THAT(publication.fallen_away, IsEmpty());
  EXPECT_THAT(publication.blocked, ElementsAre(0, 1));
  EXPECT_THAT(publication.created, ElementsAre(2));
}

}  // namespace
}  // namespace dukcapil::outreach
