#include "samples/day_counter.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "platform/civil_date/civil_date.h"
#include "platform/status/status_macros.h"
#include "samples/blanks.h"
#include "samples/day_register.h"
#include "samples/day_stock.h"
#include "samples/office.h"

namespace dukcapil::samples {
namespace {

namespace inventory = ::dukcapil::inventory::v1;
namespace population = ::dukcapil::population::v1;

// Requests of a day, a mix as in the two months before.
constexpr std::size_t kFirst = 26, kLost = 7, kStatusChange = 9, kDamaged = 4, kReplacement = 2;
constexpr std::size_t kCandidates = 200;  // for a first card: the register may learn late who has one
constexpr int kListed = 1000;

// A step of the day about one resource, for a request_id.
std::string StepId(absl::CivilDay day, absl::string_view step, const std::string& name) {
  return RequestId(absl::StrCat("day/", absl::FormatCivilTime(day), "/", step, "/", name), 0);
}

absl::StatusOr<std::vector<inventory::CardApplication>> ListApplications(
    Loading& loading, inventory::ListCardApplicationsRequest request) {
  request.set_parent(kParent);
  request.set_page_size(kListed);
  ASSIGN_OR_RETURN(const auto response, loading.Call<inventory::ListCardApplicationsResponse>(request));
  return std::vector<inventory::CardApplication>(response.card_applications().begin(),
                                                 response.card_applications().end());
}

std::string EvidenceNumber(inventory::CardApplicationReason reason, const std::string& resident) {
  const std::vector<std::string> parts = absl::StrSplit(resident, '/');
  const std::string number = parts.back().substr(0, 8);
  if (reason == inventory::CARD_APPLICATION_REASON_LOST) return absl::StrCat("SKTLK/", number, " (sintetis)");
  if (reason == inventory::CARD_APPLICATION_REASON_STATUS_CHANGE)
    return absl::StrCat("AKTA/", number, " (sintetis)");
  return "";
}

// Whether the request was taken: whoever has an open one, or asks for a first card and has one, is sent away.
absl::StatusOr<bool> Apply(Loading& loading, absl::CivilDay day, const std::string& resident,
                           inventory::CardApplicationReason reason) {
  inventory::CreateCardApplicationRequest request;
  request.set_parent(kParent);
  request.set_request_id(StepId(day, "apply", resident));
  auto* wanted = request.mutable_card_application();
  wanted->set_resident(resident);
  wanted->set_reason(reason);
  wanted->set_evidence_number(EvidenceNumber(reason, resident));
  wanted->set_location(OfficeName());
  *wanted->mutable_application_date() = ToProto(day);
  const auto decided = loading.CallOnce<inventory::CardApplication>(request);
  if (absl::IsFailedPrecondition(decided.status()) || absl::IsAlreadyExists(decided.status())) return false;
  if (!decided.ok()) return decided.status();
  return decided->state() != inventory::CARD_APPLICATION_STATE_REJECTED;
}

// Until `count` requests were taken.
absl::Status TakeSome(Loading& loading, absl::CivilDay day, const std::vector<std::string>& residents,
                      std::size_t count, inventory::CardApplicationReason reason) {
  std::size_t taken = 0;
  for (const std::string& resident : residents) {
    if (taken == count) break;
    ASSIGN_OR_RETURN(const bool was_taken, Apply(loading, day, resident, reason));
    if (was_taken) ++taken;
  }
  return absl::OkStatus();
}

// Holders born within a month of some year.
population::ListResidentsRequest SomeHolders(Random& random) {
  const absl::CivilDay from = random.Between(absl::CivilDay(1960, 1, 1), absl::CivilDay(2000, 12, 1));
  population::ListResidentsRequest request;
  request.set_recording_state(population::RECORDING_STATE_PRINT_READY);
  *request.mutable_born_from() = ToProto(from);
  *request.mutable_born_to() = ToProto(from + 31);
  return request;
}

absl::Status PrintOne(Loading& loading, absl::CivilDay day, const inventory::CardApplication& application,
                      int blank, bool spoils) {
  inventory::PrintCardRequest request;
  request.set_name(application.name());
  if (spoils) {
    request.add_spoiled_serials(SerialOf(blank));
    request.set_spoilage_cause(inventory::SPOILAGE_CAUSE_ENCODING_FAILED);
  } else {
    request.set_serial(SerialOf(blank));
  }
  *request.mutable_print_date() = ToProto(day);
  request.set_request_id(StepId(day, "print", SerialOf(blank)));
  return loading.Call<inventory::CardApplication>(request).status();
}

}  // namespace

absl::Status HandOver(Loading& loading, absl::CivilDay day, Random& random) {
  inventory::ListCardApplicationsRequest list;
  list.set_state(inventory::CARD_APPLICATION_STATE_PRINTED);
  *list.mutable_printed_before() = ToProto(day);
  ASSIGN_OR_RETURN(const auto printed, ListApplications(loading, list));
  for (const inventory::CardApplication& application : printed) {
    if (!random.Chance(80)) continue;
    inventory::DeliverCardRequest request;
    request.set_name(application.name());
    *request.mutable_delivery_date() = ToProto(day);
    request.set_request_id(StepId(day, "deliver", application.name()));
    RETURN_IF_ERROR(loading.Call<inventory::CardApplication>(request).status());
  }
  return absl::OkStatus();
}

absl::Status TakeRequests(Loading& loading, absl::CivilDay day, Random& random) {
  population::ListResidentsRequest ready;
  ready.set_awaiting_first_card(true);
  *ready.mutable_obliged_by() = ToProto(day);
  ASSIGN_OR_RETURN(const auto first, PickResidents(loading, ready, kCandidates, random));
  RETURN_IF_ERROR(TakeSome(loading, day, first, kFirst, inventory::CARD_APPLICATION_REASON_FIRST_ISSUE));
  const std::pair<inventory::CardApplicationReason, std::size_t> kOthers[] = {
      {inventory::CARD_APPLICATION_REASON_LOST, kLost},
      {inventory::CARD_APPLICATION_REASON_STATUS_CHANGE, kStatusChange},
      {inventory::CARD_APPLICATION_REASON_DAMAGED, kDamaged},
      {inventory::CARD_APPLICATION_REASON_REPLACEMENT, kReplacement}};
  for (const auto& [reason, count] : kOthers) {
    ASSIGN_OR_RETURN(const auto holders, PickResidents(loading, SomeHolders(random), 2 * count, random));
    RETURN_IF_ERROR(TakeSome(loading, day, holders, count, reason));
  }
  return absl::OkStatus();
}

absl::StatusOr<Printed> PrintCards(Loading& loading, absl::CivilDay day, std::int64_t capacity,
                                   Random& random) {
  inventory::ListCardApplicationsRequest list;
  list.set_state(inventory::CARD_APPLICATION_STATE_RESERVED);
  list.set_location(OfficeName());
  ASSIGN_OR_RETURN(const auto queue, ListApplications(loading, list));
  const std::vector<SerialRun> runs = RunsInUse(day);
  ASSIGN_OR_RETURN(std::int64_t position, NextBlank(loading, runs));
  Printed printed;
  for (const inventory::CardApplication& application : queue) {
    const auto left = [&] { return NumberAt(runs, position).has_value(); };
    if (printed.cards == capacity) break;
    if (random.Chance(2) && left()) {
      RETURN_IF_ERROR(PrintOne(loading, day, application, *NumberAt(runs, position++), /*spoils=*/true));
      ++printed.spoiled;
    }
    if (!left()) break;
    RETURN_IF_ERROR(PrintOne(loading, day, application, *NumberAt(runs, position++), /*spoils=*/false));
    ++printed.cards;
  }
  return printed;
}

}  // namespace dukcapil::samples
