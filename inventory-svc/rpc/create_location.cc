#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/status/check_text.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr std::int32_t kMaximumCapacity = 10000;

WeekCapacity CapacityOf(const v1::PrintCapacity& capacity, Violations& violations) {
  const std::pair<const char*, std::int32_t> days[] = {
      {"monday", capacity.monday()},     {"tuesday", capacity.tuesday()}, {"wednesday", capacity.wednesday()},
      {"thursday", capacity.thursday()}, {"friday", capacity.friday()},   {"saturday", capacity.saturday()},
      {"sunday", capacity.sunday()}};
  WeekCapacity week = {};
  std::size_t i = 0;
  for (const auto& [day, cards] : days) {
    if (cards < 0 || cards > kMaximumCapacity) {
      violations.Add(std::string("location.print_capacity.") + day, "OUT_OF_RANGE", "must be 0 to 10,000");
    }
    week[i++] = cards;
  }
  return week;
}

}  // namespace

absl::StatusOr<v1::Location> CreateLocation(Inventory& app, const Call& call,
                                            const v1::CreateLocationRequest& request) {
  Violations violations;
  const std::string regency = ParseRegency(request.parent(), "parent", violations);
  CheckLocationId(request.location_id(), "location_id", violations);
  CheckText(request.location().display_name(), 1, 100, "location.display_name", violations);
  const auto kind = FromProto(request.location().kind());
  if (!kind.has_value()) violations.Add("location.kind", "UNKNOWN_VALUE", "must be a known kind of location");
  const WeekCapacity capacity = CapacityOf(request.location().print_capacity(), violations);
  RETURN_IF_ERROR(violations.ToStatus());

  const Location location{request.location_id(), request.location().display_name(), *kind, capacity};
  const absl::Time now = app.clock.Now();
  return app.store.Write(call, [&](Tx& tx) -> absl::StatusOr<v1::Location> {
    RETURN_IF_ERROR(tx.InsertLocation(regency, location, now));
    v1::Location created = ToProto(regency, {location, {}}, now);
    tx.NoteChange(regency, created.name(), "LOCATION_CREATED", created.SerializeAsString());
    return created;
  });
}

}  // namespace dukcapil::inventory
