#include "platform/status/status_macros.h"
#include "population-svc/domain/recording_codes.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"

namespace dukcapil::population {
namespace {

static_assert(static_cast<int>(CodeActor::kCentre) == v1::RECORDING_ACTOR_CENTRE);
static_assert(static_cast<int>(CodeBasis::kOwn) == v1::RECORDING_CODE_BASIS_OWN);

v1::RecordingCode CodeToProto(const RecordingCode& code) {
  v1::RecordingCode proto;
  proto.set_code(code.code);
  if (code.effect != CodeEffect::kNone) {
    const Recording alone = Fold({ImportedEvent(code.code, kFirstCoverageDay)});
    proto.set_state(static_cast<v1::RecordingState>(alone.state));
  }
  if (code.doubt) proto.set_doubt(static_cast<v1::Doubt>(*code.doubt));
  proto.set_seen(code.sighting == Sighting::kPresent);
  proto.set_actor(static_cast<v1::RecordingActor>(code.actor));
  proto.set_action_id(code.action_id);
  proto.set_action_en(code.action_en);
  proto.set_basis(static_cast<v1::RecordingCodeBasis>(code.basis));
  return proto;
}

}  // namespace

absl::StatusOr<v1::ListRecordingCodesResponse> ListRecordingCodes(
    Population& app, const Call& call, const v1::ListRecordingCodesRequest& request) {
  Violations violations;
  const auto regency = ParseRegency(request.parent(), "parent", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  const auto list = [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::ListRecordingCodesResponse> {
    v1::ListRecordingCodesResponse response;
    for (const RecordingCode& code : RecordingCodes()) *response.add_codes() = CodeToProto(code);
    ASSIGN_OR_RETURN(const auto unknown, snapshot.UnknownCodes(*regency));
    for (const storage::UnknownCodeRow& row : unknown) {
      if (IsKnownCode(row.code)) continue;  // since then
      v1::UnknownRecordingCode& proto = *response.add_unknown_codes();
      proto.set_code(row.code);
      proto.set_event_count(row.events);
      *proto.mutable_first_recorded_time() = ToProto(row.first_time);
      *proto.mutable_last_recorded_time() = ToProto(row.last_time);
    }
    return response;
  };
  return app.store.Read(call, list);
}

}  // namespace dukcapil::population
