// The rules against samples made to break them: a rule that no longer bites fails here.
#include "tests/architecture/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dukcapil::architecture {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Sample {
  absl::string_view path;
  absl::string_view source;
};

class Refused : public ::testing::TestWithParam<Sample> {};
class Accepted : public ::testing::TestWithParam<Sample> {};

TEST_P(Refused, IsNamedWithItsFile) {
  EXPECT_THAT(Breaches(GetParam().path, GetParam().source),
              ElementsAre(HasSubstr(std::string(GetParam().path))));
}

TEST_P(Accepted, HasNoBreach) {
  EXPECT_THAT(Breaches(GetParam().path, GetParam().source), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Domain, Refused,
    ::testing::Values(
        Sample{"inventory-svc/domain/policy.cc", "#include \"inventory-svc/storage/store.h\"\n"},
        Sample{"inventory-svc/domain/policy.cc", "#include \"population-svc/domain/nik.h\"\n"},
        Sample{"inventory-svc/domain/policy.h", "#include \"dukcapil/inventory/v1/stock.pb.h\"\n"},
        Sample{"inventory-svc/domain/policy.cc", "#include \"platform/mysql/database.h\"\n"},
        Sample{"inventory-svc/domain/policy.cc", "#include \"platform/log/log.h\"\n"},
        Sample{"inventory-svc/domain/policy.cc", "#include <grpcpp/grpcpp.h>\n"},
        Sample{"inventory-svc/domain/policy.cc", "#include <spdlog/spdlog.h>\n"},
        Sample{"inventory-svc/domain/policy.cc", "#include <thread>\n"},
        Sample{"inventory-svc/domain/policy.cc", "#include \"absl/synchronization/mutex.h\"\n"},
        Sample{"inventory-svc/domain/policy.cc", "const absl::Time now = absl::Now();\n"},
        Sample{"inventory-svc/domain/policy.h", "bool IsDue(const Clock& clock);\n"},
        Sample{"inventory-svc/domain/policy_test.cc", "#include \"platform/testing/private_mariadb.h\"\n"}));

INSTANTIATE_TEST_SUITE_P(
    Storage, Refused,
    ::testing::Values(
        Sample{"inventory-svc/storage/store.cc", "#include \"dukcapil/inventory/v1/stock.pb.h\"\n"},
        Sample{"inventory-svc/storage/store.cc", "#include <google/protobuf/message.h>\n"},
        Sample{"inventory-svc/storage/store.cc", "#include <grpcpp/grpcpp.h>\n"},
        Sample{"inventory-svc/storage/store.cc", "#include \"platform/rpc/client.h\"\n"},
        Sample{"inventory-svc/storage/store.cc", "#include \"inventory-svc/rpc/convert.h\"\n"},
        Sample{"inventory-svc/storage/store.cc", "#include <cppconn/exception.h>\n"},
        Sample{"inventory-svc/storage/store.cc", "kX = \"UPDATE balance SET on_hand = ? WHERE id = ?\";"},
        Sample{"inventory-svc/storage/store.cc",
               "kX = \"UPDATE balance SET a = 1, \"\n    \"reserved = ? WHERE id = ?\";"}));

INSTANTIATE_TEST_SUITE_P(
    Elsewhere, Refused,
    ::testing::Values(Sample{"inventory-svc/rpc/print_card.cc", "kX = \"SELECT id FROM card WHERE id = ?\";"},
                      Sample{"inventory-svc/rpc/print_card.cc", "kX =\n    \"UPDATE card SET state = ?\";"},
                      Sample{"inventory-svc/rpc/print_card.cc",
                             "#include \"dukcapil/inventory/v1/inventory_service.grpc.pb.h\"\n"},
                      Sample{"inventory-svc/rpc/print_card.cc", "#include <grpcpp/grpcpp.h>\n"},
                      Sample{"inventory-svc/server.cc", "#include \"population-svc/server.h\"\n"},
                      Sample{"platform/rpc/unary.cc", "#include \"inventory-svc/domain/policy.h\"\n"},
                      Sample{"platform/access/access_policy.cc",
                             "#include \"dukcapil/inventory/v1/stock.pb.h\"\n"},
                      Sample{"gateway/access/token.cc", "#include <grpcpp/grpcpp.h>\n"},
                      Sample{"cli/report.cc", "#include \"gateway/overview/readiness.h\"\n"},
                      Sample{"platform/rpc/unary.cc", "#include <mysql_connection.h>\n"},
                      Sample{"tests/e2e/demo_test.cc", "#include <cppconn/connection.h>\n"}));

INSTANTIATE_TEST_SUITE_P(
    Rules, Accepted,
    ::testing::Values(
        Sample{"outreach-svc/domain/plan.cc",
               "#include <vector>\n#include <lemon/network_simplex.h>\n#include \"absl/status/statusor.h\"\n"
               "#include \"outreach-svc/domain/site.h\"\n#include \"platform/status/error.h\"\n"},
        Sample{"inventory-svc/domain/policy_test.cc", "#include <gtest/gtest.h>\n"},
        Sample{"inventory-svc/storage/store.cc",
               "#include \"inventory-svc/domain/policy.h\"\n#include \"platform/mysql/database.h\"\n"
               "kX = \"UPDATE balance SET on_hand = on_hand - ? \"\n    \"WHERE id = ? AND on_hand - "
               "reserved >= ?\";\n"
               "kY = \"UPDATE note SET text = ? WHERE reserved = ?\";\n"},
        Sample{"inventory-svc/rpc/print_card.cc",
               "#include \"dukcapil/inventory/v1/stock.pb.h\"\n#include \"inventory-svc/storage/store.h\"\n"
               "// \"SELECT x\" is what storage does.\n"},
        Sample{"inventory-svc/rpc/inventory_service.cc", "#include \"dukcapil/inventory/v1/x.grpc.pb.h\"\n"},
        Sample{"inventory-svc/rpc/print_card_test.cc", "#include \"platform/testing/private_mariadb.h\"\n"},
        Sample{
            "inventory-svc/server.cc",
            "#include \"dukcapil/population/v1/population_service.grpc.pb.h\"\n#include <grpcpp/grpcpp.h>\n"},
        Sample{"platform/mysql/connection.cc", "#include <cppconn/exception.h>\nkX = \"SELECT 1\";\n"},
        Sample{"tests/bench/p3_issue/bare_loop.cc", "#include <cppconn/connection.h>\n"},
        Sample{"tests/e2e/demo_test.cc", "#include \"inventory-svc/server.h\"\n"}));

}  // namespace
}  // namespace dukcapil::architecture
