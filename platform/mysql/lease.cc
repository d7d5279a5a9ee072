#include "platform/mysql/lease.h"

#include "platform/status/status_macros.h"

namespace dukcapil::mysql {
namespace {

constexpr char kMake[] =
    "INSERT INTO lease (name, holder, until) VALUES (?, '', '1970-01-02 00:00:00') "
    "ON DUPLICATE KEY UPDATE name = name";
// `renewal` changes each time, so that a renewal within one microsecond still counts as a changed row.
constexpr char kTake[] =
    "UPDATE lease SET holder = ?, until = UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND, renewal = renewal + 1 "
    "WHERE name = ? AND (holder = ? OR until < UTC_TIMESTAMP(6))";
constexpr char kRelease[] = "UPDATE lease SET until = '1970-01-02 00:00:00' WHERE name = ? AND holder = ?";

}  // namespace

absl::StatusOr<bool> TakeLease(Database& database, const Call& call, absl::string_view name,
                               absl::string_view holder, absl::Duration length) {
  bool taken = false;
  RETURN_IF_ERROR(database.WriteInternal(call, [&](Transaction& tx) -> absl::Status {
    tx.NoChange();
    RETURN_IF_ERROR(tx.Execute(kMake, {name}).status());
    ASSIGN_OR_RETURN(const std::int64_t changed,
                     tx.Execute(kTake, {holder, absl::ToInt64Microseconds(length), name, holder}));
    taken = changed == 1;
    return absl::OkStatus();
  }));
  return taken;
}

absl::Status ReleaseLease(Database& database, const Call& call, absl::string_view name,
                          absl::string_view holder) {
  return database.WriteInternal(call, [&](Transaction& tx) -> absl::Status {
    tx.NoChange();
    return tx.Execute(kRelease, {name, holder}).status();
  });
}

}  // namespace dukcapil::mysql
