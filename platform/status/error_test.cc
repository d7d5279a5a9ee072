#include "platform/status/error.h"

#include <gtest/gtest.h>

#include "platform/status/status_macros.h"

namespace dukcapil {
namespace {

TEST(Error, CarriesReasonAndMetadata) {
  const absl::Status status =
      MakeError(absl::StatusCode::kFailedPrecondition, "OPEN_REQUEST_EXISTS", "one is open", {{"name", "a"}});
  const ErrorDetail detail = GetErrorDetail(status);
  EXPECT_EQ(detail.reason, "OPEN_REQUEST_EXISTS");
  ASSERT_EQ(detail.metadata.size(), 1u);
  EXPECT_EQ(detail.metadata[0].second, "a");
  EXPECT_TRUE(detail.violations.empty());
}

TEST(Error, ViolationsNameEveryField) {
  Violations violations;
  EXPECT_TRUE(violations.ToStatus().ok());
  violations.Add("nik", "NIK_LENGTH", "must be 16 digits");
  violations.Add("birth_date", "IN_FUTURE", "");
  const absl::Status status = violations.ToStatus();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  const ErrorDetail detail = GetErrorDetail(status);
  ASSERT_EQ(detail.violations.size(), 2u);
  EXPECT_EQ(detail.violations[1].field, "birth_date");
  EXPECT_EQ(detail.violations[1].description, "");
}

TEST(Error, PlainStatusHasNoDetail) {
  EXPECT_TRUE(GetErrorDetail(absl::InternalError("x")).reason.empty());
}

absl::StatusOr<int> Half(int n) {
  if (n % 2 != 0) return absl::InvalidArgumentError("odd");
  return n / 2;
}

absl::StatusOr<int> Quarter(int n) {
  ASSIGN_OR_RETURN(const int half, Half(n));
  ASSIGN_OR_RETURN(const int quarter, Half(half));
  return quarter;
}

TEST(Macros, ReturnTheFirstError) {
  EXPECT_EQ(*Quarter(8), 2);
  EXPECT_FALSE(Quarter(6).ok());
}

}  // namespace
}  // namespace dukcapil
