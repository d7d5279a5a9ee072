#include "outreach-svc/rpc/read_plan.h"

#include "outreach-svc/rpc/convert.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {

absl::StatusOr<v1::Plan> PlanFromRow(const storage::PlanRow& row) {
  v1::Plan plan;
  if (!plan.ParseFromString(row.message)) return absl::DataLossError("a kept plan cannot be read");
  // The message is the plan as it was made: when it was published is the row's to say.
  plan.clear_publish_time();
  if (row.publish_time.has_value()) *plan.mutable_publish_time() = ToProto(*row.publish_time);
  return plan;
}

v1::Plan SummaryOf(v1::Plan plan) {
  plan.clear_visits();
  plan.clear_left_out();
  plan.clear_districts();
  plan.clear_days();
  plan.clear_sites();
  return plan;
}

absl::StatusOr<v1::Plan> ReadPlan(storage::Snapshot& snapshot, const PlanKey& key, absl::string_view name) {
  ASSIGN_OR_RETURN(const auto row, snapshot.FindPlan(key.regency, key.id));
  if (!row.has_value()) return dukcapil::NotFoundError(name);
  return PlanFromRow(*row);
}

}  // namespace dukcapil::outreach
