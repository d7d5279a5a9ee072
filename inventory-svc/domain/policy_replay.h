// Past requests decided again under a draft: who would have been treated otherwise.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/time/civil_time.h"
#include "inventory-svc/domain/policy.h"

namespace dukcapil::inventory {

inline constexpr int kReplayedDays = 30;
inline constexpr std::size_t kListedReplays = 100;

// A request and its first decision.
struct PastRequest {
  std::string id;
  AskedFor asked;
  absl::CivilDay application_date;
  std::optional<absl::CivilDay> obliged_date;
  Decision decision;
};

// What a draft would have made of a request.
struct ReplayedDecision {
  std::optional<Outcome> outcome;  // nothing: the draft does not have the reason
  std::string rule;
  InterimDocument interim_document = InterimDocument::kNone;
};

struct ReplayedRequest {
  PastRequest request;
  ReplayedDecision draft;
};

struct PolicyReplay {
  std::int64_t replayed = 0;
  std::int64_t changed = 0;  // another outcome or interim document
  std::int64_t not_replayable = 0;
  // How many, by code, outcome as it was and under the draft.
  std::map<std::tuple<std::string, Outcome, std::optional<Outcome>>, std::int64_t> counts;
  std::vector<ReplayedRequest> requests;  // those changed, at most kListedReplays
};

inline constexpr char kRuleNotInPolicy[] = "REASON_NOT_IN_POLICY";

// Decides `request` again under `draft` from what its decision saw, by itself: what others would have left
// for it is not followed up, and the draft's first and last day of interim documents, being of the time
// ahead, are left out. Adds what comes of it to `replay`; a decision from before its inputs were kept is
// counted as not replayable.
void Replay(const IssuancePolicy& draft, const PastRequest& request, PolicyReplay& replay);

}  // namespace dukcapil::inventory
