#include "platform/status/error.h"

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace dukcapil {
namespace {

constexpr char kPayloadUrl[] = "dukcapil.go.id/ErrorDetail";
// Separators that cannot occur in text for a person (ASCII unit, record and group separator).
constexpr char kUnit = '\x1f';
constexpr char kRecord = '\x1e';
constexpr char kGroup = '\x1d';

std::string Encode(const ErrorDetail& detail) {
  std::string out = absl::StrCat(detail.reason, std::string(1, kGroup));
  for (const auto& [key, value] : detail.metadata) {
    absl::StrAppend(&out, key, std::string(1, kUnit), value, std::string(1, kRecord));
  }
  out.push_back(kGroup);
  for (const Violation& v : detail.violations) {
    absl::StrAppend(&out, v.field, std::string(1, kUnit), v.reason, std::string(1, kUnit), v.description,
                    std::string(1, kRecord));
  }
  return out;
}

std::vector<std::vector<std::string>> Records(absl::string_view text) {
  std::vector<std::vector<std::string>> records;
  for (absl::string_view record : absl::StrSplit(text, kRecord, absl::SkipEmpty())) {
    records.push_back(absl::StrSplit(record, kUnit));
  }
  return records;
}

absl::Status WithDetail(absl::Status status, const ErrorDetail& detail) {
  status.SetPayload(kPayloadUrl, absl::Cord(Encode(detail)));
  return status;
}

}  // namespace

absl::Status MakeError(absl::StatusCode code, absl::string_view reason, absl::string_view message,
                       std::vector<std::pair<std::string, std::string>> metadata) {
  return WithDetail(absl::Status(code, message), {std::string(reason), std::move(metadata), {}});
}

ErrorDetail GetErrorDetail(const absl::Status& status) {
  ErrorDetail detail;
  const auto payload = status.GetPayload(kPayloadUrl);
  if (!payload.has_value()) return detail;
  const std::string text(*payload);
  const std::vector<std::string> groups = absl::StrSplit(text, kGroup);
  detail.reason = groups[0];
  for (auto& record : Records(groups[1])) detail.metadata.emplace_back(record[0], record[1]);
  for (auto& record : Records(groups[2])) detail.violations.push_back({record[0], record[1], record[2]});
  return detail;
}

void Violations::Add(absl::string_view field, absl::string_view reason, absl::string_view description) {
  list_.push_back({std::string(field), std::string(reason), std::string(description)});
}

absl::Status Violations::ToStatus() const {
  if (list_.empty()) return absl::OkStatus();
  std::string message;
  for (const Violation& v : list_) {
    absl::StrAppend(&message, message.empty() ? "" : "; ", v.field, ": ", v.description);
  }
  return WithDetail(absl::InvalidArgumentError(message), {"INVALID_FIELDS", {}, list_});
}

absl::Status InvalidField(absl::string_view field, absl::string_view reason, absl::string_view description) {
  Violations violations;
  violations.Add(field, reason, description);
  return violations.ToStatus();
}

absl::Status NotFoundError(absl::string_view resource_name) {
  return MakeError(absl::StatusCode::kNotFound, "NOT_FOUND", absl::StrCat(resource_name, " was not found"));
}

absl::Status EtagMismatchError() {
  return MakeError(absl::StatusCode::kAborted, "ETAG_MISMATCH",
                   "the resource has changed since its etag was read; read it again");
}

}  // namespace dukcapil
