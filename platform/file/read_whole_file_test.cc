#include "platform/file/read_whole_file.h"

#include <fstream>

#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "platform/testing/test_certificates.h"

namespace dukcapil {
namespace {

class ReadWholeFileTest : public ::testing::Test {
 protected:
  std::string Write(const std::string& content) {
    std::string path = directory_.directory() + "/file";
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }

  testing::TestAuthority directory_;
};

TEST_F(ReadWholeFileTest, ReadsEveryByteOfAnySize) {
  for (const std::size_t size : {0, 1, (1 << 16) - 1, 1 << 16, (1 << 16) + 1, 300'000}) {
    std::string content(size, 'x');
    if (size > 0) content.back() = '\0';
    const auto read = ReadWholeFile(Write(content));
    ASSERT_TRUE(read.ok()) << read.status();
    EXPECT_TRUE(*read == content) << size;
  }
}

TEST_F(ReadWholeFileTest, NamesTheFileThatIsMissing) {
  const std::string path = directory_.directory() + "/none";
  const absl::Status status = ReadWholeFile(path).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_TRUE(absl::StrContains(status.message(), path)) << status;
}

TEST_F(ReadWholeFileTest, RefusesADirectory) {
  const absl::Status status = ReadWholeFile(directory_.directory()).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_TRUE(absl::StrContains(status.message(), directory_.directory())) << status;
}

}  // namespace
}  // namespace dukcapil
