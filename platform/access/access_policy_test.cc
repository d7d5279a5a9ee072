#include "platform/access/access_policy.h"

#include <gtest/gtest.h>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/dynamic_message.h>

#include "absl/strings/match.h"
#include "dukcapil/access/v1/access.pb.h"
#include "platform/status/error.h"

namespace dukcapil {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptorProto;

// A service whose one method takes `{string name; int32 size; Inner inner {string name};}`.
class AccessPolicyTest : public testing::Test {
 protected:
  AccessPolicyTest() : pool_(DescriptorPool::generated_pool()) {}

  absl::StatusOr<AccessPolicy> PolicyOf(const access::v1::Rule& rule) {
    google::protobuf::FileDescriptorProto file;
    file.set_name("test.proto");
    file.set_syntax("proto3");
    auto* inner = file.add_message_type();
    inner->set_name("Inner");
    AddField(*inner, "name", FieldDescriptorProto::TYPE_STRING);
    auto* request = file.add_message_type();
    request->set_name("Request");
    AddField(*request, "name", FieldDescriptorProto::TYPE_STRING);
    AddField(*request, "size", FieldDescriptorProto::TYPE_INT32);
    AddField(*request, "inner", FieldDescriptorProto::TYPE_MESSAGE)->set_type_name("Inner");
    auto* service = file.add_service();
    service->set_name("Service");
    auto* method = service->add_method();
    method->set_name("Do");
    method->set_input_type("Request");
    method->set_output_type("Inner");
    *method->mutable_options()->MutableExtension(access::v1::rule) = rule;
    return AccessPolicy::Create({pool_.BuildFile(file)->service(0)});
  }

  static FieldDescriptorProto* AddField(google::protobuf::DescriptorProto& message, const char* name,
                                        FieldDescriptorProto::Type type) {
    auto* field = message.add_field();
    field->set_name(name);
    field->set_number(message.field_size());
    field->set_type(type);
    field->set_label(FieldDescriptorProto::LABEL_OPTIONAL);
    return field;
  }

  static access::v1::Rule RuleOf(const char* permission, const char* field, bool is_public = false) {
    access::v1::Rule rule;
    rule.set_permission(permission);
    rule.set_resource_field(field);
    rule.set_public_(is_public);
    return rule;
  }

  DescriptorPool pool_;
};

class UnusableRuleTest : public AccessPolicyTest,
                         public testing::WithParamInterface<std::pair<const char*, const char*>> {};

TEST_P(UnusableRuleTest, StopsTheStartAndNamesTheMethod) {
  const auto policy = PolicyOf(RuleOf(GetParam().first, GetParam().second));
  EXPECT_EQ(policy.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_TRUE(absl::StrContains(policy.status().message(), "Service.Do")) << policy.status();
}

INSTANTIATE_TEST_SUITE_P(All, UnusableRuleTest,
                         testing::Values(std::pair("", ""), std::pair("", "name"), std::pair("a.b.get", ""),
                                         std::pair("a.b.get", "missing"), std::pair("a.b.get", "size"),
                                         std::pair("a.b.get", "inner"), std::pair("a.b.get", "inner.missing"),
                                         std::pair("a.b.get", "name.name")));

TEST_F(AccessPolicyTest, FollowsADottedPath) {
  const auto policy = PolicyOf(RuleOf("population.regions.get", "inner.name"));
  ASSERT_TRUE(policy.ok()) << policy.status();
  const MethodRule* rule = policy->Find("Service.Do");
  ASSERT_NE(rule, nullptr);
  google::protobuf::DynamicMessageFactory factory(&pool_);
  const std::unique_ptr<google::protobuf::Message> request(
      factory.GetPrototype(rule->method->input_type())->New());
  EXPECT_EQ(policy->Resource(*rule, *request), "");
  auto* inner = request->GetReflection()->MutableMessage(request.get(), rule->resource_path[0]);
  inner->GetReflection()->SetString(inner, rule->resource_path[1], "regions/17.02");
  EXPECT_EQ(policy->Resource(*rule, *request), "regions/17.02");

  const Caller clerk = {"clerk-1", {"clerk"}, "17.02"};
  EXPECT_TRUE(policy->Authorize(*rule, clerk, "regions/17.02").ok());
  const absl::Status malformed = policy->Authorize(*rule, clerk, "17.02");
  EXPECT_EQ(GetErrorDetail(malformed).violations.at(0).field, "inner.name");
}

TEST_F(AccessPolicyTest, APublicMethodNeedsNoCallerButARegion) {
  const auto policy = PolicyOf(RuleOf("", "name", true));
  ASSERT_TRUE(policy.ok()) << policy.status();
  const MethodRule& rule = *policy->Find("Service.Do");
  EXPECT_TRUE(policy->Authorize(rule, {}, "regions/17.02").ok());
  EXPECT_EQ(policy->Authorize(rule, {}, "17.02").code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(AccessPolicyTest, ARefusalTellsNothing) {
  const auto policy = PolicyOf(RuleOf("population.residents.get", "name"));
  ASSERT_TRUE(policy.ok()) << policy.status();
  const MethodRule& rule = *policy->Find("Service.Do");
  const absl::Status wrong_role = policy->Authorize(rule, {"a", {"auditor"}, "17.02"}, "regions/17.02");
  const absl::Status wrong_region = policy->Authorize(rule, {"c", {"clerk"}, "17.02"}, "regions/17.03");
  EXPECT_EQ(wrong_role.code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(wrong_role, wrong_region);
  EXPECT_EQ(policy->Find("Service.Other"), nullptr);
}

}  // namespace
}  // namespace dukcapil
