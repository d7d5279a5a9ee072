#include "platform/mysql/purge.h"

#include "absl/time/clock.h"
#include "platform/status/status_macros.h"

namespace dukcapil::mysql {
namespace {

constexpr char kDeleteOld[] = "DELETE FROM request WHERE create_time < ? ORDER BY create_time LIMIT ?";

}  // namespace

absl::StatusOr<std::int64_t> PurgeRequests(Database& database, absl::Time before) {
  Call call;
  call.deadline = absl::Now() + absl::Seconds(30);
  std::int64_t deleted = 0;
  RETURN_IF_ERROR(database.WriteInternal(call, [&](Transaction& tx) -> absl::Status {
    tx.NoChange();
    ASSIGN_OR_RETURN(deleted, tx.Execute(kDeleteOld, {before, kRequestBatch}));
    return absl::OkStatus();
  }));
  return deleted;
}

}  // namespace dukcapil::mysql
