#include "absl/strings/str_cat.h"
#include "inventory-svc/rpc/convert.h"
#include "platform/access/region_scope.h"
#include "platform/civil_date/civil_date.h"

namespace dukcapil::inventory {
namespace {

v1::StockDiscrepancy DiscrepancyToProto(Discrepancy discrepancy) {
  switch (discrepancy) {
    case Discrepancy::kBalance:
      return v1::STOCK_DISCREPANCY_BALANCE;
    case Discrepancy::kUsedNotPrinted:
      return v1::STOCK_DISCREPANCY_USED_NOT_PRINTED;
    case Discrepancy::kShipmentDiffers:
      return v1::STOCK_DISCREPANCY_SHIPMENT_DIFFERS;
    case Discrepancy::kFewActivations:
      return v1::STOCK_DISCREPANCY_FEW_ACTIVATIONS;
  }
  return v1::STOCK_DISCREPANCY_UNSPECIFIED;
}

void SetFigures(const StockFigures& figures, v1::StockSummary& proto) {
  proto.set_on_hand(figures.on_hand);
  proto.set_reserved(figures.reserved);
  proto.set_in_transit(figures.in_transit);
  proto.set_with_teams(figures.with_teams);
  proto.set_received_total(figures.received);
  proto.set_used_total(figures.used);
  proto.set_spoiled_total(figures.spoiled);
  proto.set_received_month(figures.received_month);
  proto.set_used_month(figures.used_month);
  proto.set_spoiled_month(figures.spoiled_month);
  proto.set_printed_month(figures.printed_month);
  proto.set_waitlisted(figures.waitlisted);
  proto.set_print_debt(figures.reserved + figures.waitlisted);
  proto.set_daily_use(DailyUse(figures));
  const std::int64_t left = CentidaysLeft(figures);
  if (left < kLastsForever) proto.set_days_left(static_cast<double>(left) / 100);
}

}  // namespace

v1::StockSummary ToProto(const StockSummary& summary, const OpenRequests& open) {
  v1::StockSummary proto;
  proto.set_name(absl::StrCat(RegionName(summary.regency), "/stockSummary"));
  proto.set_display_name(summary.display_name);
  SetFigures(summary.figures, proto);
  proto.set_on_the_way(open.on_the_way);
  proto.set_asked(open.asked);
  if (summary.residents.has_value()) {
    proto.set_unrecorded(summary.residents->unrecorded);
    proto.set_digital_identities(summary.residents->digital_identities);
    if (summary.figures.received > 0) {
      proto.set_activations_per_blank(static_cast<double>(summary.residents->digital_identities) /
                                      static_cast<double>(summary.figures.received));
    }
  }
  for (const Discrepancy discrepancy : DiscrepanciesOf(summary, open)) {
    proto.add_discrepancies(DiscrepancyToProto(discrepancy));
  }
  if (summary.date.has_value()) *proto.mutable_date() = dukcapil::ToProto(*summary.date);
  if (summary.as_of.has_value()) *proto.mutable_as_of_time() = ToProto(*summary.as_of);
  return proto;
}

}  // namespace dukcapil::inventory
