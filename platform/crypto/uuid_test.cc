#include "platform/crypto/uuid.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/time/clock.h"

namespace dukcapil {
namespace {

TEST(Uuid, NewOnesAreVersion7AndSortByCreation) {
  std::string last;
  for (int i = 0; i < 100'000; ++i) {
    const std::string uuid = NewUuid();
    ASSERT_TRUE(IsUuid(uuid));
    ASSERT_EQ(uuid[14], '7');
    ASSERT_NE(std::string("89ab").find(uuid[19]), std::string::npos);
    ASSERT_LT(last, uuid);
    last = uuid;
  }
}

TEST(Uuid, NewOnesCarryTheTime) {
  const std::int64_t before = absl::ToUnixMillis(absl::Now());
  const std::string uuid = NewUuid();
  const std::int64_t after = absl::ToUnixMillis(absl::Now());
  std::int64_t millis = 0;
  ASSERT_TRUE(absl::SimpleHexAtoi(uuid.substr(0, 8) + uuid.substr(9, 4), &millis));
  EXPECT_GE(millis, before);
  EXPECT_LE(millis, after + 100);  // many made at once run ahead of the clock by a few milliseconds
}

TEST(Uuid, ThreadsNeverMakeTheSame) {
  std::vector<std::vector<std::string>> made(4);
  std::vector<std::thread> threads;
  for (auto& mine : made) {
    threads.emplace_back([&mine] {
      for (int i = 0; i < 5000; ++i) mine.push_back(NewUuid());
    });
  }
  for (auto& thread : threads) thread.join();
  std::set<std::string> heads;  // time and counter alone are already distinct
  for (const auto& mine : made) {
    for (const std::string& uuid : mine) EXPECT_TRUE(heads.insert(uuid.substr(0, 18)).second);
  }
}

// Expected values from another implementation: Python's uuid.uuid5 in the namespace
// uuid5(NAMESPACE_DNS, "dukcapil.go.id").
TEST(Uuid, NamedOnesAreVersion5) {
  EXPECT_EQ(NamedUuid("regions/17.02/locations/office"), "26c4d4fd-5918-5e7c-8bf4-9f07282e9c84");
  EXPECT_EQ(NamedUuid(""), "8ef40e53-1629-5e64-90c1-f007b23949f2");
}

TEST(Uuid, IsUuidTakesTheForm) {
  EXPECT_TRUE(IsUuid("26c4d4fd-5918-5e7c-8bf4-9f07282e9c84"));
  EXPECT_TRUE(IsUuid("26C4D4FD-5918-5E7C-8BF4-9F07282E9C84"));
  EXPECT_FALSE(IsUuid(""));
  EXPECT_FALSE(IsUuid("26c4d4fd-5918-5e7c-8bf4-9f07282e9c8"));
  EXPECT_FALSE(IsUuid("26c4d4fd-5918-5e7c-8bf4-9f07282e9c844"));
  EXPECT_FALSE(IsUuid("26c4d4fd+5918-5e7c-8bf4-9f07282e9c84"));
  EXPECT_FALSE(IsUuid("26c4d4fg-5918-5e7c-8bf4-9f07282e9c84"));
  EXPECT_FALSE(IsUuid("26c4d4fd5-918-5e7c-8bf4-9f07282e9c84"));
}

}  // namespace
}  // namespace dukcapil
