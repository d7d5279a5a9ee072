#include "absl/strings/str_cat.h"
#include "inventory-svc/domain/errors.h"
#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/access/region_scope.h"
#include "platform/civil_date/civil_date.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr int kDefaultMonths = 12;
constexpr int kMaximumMonths = 24;

// On hand at the location, or at all.
absl::StatusOr<std::int64_t> OnHand(Snapshot& snapshot, const std::string& regency,
                                    const std::string& location) {
  if (location.empty()) {
    ASSIGN_OR_RETURN(const Balance balance, snapshot.RegencyBalance(regency));
    return balance.on_hand;
  }
  ASSIGN_OR_RETURN(const auto found, snapshot.FindLocation(regency, location));
  if (!found.has_value()) return NotFoundError(ChildNameOf(regency, "locations", location));
  return found->balance.on_hand;
}

void AddApplications(const std::vector<ApplicationCount>& counts, const UsageMonth& month,
                     v1::UsageMonth& row) {
  for (const ApplicationCount& count : counts) {
    if (count.month != month.month) continue;
    v1::ApplicationCount* added = row.add_card_applications();
    added->set_reason(ToProto(count.reason));
    added->set_state(ToProto(count.state));
    added->set_count(count.count);
  }
}

}  // namespace

absl::StatusOr<v1::UsageReport> GetUsageReport(Inventory& app, const Call& call,
                                               const v1::GetUsageReportRequest& request) {
  Violations violations;
  const std::string regency = ParseSingleton(request.name(), "usageReport", violations);
  std::string location;
  if (!request.location().empty()) {
    location = ParseSibling(request.location(), "locations", /*uuid=*/false, regency, "location", violations);
  }
  if (request.months() < 0 || request.months() > kMaximumMonths) {
    violations.Add("months", "OUT_OF_RANGE", "must be 1 to 24, or 0 for 12");
  }
  RETURN_IF_ERROR(violations.ToStatus());
  const int months = request.months() == 0 ? kDefaultMonths : request.months();
  const absl::CivilDay today = app.clock.Today();
  const absl::CivilDay from(absl::CivilMonth(today) - (months - 1));
  return app.store.Read(call, [&](Snapshot& snapshot) -> absl::StatusOr<v1::UsageReport> {
    ASSIGN_OR_RETURN(const std::int64_t on_hand, OnHand(snapshot, regency, location));
    ASSIGN_OR_RETURN(const auto days, snapshot.ListStockDays(regency, location, from));
    ASSIGN_OR_RETURN(const auto printed, snapshot.CountPrintedByMonth(regency, location, from));
    ASSIGN_OR_RETURN(const auto counts, snapshot.CountApplications(regency, location, from));
    ASSIGN_OR_RETURN(const auto debts, snapshot.ListPrintDebt(regency, location, today));
    v1::UsageReport report;
    report.set_name(absl::StrCat(RegionName(regency), "/usageReport"));
    report.set_location(request.location());
    *report.mutable_date() = dukcapil::ToProto(today);
    for (const UsageMonth& month : UsageByMonth(today, months, on_hand, days)) {
      const auto found = printed.find(month.month);
      *report.add_months() = ToProto(month, found == printed.end() ? 0 : found->second);
      AddApplications(counts, month, *report.mutable_months(report.months_size() - 1));
    }
    for (const PrintDebt& debt : debts) *report.add_print_debt() = ToProto(debt);
    return report;
  });
}

}  // namespace dukcapil::inventory
