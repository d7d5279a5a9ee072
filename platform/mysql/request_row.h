// Rows of `request`: what makes a repeated request have one effect and one answer. Private to this library.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "platform/access/call.h"
#include "platform/mysql/connection.h"

namespace dukcapil::mysql {

// The reply to each of `calls` that was kept, or INVALID_ARGUMENT where its request_id was used with another
// request; OK and nothing where there is none. One that is being answered elsewhere is not seen.
using KeptReply = absl::StatusOr<std::optional<std::string>>;
absl::StatusOr<std::vector<KeptReply>> FindReplies(Connection& connection,
                                                   absl::Span<const Call* const> calls);

// Claims `call.request_id` for this transaction: the first statement of a write, so that an equal request
// waits here until this one has ended. The kept reply where the request was answered before.
// INVALID_ARGUMENT where it was used with another request; ABORTED, with the call's part of the transaction
// undone, where an equal one runs too long.
absl::StatusOr<std::optional<std::string>> ClaimRequest(Connection& connection, const Call& call);

// A request and its reply.
struct AnsweredRequest {
  const Call* call;
  absl::string_view reply;
};

// Keeps the replies; ALREADY_EXISTS where a request was answered elsewhere meanwhile.
absl::Status InsertReplies(Connection& connection, absl::Span<const AnsweredRequest> answered);
// The same where the requests were claimed.
absl::Status KeepReplies(Connection& connection, absl::Span<const AnsweredRequest> answered);

}  // namespace dukcapil::mysql
