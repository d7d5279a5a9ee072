#include "samples/day_stock.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "platform/civil_date/civil_date.h"
#include "platform/status/status_macros.h"
#include "samples/office.h"

namespace dukcapil::samples {
namespace {

namespace inventory = ::dukcapil::inventory::v1;

constexpr int kSpoiledInStore = 2;

std::string TeamName() {
  return absl::StrCat(kParent, "/teams/tim-1");
}

std::string Paper(absl::string_view series, absl::CivilDay day) {
  return absl::StrCat(series, "/", absl::FormatCivilTime(day), " (sintetis)");
}

absl::Status CarryOut(Loading& loading, absl::CivilDay day, const SerialRun& run) {
  inventory::Movement movement;
  movement.set_document_number(Paper("BAST/BAWA", day));
  auto* carry = movement.mutable_carry();
  carry->set_team(TeamName());
  carry->set_location(OfficeName());
  *carry->add_serials() = RangeOf(run);
  return EnterMovement(loading, day, std::move(movement)).status();
}

absl::Status CarryBack(Loading& loading, absl::CivilDay day, const SerialRun& run) {
  inventory::Movement movement;
  movement.set_document_number(Paper("BAST/KEMBALI", day));
  auto* back = movement.mutable_carry_return();
  back->set_team(TeamName());
  back->set_location(OfficeName());
  *back->add_returned() = RangeOf({run.first, run.last - 1});
  *back->add_spoiled() = RangeOf({run.last, run.last});
  back->set_spoilage_cause(inventory::SPOILAGE_CAUSE_DAMAGED);
  return EnterMovement(loading, day, std::move(movement)).status();
}

absl::StatusOr<std::int64_t> SpoilInStore(Loading& loading, absl::CivilDay day) {
  const std::vector<SerialRun> runs = RunsInUse(day);
  ASSIGN_OR_RETURN(const std::int64_t position, NextBlank(loading, runs));
  inventory::Movement movement;
  movement.set_document_number(Paper("BA-RUSAK", day));
  auto* spoilage = movement.mutable_spoilage();
  spoilage->set_location(OfficeName());
  spoilage->set_cause(inventory::SPOILAGE_CAUSE_DAMAGED);
  for (int i = 0; i < kSpoiledInStore; ++i) {
    const std::optional<int> blank = NumberAt(runs, position + i);
    if (!blank.has_value()) return 0;
    *spoilage->add_serials() = RangeOf({*blank, *blank});
  }
  RETURN_IF_ERROR(EnterMovement(loading, day, std::move(movement)).status());
  return kSpoiledInStore;
}

// The count that a day which was cut off entered.
absl::StatusOr<inventory::Movement> FindCount(Loading& loading, const std::string& document) {
  inventory::ListMovementsRequest request;
  request.set_parent(kParent);
  request.set_kind(inventory::MOVEMENT_KIND_STOCK_TAKE);
  ASSIGN_OR_RETURN(const auto counts, loading.Call<inventory::ListMovementsResponse>(request));
  for (const inventory::Movement& count : counts.movements()) {
    if (count.document_number() == document) return count;
  }
  return Refused(absl::StrCat("there is no count ", document));
}

// Tuesday and Thursday of the week of `day` are both working days.
bool IsFieldWeek(absl::CivilDay day, const WorkingCalendar& holidays) {
  const absl::CivilDay tuesday = absl::PrevWeekday(day + 1, absl::Weekday::tuesday);
  return !holidays.IsHoliday(tuesday) && !holidays.IsHoliday(tuesday + 2);
}

}  // namespace

absl::StatusOr<inventory::Movement> EnterMovement(Loading& loading, absl::CivilDay day,
                                                  inventory::Movement movement) {
  inventory::CreateMovementRequest request;
  request.set_parent(kParent);
  request.set_request_id(RequestId(absl::StrCat("day/", movement.document_number()), 0));
  *movement.mutable_occurred_date() = ToProto(day);
  *request.mutable_movement() = std::move(movement);
  return loading.CallOnce<inventory::Movement>(request);
}

std::string OfficeName() {
  return absl::StrCat(kParent, "/locations/", kOfficeId);
}

absl::StatusOr<std::int64_t> NextBlank(Loading& loading, const std::vector<SerialRun>& runs) {
  return FirstUnused(runs, [&](int number) -> absl::StatusOr<bool> {
    inventory::LookupBlankRequest request;
    request.set_parent(kParent);
    request.set_serial(SerialOf(number));
    ASSIGN_OR_RETURN(const auto blank, loading.Call<inventory::Blank>(request));
    return blank.account() == absl::StrCat("location:", kOfficeId);
  });
}

absl::StatusOr<std::int64_t> MoveStock(Loading& loading, absl::CivilDay day,
                                       const WorkingCalendar& holidays) {
  std::int64_t spoiled = 0;
  const absl::Weekday weekday = absl::GetWeekday(day);
  if (weekday == absl::Weekday::monday && !holidays.IsHoliday(day)) {
    ASSIGN_OR_RETURN(const std::int64_t in_store, SpoilInStore(loading, day));
    spoiled += in_store;
  }
  const std::optional<SerialRun> carried = CarriedInWeekOf(day);
  if (!carried.has_value() || !IsFieldWeek(day, holidays)) return spoiled;
  if (weekday == absl::Weekday::tuesday) RETURN_IF_ERROR(CarryOut(loading, day, *carried));
  if (weekday == absl::Weekday::thursday) {
    RETURN_IF_ERROR(CarryBack(loading, day, *carried));
    ++spoiled;
  }
  return spoiled;
}

absl::Status CountStock(Loading& first, Loading& second, absl::CivilDay day) {
  if (!IsCountDay(day)) return absl::OkStatus();
  const std::vector<SerialRun> runs = RunsInUse(day);
  ASSIGN_OR_RETURN(const std::int64_t position, NextBlank(first, runs));
  inventory::Movement movement;
  movement.set_document_number(Paper("BAO", day));
  auto* count = movement.mutable_stock_take();
  count->set_location(OfficeName());
  for (const SerialRun& run : CountedOn(day, runs, position)) *count->add_serials() = RangeOf(run);
  ASSIGN_OR_RETURN(auto entered, EnterMovement(first, day, std::move(movement)));
  if (entered.name().empty()) {
    ASSIGN_OR_RETURN(entered, FindCount(first, Paper("BAO", day)));
  }
  const std::int64_t difference =
      entered.stock_take().expected_quantity() - entered.stock_take().counted_quantity();
  const std::int64_t missed = MissedOn(day).has_value() ? 1 : 0;
  if (difference != missed) {
    return Refused(absl::StrCat("the count differs by ", difference, " where ", missed, " is missing"));
  }
  inventory::ConfirmMovementRequest confirm;
  confirm.set_name(entered.name());
  confirm.set_document_number(Paper("BAO/SELISIH", day));
  confirm.set_request_id(RequestId(absl::StrCat("day/", confirm.document_number()), 0));
  return second.Call<inventory::Movement>(confirm).status();
}

}  // namespace dukcapil::samples
