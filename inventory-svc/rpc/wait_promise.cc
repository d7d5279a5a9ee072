#include "inventory-svc/rpc/wait_promise.h"

#include <algorithm>
#include <utility>

#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr std::int64_t kCardsLookedAt = 10'000;  // the line is counted with the balance locked

// Whom so many cards reach, and one more.
std::int64_t Reached(const DecisionInputs& inputs, const std::vector<ConfirmedArrival>& arrivals) {
  return std::clamp<std::int64_t>(inputs.available_here, 0, kCardsLookedAt) + QuantityOf(arrivals) + 1;
}

// The first kCardsLookedAt that arrive.
absl::StatusOr<std::vector<ConfirmedArrival>> ArrivalsLookedAt(Snapshot& snapshot,
                                                               const CardApplication& application,
                                                               absl::CivilDay today) {
  ASSIGN_OR_RETURN(auto arrivals,
                   snapshot.ConfirmedArrivals(application.region, application.location, today));
  std::int64_t left = kCardsLookedAt;
  for (ConfirmedArrival& arrival : arrivals) {
    arrival.quantity = std::min(arrival.quantity, left);
    left -= arrival.quantity;
  }
  return arrivals;
}

}  // namespace

absl::StatusOr<WaitPromise> PromiseToNewcomer(Snapshot& snapshot, const CardApplication& application,
                                              const DecisionInputs& inputs, absl::CivilDay today) {
  ASSIGN_OR_RETURN(auto arrivals, ArrivalsLookedAt(snapshot, application, today));
  std::optional<std::int64_t> ahead;
  if (!arrivals.empty()) {
    ASSIGN_OR_RETURN(ahead, snapshot.CountUpTo(application.region, application.location,
                                               application.decision.priority, Reached(inputs, arrivals)));
  }
  return PromiseTo(application.asked_for().code, inputs, ahead, std::move(arrivals));
}

absl::StatusOr<const Lines::Line*> Lines::LineAt(Snapshot& snapshot, const CardApplication& application) {
  const auto found = lines_.find(application.location);
  if (found != lines_.end()) return &found->second;
  const absl::CivilDay today = clock_.Today();
  Line line;
  ASSIGN_OR_RETURN(IssuancePolicy policy, snapshot.PolicyInForce(application.region, today));
  ASSIGN_OR_RETURN(line.inputs, snapshot.InputsAt(application.region, application.location, std::move(policy),
                                                  today, clock_.Now()));
  ASSIGN_OR_RETURN(const auto location, snapshot.FindLocation(application.region, application.location));
  if (location.has_value()) line.inputs.SetHere(location->balance.available());
  ASSIGN_OR_RETURN(line.arrivals, ArrivalsLookedAt(snapshot, application, today));
  if (!line.arrivals.empty()) {
    ASSIGN_OR_RETURN(const auto first, snapshot.FirstInLine(application.region, application.location,
                                                            Reached(line.inputs, line.arrivals)));
    for (const std::string& id : first) {
      line.places.emplace(id, static_cast<std::int64_t>(line.places.size()));
    }
  }
  return &lines_.emplace(application.location, std::move(line)).first->second;
}

absl::StatusOr<WaitPromise> Lines::PromiseNow(Snapshot& snapshot, const CardApplication& application,
                                              std::optional<std::int64_t> ahead) {
  ASSIGN_OR_RETURN(const Line* const line, LineAt(snapshot, application));
  if (!ahead.has_value() && !line->arrivals.empty()) {
    const auto place = line->places.find(application.id);
    ahead = place == line->places.end() ? static_cast<std::int64_t>(line->places.size()) : place->second;
  }
  return PromiseTo(application.asked_for().code, line->inputs, ahead, line->arrivals);
}

}  // namespace dukcapil::inventory
