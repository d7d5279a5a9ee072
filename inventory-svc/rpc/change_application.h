// The frame of every change of a card request: lock it, compare the etag, change it, save it, tell of it.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "inventory-svc/rpc/app.h"
#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "platform/access/call.h"
#include "platform/access/region_scope.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {

// `change(Tx&, CardApplication&, std::string& warning)` returns absl::Status; `kind` names the change.
template <class Change>
absl::StatusOr<v1::CardApplication> ChangeApplication(Inventory& app, const Call& call, const ChildName& name,
                                                      const std::string& etag, const std::string& kind,
                                                      Change change) {
  return app.store.Write(call, [&](Tx& tx) -> absl::StatusOr<v1::CardApplication> {
    ASSIGN_OR_RETURN(auto application, tx.LockApplication(name.regency, name.id));
    if (!application.has_value()) {
      return NotFoundError(ChildNameOf(name.regency, "cardApplications", name.id));
    }
    if (!etag.empty() && etag != EtagOf(*application)) return EtagMismatchError();
    std::string warning;
    RETURN_IF_ERROR(change(tx, *application, warning));
    RETURN_IF_ERROR(tx.UpdateApplication(*application));
    v1::CardApplication changed = ToProto(*application);
    changed.set_warning(warning);
    tx.NoteChange(name.regency, changed.name(), kind, changed.SerializeAsString());
    return changed;
  });
}

}  // namespace dukcapil::inventory
