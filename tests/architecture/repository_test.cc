// Every source file of the repository against the rules. ctest runs it in the repository's root.
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/architecture/rules.h"

namespace dukcapil::architecture {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFolders[] = {"population-svc", "inventory-svc", "outreach-svc", "gateway",
                                    "platform",       "cli",           "samples",      "tests"};

std::vector<std::string> Sources() {
  std::vector<std::string> sources;
  for (const char* folder : kFolders) {
    if (!fs::exists(folder)) continue;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
      const std::string extension = entry.path().extension();
      if (extension == ".h" || extension == ".cc") sources.push_back(entry.path().generic_string());
    }
  }
  return sources;
}

std::string Text(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Repository, KeepsTheRules) {
  const std::vector<std::string> sources = Sources();
  ASSERT_THAT(sources, ::testing::Contains("tests/architecture/rules.cc"))
      << "not run in the repository's root";
  for (const std::string& path : sources) {
    if (path == "tests/architecture/rules_test.cc") continue;  // its samples break the rules on purpose
    EXPECT_THAT(Breaches(path, Text(path)), ::testing::IsEmpty());
  }
}

}  // namespace
}  // namespace dukcapil::architecture
