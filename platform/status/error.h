// Errors with a stable reason, metadata and field violations, carried in absl::Status.
//
// The edge of rpc turns them into google.rpc.ErrorInfo and google.rpc.BadRequest (AIP-193); nothing else
// does. Messages, metadata and descriptions are shown to callers: no personal data, no SQL, no internals.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace dukcapil {

// One thing wrong with one field of a request.
struct Violation {
  std::string field;        // path in the request, for example `rows[3].nik`
  std::string reason;       // stable, UPPER_SNAKE
  std::string description;  // for a person
};

// What an error carries beside its code and message.
struct ErrorDetail {
  std::string reason;                                         // stable, UPPER_SNAKE; empty: none given
  std::vector<std::pair<std::string, std::string>> metadata;  // for example {"card_application", "regions/…"}
  std::vector<Violation> violations;
};

// An error of `code` with a stable `reason`. Use it only inside the named factories of a module.
absl::Status MakeError(absl::StatusCode code, absl::string_view reason, absl::string_view message,
                       std::vector<std::pair<std::string, std::string>> metadata = {});

// The detail of `status`; empty where it carries none.
ErrorDetail GetErrorDetail(const absl::Status& status);

// Collects everything wrong with a request, so that the caller learns of it all at once.
class Violations {
 public:
  void Add(absl::string_view field, absl::string_view reason, absl::string_view description);
  bool empty() const { return list_.empty(); }
  const std::vector<Violation>& list() const { return list_; }
  // OK when empty; otherwise INVALID_ARGUMENT with reason INVALID_FIELDS whose message names each field.
  absl::Status ToStatus() const;

 private:
  std::vector<Violation> list_;
};

// INVALID_ARGUMENT with a single violation.
absl::Status InvalidField(absl::string_view field, absl::string_view reason, absl::string_view description);

// NOT_FOUND that reads alike for what is missing and what is not the caller's.
absl::Status NotFoundError(absl::string_view resource_name);

// ABORTED: the resource changed since the etag was read.
absl::Status EtagMismatchError();

}  // namespace dukcapil
