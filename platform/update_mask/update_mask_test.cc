#include "platform/update_mask/update_mask.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "google/protobuf/api.pb.h"

namespace dukcapil {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr absl::string_view kFields[] = {"name", "version", "methods"};

google::protobuf::FieldMask MaskOf(const std::vector<std::string>& paths) {
  google::protobuf::FieldMask mask;
  for (const std::string& path : paths) mask.add_paths(path);
  return mask;
}

TEST(ReadMask, NamesTheFieldsOfTheMask) {
  Violations violations;
  EXPECT_THAT(ReadMask(MaskOf({"methods", "name"}), kFields, violations), ElementsAre("methods", "name"));
  EXPECT_TRUE(violations.empty());
}

TEST(ReadMask, AnEmptyMaskIsAllFields) {
  Violations violations;
  EXPECT_THAT(ReadMask(MaskOf({}), kFields, violations), ElementsAre("name", "version", "methods"));
  EXPECT_TRUE(violations.empty());
}

TEST(ReadMask, RefusesEachPathThatMayNotChange) {
  Violations violations;
  ReadMask(MaskOf({"syntax", "name", "methods.name", "*", ""}), kFields, violations);
  std::vector<std::string> fields;
  for (const Violation& violation : violations.list()) {
    fields.push_back(violation.field);
    EXPECT_EQ(violation.reason, "NOT_UPDATABLE");
    EXPECT_EQ(violation.description, "must be one of name, version, methods");
  }
  EXPECT_THAT(fields, ElementsAre("update_mask.paths[0]", "update_mask.paths[2]", "update_mask.paths[3]",
                                  "update_mask.paths[4]"));
}

TEST(ReadMask, SaysWhatItMustBeInTheWordsGiven) {
  Violations violations;
  ReadMask(MaskOf({"syntax"}), kFields, violations, "must be a name or a version");
  ASSERT_EQ(violations.list().size(), 1u);
  EXPECT_EQ(violations.list()[0].description, "must be a name or a version");
}

TEST(MoveFields, MovesThoseNamedSetOrNot) {
  google::protobuf::Api current;
  current.set_name("old");
  current.set_version("1");
  current.add_methods()->set_name("gone");
  current.mutable_source_context()->set_file_name("gone");
  google::protobuf::Api given;
  given.set_name("new");
  given.set_version("not named");
  given.add_methods()->set_name("first");
  given.add_methods()->set_name("second");
  MoveFields({"name", "methods", "source_context"}, given, current);
  EXPECT_EQ(current.name(), "new");
  EXPECT_EQ(current.version(), "1");
  ASSERT_EQ(current.methods_size(), 2);
  EXPECT_EQ(current.methods(1).name(), "second");
  EXPECT_FALSE(current.has_source_context());
}

TEST(MoveFields, AFieldNamedTwiceIsMovedOnce) {
  google::protobuf::Api current;
  current.set_name("old");
  google::protobuf::Api given;
  given.set_name("new");
  MoveFields({"name", "name"}, given, current);
  EXPECT_EQ(current.name(), "new");
  MoveFields({}, given, current);
  EXPECT_EQ(current.name(), "new");
  EXPECT_THAT(current.methods(), IsEmpty());
}

}  // namespace
}  // namespace dukcapil
