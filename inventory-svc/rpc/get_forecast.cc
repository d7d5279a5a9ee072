#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/forecast_inputs.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/civil_date/civil_date.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr int kMaximumDays = 730;

}  // namespace

absl::StatusOr<v1::Forecast> GetForecast(Inventory& app, const Call& call,
                                         const v1::GetForecastRequest& request) {
  Violations violations;
  const std::string regency = ParseSingleton(request.name(), "forecast", violations);
  const absl::CivilDay today = app.clock.Today();
  const absl::CivilDay date =
      OptionalFromProto(request.has_date(), request.date(), "date", violations).value_or(today);
  CheckNotAfter(date, today, "date", violations);
  const auto deadline = OptionalFromProto(request.has_deadline(), request.deadline(), "deadline", violations);
  if (!request.has_deadline()) {
    violations.Add("deadline", "REQUIRED", "must be given");
  } else if (deadline.has_value() && (*deadline <= date || *deadline > date + kMaximumDays)) {
    violations.Add("deadline", "OUT_OF_RANGE", "must be after the date, at most 730 days");
  }
  RETURN_IF_ERROR(violations.ToStatus());

  ASSIGN_OR_RETURN(ForecastInputs inputs, GatherForecastInputs(app, call, regency, date, *deadline));
  if (request.seed() != 0) inputs.seed = request.seed();
  return ToProto(regency, inputs, MakeForecast(inputs));
}

}  // namespace dukcapil::inventory
