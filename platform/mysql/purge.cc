#include "platform/mysql/purge.h"

#include "absl/time/clock.h"
#include "platform/status/status_macros.h"

namespace dukcapil::mysql {
namespace {

constexpr std::int64_t kBatch = 1000;
constexpr char kDeleteOld[] = "DELETE FROM request WHERE create_time < ? ORDER BY create_time LIMIT 1000";

}  // namespace

absl::StatusOr<std::int64_t> PurgeRequests(Database& database, absl::Time before) {
  std::int64_t total = 0;
  std::int64_t deleted = kBatch;
  while (deleted == kBatch) {
    Call call;
    call.deadline = absl::Now() + absl::Seconds(30);
    RETURN_IF_ERROR(database.WriteInternal(call, [&](Transaction& tx) -> absl::Status {
      tx.NoChange();
      ASSIGN_OR_RETURN(deleted, tx.Execute(kDeleteOld, {before}));
      return absl::OkStatus();
    }));
    total += deleted;
  }
  return total;
}

}  // namespace dukcapil::mysql
