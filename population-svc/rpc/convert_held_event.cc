#include "population-svc/rpc/convert_held_event.h"

#include "platform/status/status_macros.h"
#include "population-svc/domain/nik.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/convert_event.h"
#include "population-svc/rpc/names.h"
#include "population-svc/rpc/submission.h"

namespace dukcapil::population {
namespace {

static_assert(static_cast<int>(HoldReason::kPersonUnknown) == v1::HOLD_REASON_PERSON_UNKNOWN);
static_assert(static_cast<int>(HeldState::kMatched) == v1::HELD_EVENT_STATE_MATCHED);

}  // namespace

absl::StatusOr<v1::HeldEvent> ToProto(absl::string_view regency, const storage::HeldEventRow& row,
                                      const Aead& nik_aead) {
  v1::HeldEvent proto;
  proto.set_name(HeldEventName(regency, row.id));
  *proto.mutable_event() = EventToProto(row.event, row.evidence);
  if (row.nik_sealed) {
    ASSIGN_OR_RETURN(const std::string nik, nik_aead.Open(*row.nik_sealed, HeldNikContext(regency, row.id)));
    proto.mutable_event()->set_nik(MaskNik(nik));
  } else {
    proto.mutable_event()->set_resident(ResidentName(regency, row.whom));
  }
  proto.set_reason(static_cast<v1::HoldReason>(row.reason));
  *proto.mutable_recorded_time() = ToProto(row.recorded_time);
  proto.set_state(static_cast<v1::HeldEventState>(row.state));
  if (row.resident_id) proto.set_resident(ResidentName(regency, *row.resident_id));
  if (row.corrected_time) *proto.mutable_corrected_time() = ToProto(*row.corrected_time);
  if (row.resolve_time) *proto.mutable_resolve_time() = ToProto(*row.resolve_time);
  proto.set_resolved_by(row.resolved_by.value_or(""));
  proto.set_discard_reason(row.discard_reason.value_or(""));
  return proto;
}

}  // namespace dukcapil::population
