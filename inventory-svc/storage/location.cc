#include "inventory-svc/domain/enum_names.h"
#include "inventory-svc/domain/errors.h"
#include "inventory-svc/storage/tx.h"
#include "platform/access/region_scope.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr EnumName<LocationKind> kKinds[] = {{LocationKind::kOffice, "OFFICE"},
                                             {LocationKind::kDistrictPrintPoint, "DISTRICT_PRINT_POINT"}};

constexpr char kSelectLocation[] =
    "SELECT l.id, l.display_name, l.kind, l.print_monday, l.print_tuesday, l.print_wednesday, "
    "l.print_thursday,"
    " l.print_friday, l.print_saturday, l.print_sunday, b.on_hand, b.reserved, b.received, b.issued, "
    "b.spoiled, b.moved"
    " FROM location l JOIN stock_balance b ON b.regency = l.regency AND b.account = CONCAT('location:', l.id)"
    " WHERE l.regency = ? AND l.id = ?";
constexpr char kSelectAllLocations[] =
    "SELECT l.id, l.display_name, l.kind, l.print_monday, l.print_tuesday, l.print_wednesday, "
    "l.print_thursday,"
    " l.print_friday, l.print_saturday, l.print_sunday, b.on_hand, b.reserved, b.received, b.issued, "
    "b.spoiled, b.moved"
    " FROM location l JOIN stock_balance b ON b.regency = l.regency AND b.account = CONCAT('location:', l.id)"
    " WHERE l.regency = ? AND l.id > ? ORDER BY l.id LIMIT ?";
constexpr char kSelectCapacity[] =
    "SELECT COALESCE(SUM(print_monday), 0), COALESCE(SUM(print_tuesday), 0), COALESCE(SUM(print_wednesday), "
    "0),"
    " COALESCE(SUM(print_thursday), 0), COALESCE(SUM(print_friday), 0), COALESCE(SUM(print_saturday), 0),"
    " COALESCE(SUM(print_sunday), 0) FROM location WHERE regency = ?";
constexpr char kInsertLocation[] =
    "INSERT INTO location (regency, id, display_name, kind, print_monday, print_tuesday, print_wednesday,"
    " print_thursday, print_friday, print_saturday, print_sunday, create_time)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr char kInsertBalance[] =
    "INSERT INTO stock_balance (regency, account, on_hand, reserved, received, issued, spoiled)"
    " VALUES (?, ?, 0, 0, 0, 0, 0)";

absl::StatusOr<LocationWithBalance> LocationFromRow(const mysql::Row& row) {
  LocationWithBalance found;
  found.location.id = row.String(0);
  found.location.display_name = row.String(1);
  const auto kind = ParseIn(kKinds, row.String(2));
  if (!kind.has_value()) return UnknownStoredValueError("location kind");
  found.location.kind = *kind;
  for (int i = 0; i < 7; ++i) found.location.capacity[static_cast<std::size_t>(i)] = row.Int(3 + i);
  found.balance = {row.Int(10), row.Int(11), row.Int(12),        row.Int(13),
                   row.Int(14), row.Int(15), /*promoting=*/false};
  return found;
}

}  // namespace

absl::StatusOr<std::optional<LocationWithBalance>> Snapshot::FindLocation(const std::string& regency,
                                                                          const std::string& id) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectLocation, {regency, id}));
  if (rows.empty()) return std::nullopt;
  return LocationFromRow(rows[0]);
}

absl::StatusOr<std::vector<LocationWithBalance>> Snapshot::ListLocations(const std::string& regency,
                                                                         const std::string& after,
                                                                         int limit) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectAllLocations, {regency, after, limit}));
  std::vector<LocationWithBalance> locations;
  for (const mysql::Row& row : rows) {
    ASSIGN_OR_RETURN(LocationWithBalance location, LocationFromRow(row));
    locations.push_back(std::move(location));
  }
  return locations;
}

absl::StatusOr<WeekCapacity> Snapshot::PrintCapacity(const std::string& regency) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectCapacity, {regency}));
  WeekCapacity capacity = {};
  for (int i = 0; i < 7; ++i) capacity[static_cast<std::size_t>(i)] = rows[0].Int(i);
  return capacity;
}

absl::Status Tx::InsertLocation(const std::string& regency, const Location& location, absl::Time now) {
  std::vector<mysql::Param> params = {regency, location.id, location.display_name,
                                      NameIn(kKinds, location.kind)};
  for (const std::int64_t capacity : location.capacity) params.emplace_back(capacity);
  params.emplace_back(now);
  const absl::Status status = transaction_.Execute(kInsertLocation, params).status();
  if (absl::IsAlreadyExists(status)) {
    return LocationExistsError(ChildNameOf(regency, "locations", location.id));
  }
  RETURN_IF_ERROR(status);
  return transaction_.Execute(kInsertBalance, {regency, LocationAccount(location.id)}).status();
}

}  // namespace dukcapil::inventory
