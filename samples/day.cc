#include "samples/day.h"

#include "absl/strings/str_cat.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "platform/civil_date/civil_date.h"
#include "platform/status/status_macros.h"
#include "samples/cards.h"
#include "samples/day_counter.h"
#include "samples/day_delivery.h"
#include "samples/day_register.h"
#include "samples/day_stock.h"
#include "samples/holidays.h"
#include "samples/office.h"
#include "samples/strata.h"

namespace dukcapil::samples {
namespace {

namespace inventory = ::dukcapil::inventory::v1;
namespace population = ::dukcapil::population::v1;

absl::Status CheckToday(Loading& loading, absl::CivilDay day) {
  population::GetCoverageRequest request;
  request.set_name(absl::StrCat(kParent, "/coverage"));
  ASSIGN_OR_RETURN(const auto coverage, loading.Call<population::Coverage>(request));
  if (coverage.date().SerializeAsString() == ToProto(day).SerializeAsString()) return absl::OkStatus();
  return Refused(absl::StrCat("the services' today is not ", absl::FormatCivilTime(day)));
}

// On a day on which the office is closed nothing happens.
absl::Status LiveWorkingDay(Loading& loading, absl::CivilDay day, std::int64_t capacity,
                            DayFigures& figures) {
  Random random(static_cast<std::uint64_t>(day - kToday));
  RETURN_IF_ERROR(HandOver(loading, day, random));
  // Before the centre's answers of today: who became print-ready comes another day.
  RETURN_IF_ERROR(TakeRequests(loading, day, random));
  RETURN_IF_ERROR(TakeAnswers(loading, day, random));
  ASSIGN_OR_RETURN(figures.recorded, MakeVisits(loading, day, random));
  ASSIGN_OR_RETURN(const std::int64_t at_counter, RecordAtCounter(loading, day, random));
  figures.recorded += at_counter;
  ASSIGN_OR_RETURN(const std::int64_t spoiled, MoveStock(loading, day, ReferenceHolidays()));
  ASSIGN_OR_RETURN(const Printed printed, PrintCards(loading, day, capacity, random));
  figures.printed = printed.cards;
  figures.spoiled += spoiled + printed.spoiled;
  return absl::OkStatus();
}

absl::Status Sum(Loading& loading, DayFigures& figures) {
  inventory::GetLocationRequest location_request;
  location_request.set_name(OfficeName());
  ASSIGN_OR_RETURN(const auto location, loading.Call<inventory::Location>(location_request));
  figures.on_hand = location.on_hand();
  inventory::GetStockModeRequest mode_request;
  mode_request.set_name(absl::StrCat(kParent, "/stockMode"));
  ASSIGN_OR_RETURN(const auto mode, loading.Call<inventory::StockMode>(mode_request));
  figures.mode = mode.level();
  for (const inventory::PrintDebt& debt : mode.print_debt()) figures.waitlisted += debt.waitlisted();
  inventory::GetForecastRequest forecast_request;
  forecast_request.set_name(absl::StrCat(kParent, "/forecast"));
  *forecast_request.mutable_deadline() = ToProto(kElectionDay);
  ASSIGN_OR_RETURN(const auto forecast, loading.Call<inventory::Forecast>(forecast_request));
  if (!forecast.run_out_rationed().has_p50()) return absl::OkStatus();
  const google::type::Date& run_out = forecast.run_out_rationed().p50();
  figures.run_out = absl::CivilDay(run_out.year(), run_out.month(), run_out.day());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<DayFigures> LiveDay(const Staff& staff, absl::CivilDay day) {
  Loading loading(staff.clerk);
  Loading second(staff.second);
  Loading ministry(staff.ministry);
  RETURN_IF_ERROR(CheckToday(loading, day));
  DayFigures figures;
  figures.date = day;
  const std::vector<PrintDay> open = PrintDays(day, day, Office().print_capacity(), ReferenceHolidays());
  // Before the office opens, so that it knows what is under way and has what arrived.
  ASSIGN_OR_RETURN(figures.spoiled, FollowDelivery(loading, ministry, day));
  if (!open.empty()) RETURN_IF_ERROR(LiveWorkingDay(loading, day, open.front().capacity, figures));
  RETURN_IF_ERROR(CountStock(loading, second, day));
  RETURN_IF_ERROR(Sum(loading, figures));
  return figures;
}

}  // namespace dukcapil::samples
