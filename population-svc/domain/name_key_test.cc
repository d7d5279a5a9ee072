#include "population-svc/domain/name_key.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace dukcapil::population {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Texts(absl::string_view name) {
  std::vector<std::string> texts;
  for (const NameWord& word : NameWords(name)) texts.push_back(word.text);
  return texts;
}

TEST(NameKey, SpellingsOfOneSoundAreOneWord) {
  for (const std::vector<const char*>& same : std::vector<std::vector<const char*>>{
           {"muhammad", "mohammad", "mohamad", "muhamad", "mochamad", "moehammad", "muhammat", "mukhamad"},
           {"yusuf", "yusup", "yusuv"},
           {"syaiful", "saiful", "saeful", "sjaiful", "shaiful"},
           {"suharto", "soeharto"},
           {"joko", "djoko"},
           {"cahya", "tjahya", "cahia"},
           {"khairul", "chairul", "khoirul", "hairul"},
           {"rizki", "rizky", "riski", "rizqi"},
           {"taufik", "taufiq", "topik", "taupik"},
           {"fatimah", "fatima", "patimah", "fathimah"},
           {"ahmad", "achmad", "akhmad", "ahmat"},
           {"efendi", "effendi", "effendy", "ependi"},
           {"setiawan", "setyawan"},
           {"aulia", "auliya"},
           {"novi", "nofi", "nopi"},
           {"yudha", "yuda", "yudah"}}) {
    std::set<std::string> sounds;
    for (const char* word : same) sounds.insert(Sound(word));
    EXPECT_EQ(sounds.size(), 1u) << ::testing::PrintToString(same) << ::testing::PrintToString(sounds);
  }
  EXPECT_NE(Sound("rina"), Sound("rini"));
  EXPECT_NE(Sound("budi"), Sound("rudi"));
}

TEST(NameKey, TitlesDegreesAndMarksAreNoWords) {
  EXPECT_THAT(Texts("Dr. H. Budi Santoso, S.Pd., M.Si."), ElementsAre("budi", "santoso"));
  EXPECT_THAT(Texts("Hj. SITI AMINAH S.E"), ElementsAre("siti", "aminah"));
  EXPECT_THAT(Texts("Drs.H.Ahmad Jum'at, MM"), ElementsAre("ahmad", "jumat"));
  EXPECT_THAT(Texts("Ir. Joko bin Slamet (Sintetis)"), ElementsAre("joko", "slamet"));
  EXPECT_THAT(Texts("Nur-Hidayah A.Md.Keb"), ElementsAre("nur", "hidayah"));
  EXPECT_THAT(Texts("M. Rizki"), ElementsAre("muhammad", "rizki"));
  EXPECT_THAT(Texts("Moh.Ali"), ElementsAre("muhammad", "ali"));
  EXPECT_THAT(Texts("St. Aminah"), ElementsAre("siti", "aminah"));
  EXPECT_THAT(Texts("A. Hidayat"), ElementsAre("a", "hidayat"));
  // A name that is a title alone stays.
  EXPECT_THAT(Texts("Haji"), ElementsAre("haji"));
  EXPECT_THAT(Texts(" . , () "), IsEmpty());
  EXPECT_TRUE(NameWords("A. Hidayat")[0].is_initial());
}

TEST(NameKey, KeysAreThoseOfWordsAndPairsInAnyOrder) {
  const auto keys = [](absl::string_view name) { return NameKeys(NameWords(name)); };
  EXPECT_EQ(keys("Budi").size(), 1u);
  EXPECT_EQ(keys("Budi Santoso").size(), 3u);
  EXPECT_EQ(keys("Budi Dwi Santoso").size(), 6u);
  EXPECT_EQ(keys("Budi Budi").size(), 2u);
  EXPECT_EQ(keys("Budi Santoso"), keys("Santoso, Budi"));
  EXPECT_THAT(keys("Budi Dwi Santoso"), Contains(NameKey("santusu", "budi")));
  EXPECT_EQ(keys("Satu Dua Tiga Empat Lima Enam").size(), 10u);
  for (const std::string& key : keys("Budi Santoso")) EXPECT_EQ(key.size(), 8u);
  EXPECT_EQ(Initials(NameWords("Muhammad Rizki Dwi Putra Jaya")), "mrdp");
}

TEST(NameKey, SoundsALetterApartShareASpelling) {
  const auto meet = [](absl::string_view a, absl::string_view b) {
    const std::vector<std::string> one = Spellings(a), other = Spellings(b);
    std::vector<std::string> both;
    std::set_intersection(one.begin(), one.end(), other.begin(), other.end(), std::back_inserter(both));
    return !both.empty();
  };
  EXPECT_TRUE(meet("santusu", "santsu"));    // left out
  EXPECT_TRUE(meet("santusu", "santuksu"));  // more
  EXPECT_TRUE(meet("santusu", "samtusu"));   // another
  EXPECT_TRUE(meet("santusu", "satnusu"));   // swapped
  EXPECT_TRUE(meet("santusu", "sintasi"));   // vowels alone
  EXPECT_FALSE(meet("santusu", "suprapto"));
  EXPECT_THAT(Spellings("ri"), ElementsAre("ri"));
  EXPECT_THAT(Spellings("rina"), ElementsAre("#rn", "ina", "ria", "rin", "rina", "rna"));
}

}  // namespace
}  // namespace dukcapil::population
