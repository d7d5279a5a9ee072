#include "inventory-svc/rpc/convert.h"

namespace dukcapil::inventory {
namespace {

template <class Proto, class E>
struct Pair {
  Proto proto;
  E value;
};

template <class Proto, class E, std::size_t N>
std::optional<E> Find(const Pair<Proto, E> (&table)[N], Proto proto) {
  for (const Pair<Proto, E>& pair : table) {
    if (pair.proto == proto) return pair.value;
  }
  return std::nullopt;
}

template <class Proto, class E, std::size_t N>
Proto FindProto(const Pair<Proto, E> (&table)[N], E value) {
  for (const Pair<Proto, E>& pair : table) {
    if (pair.value == value) return pair.proto;
  }
  return static_cast<Proto>(0);
}

constexpr Pair<v1::LocationKind, LocationKind> kLocationKinds[] = {
    {v1::LOCATION_KIND_OFFICE, LocationKind::kOffice},
    {v1::LOCATION_KIND_DISTRICT_PRINT_POINT, LocationKind::kDistrictPrintPoint}};
constexpr Pair<v1::ExternalParty, ExternalParty> kParties[] = {
    {v1::EXTERNAL_PARTY_MINISTRY, ExternalParty::kMinistry},
    {v1::EXTERNAL_PARTY_PROVINCE, ExternalParty::kProvince},
    {v1::EXTERNAL_PARTY_REGENCY, ExternalParty::kRegency}};
constexpr Pair<v1::SpoilageCause, SpoilageCause> kCauses[] = {
    {v1::SPOILAGE_CAUSE_ENCODING_FAILED, SpoilageCause::kEncodingFailed},
    {v1::SPOILAGE_CAUSE_DAMAGED, SpoilageCause::kDamaged},
    {v1::SPOILAGE_CAUSE_MISPRINT, SpoilageCause::kMisprint},
    {v1::SPOILAGE_CAUSE_DATA_CHANGED, SpoilageCause::kDataChanged}};
constexpr Pair<v1::MovementKind, MovementKind> kMovementKinds[] = {
    {v1::MOVEMENT_KIND_RECEIPT, MovementKind::kReceipt},
    {v1::MOVEMENT_KIND_SPOILAGE, MovementKind::kSpoilage},
    {v1::MOVEMENT_KIND_ISSUE, MovementKind::kIssue},
    {v1::MOVEMENT_KIND_TRANSFER, MovementKind::kTransfer},
    {v1::MOVEMENT_KIND_ARRIVAL, MovementKind::kArrival},
    {v1::MOVEMENT_KIND_CARRY, MovementKind::kCarry},
    {v1::MOVEMENT_KIND_CARRY_RETURN, MovementKind::kCarryReturn},
    {v1::MOVEMENT_KIND_DESTRUCTION, MovementKind::kDestruction},
    {v1::MOVEMENT_KIND_STOCK_TAKE, MovementKind::kStockTake},
    {v1::MOVEMENT_KIND_CORRECTION, MovementKind::kCorrection},
    {v1::MOVEMENT_KIND_RETURN, MovementKind::kReturn},
    {v1::MOVEMENT_KIND_LOAN, MovementKind::kLoan},
    {v1::MOVEMENT_KIND_LOSS, MovementKind::kLoss},
    {v1::MOVEMENT_KIND_REVERSAL, MovementKind::kReversal}};
constexpr Pair<v1::CardApplicationReason, Reason> kReasons[] = {
    {v1::CARD_APPLICATION_REASON_FIRST_ISSUE, Reason::kFirstIssue},
    {v1::CARD_APPLICATION_REASON_LOST, Reason::kLost},
    {v1::CARD_APPLICATION_REASON_STATUS_CHANGE, Reason::kStatusChange},
    {v1::CARD_APPLICATION_REASON_DAMAGED, Reason::kDamaged},
    {v1::CARD_APPLICATION_REASON_REPLACEMENT, Reason::kReplacement}};
constexpr Pair<v1::CardApplicationState, ApplicationState> kStates[] = {
    {v1::CARD_APPLICATION_STATE_RESERVED, ApplicationState::kReserved},
    {v1::CARD_APPLICATION_STATE_WAITLISTED, ApplicationState::kWaitlisted},
    {v1::CARD_APPLICATION_STATE_PRINTED, ApplicationState::kPrinted},
    {v1::CARD_APPLICATION_STATE_DELIVERED, ApplicationState::kDelivered},
    {v1::CARD_APPLICATION_STATE_CANCELLED, ApplicationState::kCancelled},
    {v1::CARD_APPLICATION_STATE_EXPIRED, ApplicationState::kExpired},
    {v1::CARD_APPLICATION_STATE_REJECTED, ApplicationState::kRejected}};
constexpr Pair<v1::CardApplicationState, Outcome> kOutcomes[] = {
    {v1::CARD_APPLICATION_STATE_RESERVED, Outcome::kReserved},
    {v1::CARD_APPLICATION_STATE_WAITLISTED, Outcome::kWaitlisted},
    {v1::CARD_APPLICATION_STATE_REJECTED, Outcome::kRejected}};
constexpr Pair<v1::InterimDocument, InterimDocument> kInterimDocuments[] = {
    {v1::INTERIM_DOCUMENT_NONE, InterimDocument::kNone},
    {v1::INTERIM_DOCUMENT_SUKET, InterimDocument::kSuket},
    {v1::INTERIM_DOCUMENT_IKD, InterimDocument::kIkd}};
constexpr Pair<v1::StockModeLevel, StockLevel> kLevels[] = {
    {v1::STOCK_MODE_LEVEL_NORMAL, StockLevel::kNormal},
    {v1::STOCK_MODE_LEVEL_CONSTRAINED, StockLevel::kConstrained},
    {v1::STOCK_MODE_LEVEL_CRITICAL, StockLevel::kCritical}};
constexpr Pair<v1::IssuanceAction, RuleAction> kActions[] = {
    {v1::ISSUANCE_ACTION_RESERVE, RuleAction::kReserve},
    {v1::ISSUANCE_ACTION_RESERVE_ABOVE_FLOOR, RuleAction::kReserveAboveFloor},
    {v1::ISSUANCE_ACTION_WAITLIST, RuleAction::kWaitlist}};
constexpr Pair<v1::PromiseBasis, PromiseBasis> kBases[] = {
    {v1::PROMISE_BASIS_ARRIVALS, PromiseBasis::kArrivals},
    {v1::PROMISE_BASIS_NOTHING_CONFIRMED, PromiseBasis::kNothingConfirmed},
    {v1::PROMISE_BASIS_BEYOND_ARRIVALS, PromiseBasis::kBeyondArrivals},
    {v1::PROMISE_BASIS_STOCK_MODE, PromiseBasis::kStockMode}};
constexpr Pair<v1::DemandPartKind, PartKind> kParts[] = {
    {v1::DEMAND_PART_KIND_PRINT_READY_BACKLOG, PartKind::kPrintReadyBacklog},
    {v1::DEMAND_PART_KIND_OUTREACH, PartKind::kOutreach},
    {v1::DEMAND_PART_KIND_TURNING_17, PartKind::kTurning17},
    {v1::DEMAND_PART_KIND_WALK_IN_FIRST_ISSUE, PartKind::kWalkIn},
    {v1::DEMAND_PART_KIND_LOST_OR_STATUS_CHANGE, PartKind::kLostOrStatusChange},
    {v1::DEMAND_PART_KIND_REPLACEMENT, PartKind::kReplacement},
    {v1::DEMAND_PART_KIND_SPOILAGE, PartKind::kSpoilage}};
constexpr Pair<v1::BindingLimit, BindingLimit> kLimits[] = {
    {v1::BINDING_LIMIT_RECORDINGS, BindingLimit::kRecordings},
    {v1::BINDING_LIMIT_CARDS, BindingLimit::kCards},
    {v1::BINDING_LIMIT_PRINT_DAYS, BindingLimit::kPrintDays},
    {v1::BINDING_LIMIT_NONE, BindingLimit::kNone}};

constexpr Pair<v1::StockRequestState, StockRequestState> kRequestStates[] = {
    {v1::STOCK_REQUEST_STATE_DRAFT, StockRequestState::kDraft},
    {v1::STOCK_REQUEST_STATE_SUBMITTED, StockRequestState::kSubmitted},
    {v1::STOCK_REQUEST_STATE_APPROVED, StockRequestState::kApproved},
    {v1::STOCK_REQUEST_STATE_REJECTED, StockRequestState::kRejected},
    {v1::STOCK_REQUEST_STATE_SHIPPED, StockRequestState::kShipped},
    {v1::STOCK_REQUEST_STATE_RECEIVED, StockRequestState::kReceived},
    {v1::STOCK_REQUEST_STATE_CLOSED, StockRequestState::kClosed},
    {v1::STOCK_REQUEST_STATE_CANCELLED, StockRequestState::kCancelled}};

}  // namespace

std::optional<LocationKind> FromProto(v1::LocationKind kind) {
  return Find(kLocationKinds, kind);
}
std::optional<ExternalParty> FromProto(v1::ExternalParty party) {
  return Find(kParties, party);
}
std::optional<SpoilageCause> FromProto(v1::SpoilageCause cause) {
  return Find(kCauses, cause);
}
std::optional<MovementKind> FromProto(v1::MovementKind kind) {
  return Find(kMovementKinds, kind);
}
std::optional<Reason> FromProto(v1::CardApplicationReason reason) {
  return Find(kReasons, reason);
}
std::optional<StockRequestState> FromProto(v1::StockRequestState state) {
  return Find(kRequestStates, state);
}
std::optional<ApplicationState> FromProto(v1::CardApplicationState state) {
  return Find(kStates, state);
}
std::optional<StockLevel> FromProto(v1::StockModeLevel level) {
  return Find(kLevels, level);
}
std::optional<RuleAction> FromProto(v1::IssuanceAction action) {
  return Find(kActions, action);
}
std::optional<InterimDocument> FromProto(v1::InterimDocument document) {
  return Find(kInterimDocuments, document);
}

v1::LocationKind ToProto(LocationKind kind) {
  return FindProto(kLocationKinds, kind);
}
v1::ExternalParty ToProto(ExternalParty party) {
  return FindProto(kParties, party);
}
v1::SpoilageCause ToProto(SpoilageCause cause) {
  return FindProto(kCauses, cause);
}
v1::MovementKind ToProto(MovementKind kind) {
  return FindProto(kMovementKinds, kind);
}
v1::CardApplicationReason ToProto(Reason reason) {
  return FindProto(kReasons, reason);
}
v1::CardApplicationState ToProto(ApplicationState state) {
  return FindProto(kStates, state);
}
v1::CardApplicationState ToProto(Outcome outcome) {
  return FindProto(kOutcomes, outcome);
}
v1::InterimDocument ToProto(InterimDocument document) {
  return FindProto(kInterimDocuments, document);
}
v1::StockModeLevel ToProto(StockLevel level) {
  return FindProto(kLevels, level);
}
v1::IssuanceAction ToProto(RuleAction action) {
  return FindProto(kActions, action);
}
v1::PromiseBasis ToProto(PromiseBasis basis) {
  return FindProto(kBases, basis);
}
v1::DemandPartKind ToProto(PartKind kind) {
  return FindProto(kParts, kind);
}
v1::StockRequestState ToProto(StockRequestState state) {
  return FindProto(kRequestStates, state);
}
v1::BindingLimit ToProto(BindingLimit limit) {
  return FindProto(kLimits, limit);
}

}  // namespace dukcapil::inventory
