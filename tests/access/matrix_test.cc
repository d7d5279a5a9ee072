// Every method × role × relation of regions, against a table written by hand. A method without a row fails.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <google/protobuf/descriptor.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "dukcapil/gateway/v1/gateway_service.pb.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "platform/access/access_policy.h"

namespace dukcapil {
namespace {

using google::protobuf::FileDescriptor;
using google::protobuf::ServiceDescriptor;

std::vector<const ServiceDescriptor*> AllServices() {
  std::vector<const ServiceDescriptor*> services;
  for (const FileDescriptor* file : {population::v1::GetRegionRequest::descriptor()->file(),
                                     inventory::v1::GetForecastRequest::descriptor()->file(),
                                     outreach::v1::GetPlanRequest::descriptor()->file(),
                                     gateway::v1::GetOverviewRequest::descriptor()->file()}) {
    for (int i = 0; i < file->service_count(); ++i) services.push_back(file->service(i));
  }
  return services;
}

const std::map<char, std::string> kRoles = {{'R', "resident-service-client"},
                                            {'C', "clerk"},
                                            {'A', "administrator"},
                                            {'O', "outreach-team"},
                                            {'U', "auditor"},
                                            {'M', "ministry"},
                                            {'S', "service"}};

// Where a resource lies, seen from a caller of regency 17.02.
struct Relation {
  const char* name;
  const char* resource;
  absl::StatusCode allowed;  // for a role that may call the method
};
const Relation kRelations[] = {
    {"own", "regions/17.02", absl::StatusCode::kOk},
    {"child", "regions/17.02.09", absl::StatusCode::kOk},
    {"parent", "regions/17", absl::StatusCode::kPermissionDenied},
    {"sibling", "regions/17.03", absl::StatusCode::kPermissionDenied},
    {"across", "regions/-", absl::StatusCode::kPermissionDenied},
    {"near prefix", "regions/17.020", absl::StatusCode::kInvalidArgument},
    {"nothing", "", absl::StatusCode::kInvalidArgument},
};

std::map<std::string, std::string> ExpectedRoles() {
  std::map<std::string, std::string> rows;
  std::ifstream file("tests/access/matrix.csv");
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::vector<std::string> cells = absl::StrSplit(line, ',');
    rows[cells.at(0)] = cells.at(1);
  }
  return rows;
}

constexpr char kEverybody[] = "public";

// A public method asks for a well-formed name alone.
absl::StatusCode Expected(const std::string& row, char letter, const Relation& relation) {
  if (row == kEverybody) {
    return relation.allowed == absl::StatusCode::kInvalidArgument ? relation.allowed : absl::StatusCode::kOk;
  }
  return row.find(letter) != std::string::npos ? relation.allowed : absl::StatusCode::kPermissionDenied;
}

class AccessMatrix : public testing::Test {
 protected:
  const absl::StatusOr<AccessPolicy> policy_ = AccessPolicy::Create(AllServices());
  const std::map<std::string, std::string> expected_ = ExpectedRoles();
};

TEST_F(AccessMatrix, EveryMethodHasARowAndEveryRowAMethod) {
  ASSERT_TRUE(policy_.ok()) << policy_.status();
  std::set<std::string> methods;
  for (const MethodRule* rule : policy_->Rules()) methods.insert(rule->method->full_name());
  for (const std::string& method : methods) EXPECT_TRUE(expected_.count(method)) << method << " has no row";
  for (const auto& [method, roles] : expected_)
    EXPECT_TRUE(methods.count(method)) << method << " does not exist";
}

TEST_F(AccessMatrix, EveryRoleIsInTheTable) {
  ASSERT_TRUE(policy_.ok());
  std::set<std::string> known;
  for (const auto& [letter, role] : kRoles) known.insert(role);
  for (const std::string& role : policy_->RoleNames()) EXPECT_TRUE(known.count(role)) << role;
  EXPECT_EQ(policy_->RoleNames().size(), kRoles.size());
}

TEST_F(AccessMatrix, MethodRoleRelation) {
  ASSERT_TRUE(policy_.ok());
  int checked = 0;
  for (const MethodRule* rule : policy_->Rules()) {
    const auto row = expected_.find(rule->method->full_name());
    ASSERT_NE(row, expected_.end());
    for (const auto& [letter, role] : kRoles) {
      for (const Relation& relation : kRelations) {
        const Caller caller = {"someone", {role}, "17.02"};
        const auto want = Expected(row->second, letter, relation);
        EXPECT_EQ(policy_->Authorize(*rule, caller, relation.resource).code(), want)
            << row->first << " " << role << " " << relation.name;
        ++checked;
      }
    }
  }
  EXPECT_EQ(checked, static_cast<int>(expected_.size() * kRoles.size() * std::size(kRelations)));
}

// The region is read from the field that names the resource, and from no other text of the request.
TEST_F(AccessMatrix, TheRegionComesFromTheNameOfTheResource) {
  ASSERT_TRUE(policy_.ok());
  for (const MethodRule* rule : policy_->Rules()) {
    ASSERT_EQ(rule->resource_path.size(), 1u) << rule->method->full_name();
    const std::string& field = rule->resource_path[0]->name();
    EXPECT_TRUE(field == "name" || field == "parent") << rule->method->full_name() << " " << field;
  }
}

TEST_F(AccessMatrix, OnlyTheBulletinIsPublic) {
  ASSERT_TRUE(policy_.ok());
  for (const MethodRule* rule : policy_->Rules()) {
    EXPECT_EQ(rule->is_public, rule->method->name() == "GetStockBulletin") << rule->method->full_name();
    EXPECT_EQ(rule->is_public, expected_.at(rule->method->full_name()) == kEverybody);
  }
}

TEST_F(AccessMatrix, NobodyIsUnauthenticatedEverywhereElse) {
  ASSERT_TRUE(policy_.ok());
  for (const MethodRule* rule : policy_->Rules()) {
    if (rule->is_public) continue;
    EXPECT_EQ(policy_->Authorize(*rule, Caller{}, "regions/17.02").code(), absl::StatusCode::kUnauthenticated)
        << rule->method->full_name();
  }
}

TEST_F(AccessMatrix, AnUnknownRolePermitsNothing) {
  ASSERT_TRUE(policy_.ok());
  for (const MethodRule* rule : policy_->Rules()) {
    if (rule->is_public) continue;
    EXPECT_EQ(policy_->Authorize(*rule, {"someone", {"root", ""}, "-"}, "regions/17.02").code(),
              absl::StatusCode::kPermissionDenied);
  }
}

TEST_F(AccessMatrix, TheWholeCountryIsForWiderCallers) {
  ASSERT_TRUE(policy_.ok());
  const MethodRule* list = policy_->Find("dukcapil.inventory.v1.InventoryService.ListLocations");
  ASSERT_NE(list, nullptr);
  EXPECT_TRUE(policy_->Authorize(*list, {"ministry", {"ministry"}, "-"}, "regions/-").ok());
  EXPECT_TRUE(policy_->Authorize(*list, {"ministry", {"ministry"}, "-"}, "regions/17.02").ok());
}

TEST_F(AccessMatrix, OnlyOfficeStaffMayUnmask) {
  ASSERT_TRUE(policy_.ok());
  for (const auto& [letter, role] : kRoles) {
    EXPECT_EQ(policy_->Permits({"someone", {role}, "17.02"}, "population.residents.unmask"),
              letter == 'C' || letter == 'A')
        << role;
  }
}

}  // namespace
}  // namespace dukcapil
