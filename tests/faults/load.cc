#include "tests/faults/load.h"

#include "platform/testing/test_call.h"
#include "tests/faults/small_office.h"

namespace dukcapil::testing {

Answer Ask(const mysql::DatabaseOptions& schema, absl::string_view sql) {
  mysql::Database database(schema);
  Answer answer;
  const absl::Status status = database.Read(ReadCall(), [&](mysql::Reader& reader) -> absl::Status {
    const auto rows = reader.Query(sql);
    if (!rows.ok()) return rows.status();
    for (const mysql::Row& row : *rows) answer[row.String(0)] = row.String(1);
    return absl::OkStatus();
  });
  EXPECT_TRUE(status.ok()) << status;
  return answer;
}

void ExpectCoverageProven(const RunningServices& services) {
  population::v1::VerifyCoverageRequest request;
  request.set_parent(kRegency);
  population::v1::VerifyCoverageResponse proof;
  const grpc::Status counted = UntilAnswered([&](grpc::ClientContext& context) {
    return services.Population()->VerifyCoverage(&context, request, &proof);
  });
  EXPECT_TRUE(counted.ok()) << counted.error_message();
  EXPECT_EQ(proof.difference_count(), 0) << proof.DebugString();
}

}  // namespace dukcapil::testing
