#include <cmath>

#include "absl/strings/str_cat.h"
#include "inventory-svc/rpc/convert.h"
#include "platform/access/region_scope.h"
#include "platform/civil_date/civil_date.h"

namespace dukcapil::inventory {
namespace {

v1::DateQuantiles QuantilesToProto(const DayQuantiles& quantiles) {
  v1::DateQuantiles proto;
  if (quantiles.p10) *proto.mutable_p10() = dukcapil::ToProto(*quantiles.p10);
  if (quantiles.p50) *proto.mutable_p50() = dukcapil::ToProto(*quantiles.p50);
  if (quantiles.p90) *proto.mutable_p90() = dukcapil::ToProto(*quantiles.p90);
  return proto;
}

}  // namespace

v1::CountQuantiles ToProto(const CountQuantiles& quantiles) {
  v1::CountQuantiles proto;
  proto.set_p10(quantiles.p10);
  proto.set_p50(quantiles.p50);
  proto.set_p90(quantiles.p90);
  return proto;
}

v1::StockMode ToProto(const std::string& regency, const StockMode& mode,
                      const std::optional<StockLevel>& override_level, const Balance& balance) {
  v1::StockMode proto;
  proto.set_name(absl::StrCat(RegionName(regency), "/stockMode"));
  proto.set_level(
      ToProto(LiveLevel(mode.forecast_level, override_level, balance.available(), mode.protected_stock)));
  proto.set_available(balance.available());
  proto.set_protected_stock(mode.protected_stock);
  proto.set_floor_stock(mode.floor_stock);
  if (mode.unrationed_run_out_date) {
    *proto.mutable_unrationed_run_out_date() = dukcapil::ToProto(*mode.unrationed_run_out_date);
  }
  *proto.mutable_date() = dukcapil::ToProto(mode.date);
  *proto.mutable_compute_time() = ToProto(mode.compute_time);
  return proto;
}

v1::Forecast ToProto(const std::string& regency, const ForecastInputs& inputs, const Forecast& forecast) {
  v1::Forecast proto;
  proto.set_name(absl::StrCat(RegionName(regency), "/forecast"));
  *proto.mutable_date() = dukcapil::ToProto(inputs.date);
  *proto.mutable_deadline() = dukcapil::ToProto(inputs.deadline);
  proto.set_seed(inputs.seed);
  proto.set_runs(inputs.runs);
  proto.set_on_hand(inputs.on_hand);
  for (const DemandPart& part : forecast.parts) {
    v1::DemandPart* row = proto.add_parts();
    row->set_kind(ToProto(part.kind));
    *row->mutable_cards() = ToProto(part.cards);
    row->set_basis(part.basis);
  }
  *proto.mutable_demand_rationed() = ToProto(forecast.demand_rationed);
  *proto.mutable_demand_unrationed() = ToProto(forecast.demand_unrationed);
  *proto.mutable_run_out_rationed() = QuantilesToProto(forecast.run_out_rationed);
  *proto.mutable_run_out_unrationed() = QuantilesToProto(forecast.run_out_unrationed);
  *proto.mutable_recordings_limit() = ToProto(forecast.recordings_limit);
  proto.set_cards_limit(forecast.cards_limit);
  proto.set_print_limit(forecast.print_limit.cards);
  proto.set_print_days(forecast.print_limit.days);
  *proto.mutable_printed_by_deadline() = ToProto(forecast.printed_by_deadline);
  proto.set_binding_limit(ToProto(forecast.binding_limit));
  proto.set_ask_cards(forecast.ask_cards);
  *proto.mutable_ask_by_date() = dukcapil::ToProto(forecast.ask_by_date);
  proto.set_lead_time_days(kLeadTimeDays);
  proto.set_raised_ask_cards(forecast.ask.raised_cards);
  *proto.mutable_lead_time() = ToProto(forecast.ask.lead_time);
  *proto.mutable_approved_percent() = ToProto(forecast.ask.approved_percent);
  proto.set_late_percent(static_cast<int>(std::lround(100 * forecast.ask.late_chance)));
  for (const std::string& words : forecast.ask_words) proto.add_ask_advice(words);
  for (const ForecastDay& day : forecast.path) {
    v1::ForecastDay* row = proto.add_path();
    *row->mutable_date() = dukcapil::ToProto(day.date);
    *row->mutable_on_hand() = ToProto(day.on_hand);
    row->set_demand_p50(day.demand_p50);
  }
  for (const std::string& assumption : forecast.assumptions) proto.add_assumptions(assumption);
  return proto;
}

}  // namespace dukcapil::inventory
