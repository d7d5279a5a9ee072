// The frame of every change of one visit: lock it, compare the etag, change it, save it, tell of it.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "outreach-svc/rpc/app.h"
#include "outreach-svc/rpc/convert_visit.h"
#include "outreach-svc/rpc/etag.h"
#include "outreach-svc/rpc/names.h"
#include "platform/access/call.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {

// `change(Tx&, AnnouncedVisit&)` returns absl::Status; `kind` names the change.
template <class Change>
absl::StatusOr<v1::Visit> ChangeVisit(Outreach& app, const Call& call, const VisitKey& key,
                                      const std::string& etag, const std::string& kind, Change change) {
  return app.store.Write(call, [&](storage::Tx& tx) -> absl::StatusOr<v1::Visit> {
    ASSIGN_OR_RETURN(auto visit, tx.LockVisit(key.regency, key.id));
    if (!visit.has_value()) return NotFoundError(VisitName(key.regency, key.id));
    RETURN_IF_ERROR(CheckEtag(etag, visit->version));
    RETURN_IF_ERROR(change(tx, *visit));
    visit->update_time = app.clock.Now();
    RETURN_IF_ERROR(tx.UpdateVisit(*visit));
    v1::Visit proto = ToProto(*visit);
    tx.NoteChange({key.regency, proto.name(), kind, proto.SerializeAsString()});
    return proto;
  });
}

}  // namespace dukcapil::outreach
