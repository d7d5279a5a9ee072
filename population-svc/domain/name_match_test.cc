#include "population-svc/domain/name_match.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "population-svc/domain/misspelt_names_test.h"

namespace dukcapil::population {
namespace {

using ::testing::ElementsAre;

double Score(absl::string_view asked, absl::string_view found) {
  return NameScore(NameWords(asked), NameWords(found));
}

TEST(NameMatch, CountsEdits) {
  EXPECT_EQ(EditDistance("", ""), 0);
  EXPECT_EQ(EditDistance("", "budi"), 4);
  EXPECT_EQ(EditDistance("budi", "budi"), 0);
  EXPECT_EQ(EditDistance("budi", "rudi"), 1);
  EXPECT_EQ(EditDistance("budi", "bdui"), 1);
  EXPECT_EQ(EditDistance("budi", "bui"), 1);
  EXPECT_EQ(EditDistance("budi", "bundi"), 1);
  EXPECT_EQ(EditDistance("kitten", "sitting"), 3);
  EXPECT_EQ(EditDistance(std::string(100, 'a'), std::string(90, 'a')), 0);  // the beginnings alone
}

TEST(NameMatch, TheSameWordsInAnyOrderAreBestAndEachFaultCosts) {
  EXPECT_DOUBLE_EQ(Score("Budi Santoso", "Santoso Budi"), 1);
  EXPECT_DOUBLE_EQ(Score("H. Budi Santoso, S.E.", "BUDI SANTOSO"), 1);
  const double other_spelling = Score("Boedi Santosa", "Budi Santoso");
  const double letter_wrong = Score("Budi Santowo", "Budi Santoso");
  const double word_missing = Score("Budi", "Budi Santoso");
  EXPECT_LT(other_spelling, 1);
  EXPECT_GT(Score("Boedi Santoso", "Budi Santoso"), letter_wrong);
  EXPECT_GT(letter_wrong, Score("Budi Santowo", "Rudi Santoso"));
  EXPECT_GT(word_missing, Score("Budi", "Budi Dwi Santoso"));
  EXPECT_GT(word_missing, Score("Budi Wijaya", "Budi Santoso"));
  EXPECT_GT(Score("B. Santoso", "Budi Santoso"), Score("B. Santoso", "Rudi Santoso"));
  EXPECT_GT(Score("Nurhidayah", "Nur Hidayah"), 0.95);
  EXPECT_GT(Score("Nur Hidayah", "Nurhidayah"), 0.95);
  EXPECT_EQ(Score("", "Budi"), 0);
  EXPECT_LT(Score("Siti Aminah", "Joko Widodo"), 0.5);
  // A word found stands for one asked word only.
  EXPECT_LT(Score("Budi Budi", "Budi"), 0.6);
}

TEST(NameMatch, LikelySoundsAreNearestFirst) {
  EXPECT_THAT(LikelySounds("rina", {"sulastri", "rini", "rina", "rani", "rina"}, 2),
              ElementsAre("rina", "rini"));
}

// Whatever a clerk mistypes stays nearer to the name meant than to one of other words.
TEST(NameMatch, AMisspeltNameIsLikeItself) {
  NameMaker names(7);
  int far = 0;
  for (int i = 0; i < 2000; ++i) {
    const std::string name = names.Name();
    const std::string other = names.Name();
    const std::string typed = names.Misspell(name);
    if (name != other && Score(typed, name) <= Score(typed, other)) ++far;
  }
  EXPECT_LE(far, 40);
}

}  // namespace
}  // namespace dukcapil::population
