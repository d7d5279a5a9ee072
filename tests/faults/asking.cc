#include "tests/faults/asking.h"

#include <gtest/gtest.h>

#include "platform/testing/test_call.h"

namespace dukcapil::testing {

bool MayPass(const grpc::Status& status) {
  const auto code = status.error_code();
  return code == grpc::StatusCode::UNAVAILABLE || code == grpc::StatusCode::ABORTED ||
         code == grpc::StatusCode::DEADLINE_EXCEEDED || code == grpc::StatusCode::RESOURCE_EXHAUSTED;
}

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

}  // namespace dukcapil::testing
