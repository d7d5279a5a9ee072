#include "platform/mysql/in_list.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace dukcapil::mysql {
namespace {

using Texts = std::vector<std::string>;

Texts Values(int n) {
  Texts values;
  for (int i = 0; i < n; ++i) values.push_back(absl::StrCat(i));
  return values;
}

// The parameters of each chunk of `values`, behind the first one, with as many placeholders.
std::vector<Texts> Chunks(const Texts& values) {
  std::vector<Texts> chunks;
  const absl::Status status = ForEachChunk(
      values, "first", [&](absl::string_view placeholders, const std::vector<Param>& params) -> absl::Status {
        EXPECT_EQ(std::get<std::string>(params.at(0).value()), "first");
        Texts& chunk = chunks.emplace_back();
        for (std::size_t i = 1; i < params.size(); ++i) {
          chunk.push_back(std::get<std::string>(params[i].value()));
        }
        EXPECT_EQ(std::count(placeholders.begin(), placeholders.end(), '?'),
                  static_cast<std::ptrdiff_t>(chunk.size()));
        return absl::OkStatus();
      });
  EXPECT_TRUE(status.ok()) << status;
  return chunks;
}

TEST(InListTest, PlacesArePowersOfTwo) {
  EXPECT_EQ(Places(1), 1u);
  EXPECT_EQ(Places(2), 2u);
  EXPECT_EQ(Places(3), 4u);
  EXPECT_EQ(Places(64), 64u);
  EXPECT_EQ(Places(65), 128u);
}

TEST(InListTest, TheLastValueFillsUp) {
  EXPECT_EQ(Chunks({}), (std::vector<Texts>{}));
  EXPECT_EQ(Chunks({"a"}), (std::vector<Texts>{{"a"}}));
  EXPECT_EQ(Chunks({"a", "b", "c"}), (std::vector<Texts>{{"a", "b", "c", "c"}}));
}

TEST(InListTest, ManyAreCutIntoChunks) {
  const Texts values = Values(1030);
  const std::vector<Texts> chunks = Chunks(values);
  ASSERT_EQ(chunks.size(), 3u);
  EXPECT_EQ(chunks[0], Texts(values.begin(), values.begin() + 512));
  EXPECT_EQ(chunks[1], Texts(values.begin() + 512, values.begin() + 1024));
  EXPECT_EQ(chunks[2], (Texts{"1024", "1025", "1026", "1027", "1028", "1029", "1029", "1029"}));
}

TEST(InListTest, TheFirstErrorEndsIt) {
  int runs = 0;
  const absl::Status status = ForEachChunk(Values(1030), "first", [&](absl::string_view, const auto&) {
    ++runs;
    return absl::AbortedError("no");
  });
  EXPECT_EQ(status, absl::AbortedError("no"));
  EXPECT_EQ(runs, 1);
}

}  // namespace
}  // namespace dukcapil::mysql
