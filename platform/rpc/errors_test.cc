#include "platform/rpc/errors.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "platform/status/error.h"

namespace dukcapil::rpc {
namespace {

template <class Detail>
Detail Find(const grpc::Status& status) {
  google::rpc::Status rich;
  Detail detail;
  EXPECT_TRUE(rich.ParseFromString(status.error_details()));
  for (const auto& any : rich.details()) {
    if (any.UnpackTo(&detail)) return detail;
  }
  ADD_FAILURE() << "no " << Detail::descriptor()->full_name();
  return detail;
}

TEST(ToGrpc, KeepsCodeMessageReasonAndMetadata) {
  const grpc::Status status = ToGrpc(MakeError(absl::StatusCode::kFailedPrecondition, "SERIAL_IN_USE",
                                               "the serial is used", {{"card", "regions/17.02/…"}}));
  EXPECT_EQ(status.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_EQ(status.error_message(), "the serial is used");
  const auto info = Find<google::rpc::ErrorInfo>(status);
  EXPECT_EQ(info.domain(), "dukcapil.go.id");
  EXPECT_EQ(info.reason(), "SERIAL_IN_USE");
  EXPECT_EQ(info.metadata().at("card"), "regions/17.02/…");
}

TEST(ToGrpc, NamesTheCodeWhereThereIsNoReason) {
  EXPECT_EQ(Find<google::rpc::ErrorInfo>(ToGrpc(absl::NotFoundError("no"))).reason(), "NOT_FOUND");
}

TEST(ToGrpc, ListsEveryViolation) {
  Violations violations;
  violations.Add("rows[0].nik", "NIK_MONTH", "month 13");
  violations.Add("parent", "MALFORMED_RESOURCE_NAME", "no region");
  const auto bad = Find<google::rpc::BadRequest>(ToGrpc(violations.ToStatus()));
  ASSERT_EQ(bad.field_violations_size(), 2);
  EXPECT_EQ(bad.field_violations(0).field(), "rows[0].nik");
  EXPECT_EQ(bad.field_violations(0).reason(), "NIK_MONTH");
  EXPECT_EQ(bad.field_violations(1).description(), "no region");
}

TEST(ToGrpc, StaysBelowWhatPeersTakeAndCountsTheRest) {
  Violations violations;
  for (int i = 0; i < 1000; ++i) {
    violations.Add(absl::StrCat("rows[", i, "].nik"), "NIK_MONTH", "bulan é");
  }
  const grpc::Status status = ToGrpc(violations.ToStatus());
  EXPECT_LT(status.error_message().size() + status.error_details().size(), 6000u);
  const auto bad = Find<google::rpc::BadRequest>(status);
  EXPECT_GT(bad.field_violations_size(), 20);
  EXPECT_EQ(bad.field_violations(0).field(), "rows[0].nik");
  EXPECT_EQ(Find<google::rpc::ErrorInfo>(status).metadata().at("violations_left_off"),
            absl::StrCat(1000 - bad.field_violations_size()));
}

TEST(ToGrpc, HintsWhenToRetry) {
  for (const auto code : {absl::StatusCode::kResourceExhausted, absl::StatusCode::kUnavailable}) {
    const auto retry = Find<google::rpc::RetryInfo>(ToGrpc(absl::Status(code, "busy")));
    EXPECT_GT(retry.retry_delay().nanos(), 0);
  }
}

TEST(ToGrpc, LetsNoInternalsOut) {
  for (const auto code :
       {absl::StatusCode::kInternal, absl::StatusCode::kUnknown, absl::StatusCode::kDataLoss}) {
    const grpc::Status status = ToGrpc(absl::Status(code, "table resident_x"));
    EXPECT_EQ(static_cast<int>(status.error_code()), static_cast<int>(code));
    EXPECT_EQ((status.error_message() + status.error_details()).find("resident_x"), std::string::npos);
  }
}

TEST(FromGrpc, ReversesToGrpc) {
  EXPECT_TRUE(FromGrpc(ToGrpc(absl::OkStatus())).ok());
  const absl::Status error =
      FromGrpc(ToGrpc(MakeError(absl::StatusCode::kAborted, "ETAG_MISMATCH", "changed", {{"a", "b"}})));
  EXPECT_EQ(error.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(error.message(), "changed");
  EXPECT_EQ(GetErrorDetail(error).reason, "ETAG_MISMATCH");
  EXPECT_EQ(GetErrorDetail(error).metadata.at(0).second, "b");
  const absl::Status invalid = FromGrpc(ToGrpc(InvalidField("name", "EMPTY", "must be given")));
  EXPECT_EQ(invalid.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(GetErrorDetail(invalid).violations.at(0).field, "name");
}

TEST(FromGrpc, DropsTheTransportsOwnWords) {
  const absl::Status away =
      FromGrpc(grpc::Status(grpc::StatusCode::UNAVAILABLE, "failed to connect to ipv4:127.0.0.1:4711"));
  EXPECT_EQ(away.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(GetErrorDetail(away).reason, "SERVICE_UNREACHABLE");
  EXPECT_EQ(away.message().find("4711"), away.message().npos);
}

}  // namespace
}  // namespace dukcapil::rpc
