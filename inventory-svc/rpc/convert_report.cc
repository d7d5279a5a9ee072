#include <cmath>

#include "absl/strings/str_cat.h"
#include "inventory-svc/rpc/convert.h"
#include "platform/access/region_scope.h"
#include "platform/civil_date/civil_date.h"

namespace dukcapil::inventory {

v1::PrintDebt ToProto(const PrintDebt& debt) {
  v1::PrintDebt proto;
  proto.set_reason(ToProto(debt.reason));
  proto.set_reason_code(debt.reason_code);
  proto.set_minimum_age_days(debt.minimum_age_days);
  proto.set_reserved(debt.reserved);
  proto.set_waitlisted(debt.waitlisted);
  return proto;
}

v1::UsageMonth ToProto(const UsageMonth& month, std::int64_t printed) {
  v1::UsageMonth proto;
  *proto.mutable_month() = dukcapil::ToProto(absl::CivilDay(month.month));
  proto.set_received(month.received);
  proto.set_issued(month.issued);
  proto.set_issued_by_teams(month.issued_by_teams);
  proto.set_spoiled(month.spoiled);
  proto.set_spoiled_by_teams(month.spoiled_by_teams);
  proto.set_printed(printed);
  proto.set_transferred(month.transferred);
  proto.set_balance(month.balance);
  return proto;
}

v1::ForecastBacktest ToProto(const std::string& regency, const Backtest& backtest) {
  v1::ForecastBacktest proto;
  proto.set_name(absl::StrCat(RegionName(regency), "/forecast"));
  for (const BacktestRow& row : backtest.rows) {
    v1::BacktestRow* added = proto.add_rows();
    *added->mutable_date() = dukcapil::ToProto(row.cut_off);
    *added->mutable_deadline() = dukcapil::ToProto(row.deadline);
    added->set_known_days(row.known_days);
    added->set_rationed(row.rationed);
    *added->mutable_forecast() = ToProto(row.forecast);
    added->set_naive(row.naive);
    added->set_happened(row.happened);
    added->set_within(IsWithin(row.forecast, row.happened));
  }
  if (const int rows = backtest.score.forecasts; rows > 0) {
    proto.set_coverage_percent(static_cast<int>(std::lround(100 * backtest.score.coverage())));
    proto.set_pinball_loss(backtest.score.loss / rows);
    proto.set_naive_pinball_loss(backtest.score.naive_loss / rows);
  }
  for (const std::string& note : backtest.notes) proto.add_notes(note);
  return proto;
}

}  // namespace dukcapil::inventory
