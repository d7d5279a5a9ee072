#include "samples/office.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "platform/civil_date/civil_date.h"
#include "samples/strata.h"

namespace dukcapil::samples {
namespace {

// Two boxes.
constexpr std::size_t kFirstBox = 4000, kSecondBox = 2000;
constexpr int kFirstBoxFrom = 100001, kSecondBoxFrom = 207001;

std::string FormatSerial(int number) {
  return absl::StrFormat("RJL%08d", number);
}

Team MakeTeam(int number, absl::string_view base) {
  Team made;
  made.id = absl::StrCat("tim-", number);
  made.team.set_display_name(absl::StrCat("Tim jemput bola ", number, " (sintetis)"));
  made.team.set_member_count(4);
  made.team.set_kits(2);
  // Seven or eight minutes each: 32 in half a day with one kit, 96 with three. Seen: 30–50 and 100.
  made.team.set_recordings_per_kit_hour(8);
  made.team.set_base(absl::StrCat("regions/", base));
  // The other days they are at the counter and upload.
  made.team.mutable_work_week()->set_tuesday(true);
  made.team.mutable_work_week()->set_wednesday(true);
  made.team.mutable_work_week()->set_thursday(true);
  return made;
}

}  // namespace

inventory::v1::Location Office() {
  constexpr int kMondayToThursday = 150, kFriday = 60, kSaturday = 75;
  inventory::v1::Location office;
  office.set_display_name("Kantor Disdukcapil Rejang Lebong (sintetis)");
  office.set_kind(inventory::v1::LOCATION_KIND_OFFICE);
  auto* capacity = office.mutable_print_capacity();
  capacity->set_monday(kMondayToThursday);
  capacity->set_tuesday(kMondayToThursday);
  capacity->set_wednesday(kMondayToThursday);
  capacity->set_thursday(kMondayToThursday);
  capacity->set_friday(kFriday);
  capacity->set_saturday(kSaturday);
  return office;
}

inventory::v1::Movement Receipt() {
  inventory::v1::Movement movement;
  movement.set_document_number("BAST/2023/08/14 (sintetis)");
  *movement.mutable_occurred_date() = ToProto(kStockDay);
  auto* receipt = movement.mutable_receipt();
  receipt->set_source(inventory::v1::EXTERNAL_PARTY_MINISTRY);
  receipt->set_location(absl::StrCat("regions/17.02/locations/", kOfficeId));
  auto* first = receipt->add_serials();
  first->set_first(Serial(0));
  first->set_last(Serial(kFirstBox - 1));
  auto* second = receipt->add_serials();
  second->set_first(Serial(kFirstBox));
  second->set_last(Serial(kFirstBox + kSecondBox - 1));
  return movement;
}

std::string Serial(std::size_t n) {
  return n < kFirstBox ? FormatSerial(kFirstBoxFrom + static_cast<int>(n))
                       : FormatSerial(kSecondBoxFrom + static_cast<int>(n - kFirstBox));
}

std::vector<Team> Teams() {
  return {MakeTeam(1, "17.02.09"), MakeTeam(2, "17.02.07"), MakeTeam(3, "17.02.21")};
}

outreach::v1::PlanInputs Plan() {
  outreach::v1::PlanInputs plan;
  *plan.mutable_deadline() = ToProto(kElectionDay);
  plan.set_minimum_visits_per_district(1);
  return plan;
}

}  // namespace dukcapil::samples
