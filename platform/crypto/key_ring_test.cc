#include "platform/crypto/key_ring.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

namespace dukcapil {
namespace {

using std::filesystem::perms;

class KeyRingTest : public ::testing::Test {
 protected:
  KeyRingTest() {
    std::string name = ::testing::TempDir() + "keys-XXXXXX";
    directory_ = mkdtemp(name.data());
  }
  ~KeyRingTest() override { std::filesystem::remove_all(directory_); }

  void WriteKey(const std::string& name, const std::string& bytes,
                perms mode = perms::owner_read | perms::owner_write) {
    std::ofstream(directory_ + "/" + name, std::ios::binary) << bytes;
    std::filesystem::permissions(directory_ + "/" + name, mode);
  }

  std::string directory_;
};

TEST_F(KeyRingTest, TheHighestIdIsCurrent) {
  WriteKey("nik-aead-1.key", std::string(32, 'a'));
  WriteKey("nik-aead-10.key", std::string(32, 'b'));
  WriteKey("nik-aead-9.key", std::string(32, 'c'));
  WriteKey("nik-index-11.key", std::string(32, 'd'));
  const auto ring = KeyRing::Load(directory_, "nik-aead");
  ASSERT_TRUE(ring.ok()) << ring.status();
  EXPECT_EQ(ring->current_id(), 10u);
  EXPECT_EQ(ring->current()[0], 'b');
  ASSERT_NE(ring->Find(9), nullptr);
  EXPECT_EQ((*ring->Find(9))[31], 'c');
  EXPECT_EQ(ring->Find(11), nullptr);
}

TEST_F(KeyRingTest, NoKeyIsNotFound) {
  EXPECT_EQ(KeyRing::Load(directory_, "nik-aead").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(KeyRing::Load(directory_ + "/none", "nik-aead").status().code(), absl::StatusCode::kNotFound);
}

TEST_F(KeyRingTest, RefusesAnotherSize) {
  for (const size_t size : {size_t{0}, size_t{31}, size_t{33}}) {
    WriteKey("nik-aead-1.key", std::string(size, 'a'));
    EXPECT_EQ(KeyRing::Load(directory_, "nik-aead").status().code(), absl::StatusCode::kFailedPrecondition);
  }
}

TEST_F(KeyRingTest, RefusesADirectory) {
  std::filesystem::create_directory(directory_ + "/nik-aead-1.key");
  std::filesystem::permissions(directory_ + "/nik-aead-1.key", perms::owner_all);
  const absl::Status status = KeyRing::Load(directory_, "nik-aead").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_NE(status.message().find("nik-aead-1.key"), absl::string_view::npos);
}

TEST_F(KeyRingTest, RefusesAFileOpenToOthers) {
  for (const perms open : {perms::others_read, perms::others_write, perms::group_write}) {
    WriteKey("nik-aead-1.key", std::string(32, 'a'), perms::owner_read | open);
    EXPECT_EQ(KeyRing::Load(directory_, "nik-aead").status().code(), absl::StatusCode::kFailedPrecondition);
  }
  WriteKey("nik-aead-1.key", std::string(32, 'a'), perms::owner_read | perms::group_read);
  EXPECT_TRUE(KeyRing::Load(directory_, "nik-aead").ok());
}

TEST_F(KeyRingTest, RefusesAnIdThatIsNoNumber) {
  for (const char* name : {"nik-aead-x.key", "nik-aead--1.key", "nik-aead-4294967296.key"}) {
    WriteKey(name, std::string(32, 'a'));
    EXPECT_EQ(KeyRing::Load(directory_, "nik-aead").status().code(), absl::StatusCode::kFailedPrecondition);
    std::filesystem::remove(directory_ + "/" + name);
  }
}

}  // namespace
}  // namespace dukcapil
