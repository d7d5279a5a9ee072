#include "inventory-svc/domain/stock_summary.h"

namespace dukcapil::inventory {

double DailyUse(const StockFigures& figures) {
  return static_cast<double>(figures.used_month + figures.waitlisted) / kMonthDays;
}

std::int64_t CentidaysLeft(const StockFigures& figures) {
  const std::int64_t wanted = figures.used_month + figures.waitlisted;
  if (wanted <= 0) return kLastsForever;
  return figures.on_hand * 100 * kMonthDays / wanted;
}

std::vector<Discrepancy> DiscrepanciesOf(const StockSummary& summary, const OpenRequests& open) {
  const StockFigures& figures = summary.figures;
  std::vector<Discrepancy> found;
  if (figures.on_hand != figures.received + figures.moved - figures.used - figures.spoiled) {
    found.push_back(Discrepancy::kBalance);
  }
  if (figures.used_month != figures.printed_month) found.push_back(Discrepancy::kUsedNotPrinted);
  if (open.differing > 0) found.push_back(Discrepancy::kShipmentDiffers);
  if (summary.residents.has_value() && summary.residents->digital_identities * 2 < figures.received) {
    found.push_back(Discrepancy::kFewActivations);
  }
  return found;
}

}  // namespace dukcapil::inventory
