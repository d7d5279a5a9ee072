#include "absl/strings/str_cat.h"
#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {

absl::StatusOr<v1::Blank> LookupBlank(Inventory& app, const Call& call,
                                      const v1::LookupBlankRequest& request) {
  Violations violations;
  const std::string regency = ParseRegency(request.parent(), "parent", violations);
  const auto serial = ParseSerialField(request.serial(), "serial", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  return app.store.Read(call, [&](Snapshot& snapshot) -> absl::StatusOr<v1::Blank> {
    ASSIGN_OR_RETURN(const auto blank, snapshot.FindBlank(regency, *serial));
    if (!blank.has_value()) return NotFoundError(absl::StrCat("blank ", FormatSerial(*serial)));
    return ToProto(regency, *serial, *blank);
  });
}

}  // namespace dukcapil::inventory
