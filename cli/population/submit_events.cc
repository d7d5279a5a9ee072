#include "cli/population/submit_events.h"

#include <algorithm>
#include <array>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "cli/exit_codes.h"
#include "cli/population/event_file.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "platform/crypto/aead.h"
#include "platform/crypto/uuid.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::population::v1;

constexpr std::size_t kBatch = 1000;

struct Totals {
  std::int64_t events = 0;
  std::int64_t changed = 0;
  std::array<std::int64_t, v1::EventOutcome_ARRAYSIZE> by_outcome{};

  std::int64_t Of(v1::EventOutcome outcome) const { return by_outcome[static_cast<std::size_t>(outcome)]; }
};

void Tell(Session& session, const std::string& file, const EventLine& line, const v1::EventResult& result) {
  session.err() << file << ": line " << line.line << ": " << result.reason() << ": " << result.description()
                << std::endl;
}

void Count(Session& session, const std::string& file, const EventLine& line, const v1::EventResult& result,
           Totals& totals) {
  ++totals.events;
  if (result.has_change()) ++totals.changed;
  const v1::EventOutcome outcome =
      v1::EventOutcome_IsValid(result.outcome()) ? result.outcome() : v1::EVENT_OUTCOME_UNSPECIFIED;
  ++totals.by_outcome[static_cast<std::size_t>(outcome)];
  if (!result.reason().empty()) Tell(session, file, line, result);
}

absl::Status SubmitFile(Session& session, const std::string& file, Totals& totals) {
  ASSIGN_OR_RETURN(const std::vector<EventLine> lines, ReadEvents(file));
  for (std::size_t at = 0; at < lines.size(); at += kBatch) {
    const std::size_t end = std::min(lines.size(), at + kBatch);
    v1::BatchSubmitRecordingEventsRequest request;
    request.set_parent(session.Parent());
    for (std::size_t i = at; i < end; ++i) *request.add_events() = lines[i].event;
    request.set_request_id(NamedUuid(
        absl::StrCat("recording events ", absl::BytesToHexString(Sha256(request.SerializeAsString())))));
    ASSIGN_OR_RETURN(const auto response, session.Call<v1::BatchSubmitRecordingEventsResponse>(request));
    for (const v1::EventResult& result : response.results()) {
      Count(session, file, lines[at + static_cast<std::size_t>(result.index())], result, totals);
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<int> SubmitEvents(Session& session, const std::vector<std::string>& files) {
  Totals totals;
  for (const std::string& file : files) RETURN_IF_ERROR(SubmitFile(session, file, totals));
  const auto number = [&](v1::EventOutcome outcome) { return absl::StrCat(totals.Of(outcome)); };
  WriteFigures(session.out(), session.globals().format,
               {{"files", absl::StrCat(files.size())},
                {"events", absl::StrCat(totals.events)},
                {"accepted", number(v1::EVENT_OUTCOME_ACCEPTED)},
                {"repeated", number(v1::EVENT_OUTCOME_REPEATED)},
                {"unknown_code", number(v1::EVENT_OUTCOME_UNKNOWN_CODE)},
                {"clock_ahead", number(v1::EVENT_OUTCOME_QUARANTINED)},
                {"person_unknown", number(v1::EVENT_OUTCOME_PENDING)},
                {"refused", number(v1::EVENT_OUTCOME_REFUSED)},
                {"with_change", absl::StrCat(totals.changed)}});
  return totals.Of(v1::EVENT_OUTCOME_REFUSED) == 0 ? kOk : kFinding;
}

}  // namespace dukcapil::cli
