#include "population-svc/rpc/inventory_client.h"

#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "dukcapil/inventory/v1/inventory_service.grpc.pb.h"
#include "platform/access/region_scope.h"
#include "platform/civil_date/civil_date.h"
#include "platform/rpc/follow.h"
#include "platform/status/status_macros.h"

namespace dukcapil::population {
namespace {

namespace iv1 = inventory::v1;
using Inventory = iv1::InventoryService::StubInterface;

constexpr char kService[] = "population-svc";
// A cursor of its own: releases before followed as `inventory-svc` and passed over cards that were no first
// issue. From the new one on, all that inventory has printed is taken once more.
constexpr char kSource[] = "inventory-svc/printed-cards";
constexpr int kPage = 500;

// Nothing where the request has led to no card. Whatever the reason, who was printed one has one.
// UNIMPLEMENTED where its state is not known.
absl::StatusOr<std::optional<PrintedCard>> FromProto(const iv1::CardApplication& application) {
  if (!iv1::CardApplicationState_IsValid(application.state())) return rpc::UnknownChangeError();
  const auto print_date = TrustedDay(application.has_print_date(), application.print_date());
  if (!print_date.has_value()) return std::nullopt;
  PrintedCard card;
  ASSIGN_OR_RETURN(card.regency, RegionOf(application.resident()));
  ASSIGN_OR_RETURN(card.resident, ParseChildName(application.resident(), "residents"));
  card.print_date = *print_date;
  return card;
}

std::function<absl::Status(mysql::Transaction&)> EffectOf(const iv1::WatchInventoryResponse& response,
                                                          const TakePrintedCards& keep) {
  const auto unknown = [](mysql::Transaction&) { return rpc::UnknownChangeError(); };
  if (!response.has_card_application()) {
    // Of stock nothing is kept here; a request that is told without its content cannot be passed over.
    if (!absl::StrContains(response.resource(), "/cardApplications/")) return nullptr;
    return unknown;
  }
  const auto card = FromProto(response.card_application());
  if (!card.ok()) return unknown;
  if (!card->has_value()) return nullptr;
  return [card = **card, keep](mysql::Transaction& transaction) { return keep(transaction, {card}); };
}

// Where a listing goes on: in a regency, after a page of it.
struct Place {
  std::string regency;
  std::string page_token;
};

// `17.02` or `17.02 {page_token}`; of the first page empty.
absl::StatusOr<Place> PlaceAfter(const std::string& after, const NextRegency& next_regency) {
  Place place;
  if (after.empty()) {
    ASSIGN_OR_RETURN(place.regency, next_regency(""));
  } else {
    const std::pair<std::string, std::string> parts = absl::StrSplit(after, absl::MaxSplits(' ', 1));
    place = {parts.first, parts.second};
  }
  return place;
}

absl::StatusOr<changes::ListedPage> List(Inventory& stub, const std::string& after,
                                         const TakePrintedCards& keep, const NextRegency& next_regency) {
  changes::ListedPage page;
  ASSIGN_OR_RETURN(const Place place, PlaceAfter(after, next_regency));
  std::vector<PrintedCard> cards;
  if (!place.regency.empty()) {
    iv1::ListCardApplicationsRequest request;
    request.set_parent(RegionName(place.regency));
    request.set_page_size(kPage);
    request.set_page_token(place.page_token);
    ASSIGN_OR_RETURN(const iv1::ListCardApplicationsResponse response,
                     rpc::AskForPage(kService, stub, &Inventory::ListCardApplications, request));
    for (const iv1::CardApplication& application : response.card_applications()) {
      ASSIGN_OR_RETURN(const auto card, FromProto(application));
      if (card.has_value()) cards.push_back(*card);
    }
    if (response.next_page_token().empty()) {
      ASSIGN_OR_RETURN(page.next, next_regency(place.regency));
    } else {
      page.next = absl::StrCat(place.regency, " ", response.next_page_token());
    }
  }
  page.apply = [cards = std::move(cards), keep](mysql::Transaction& transaction) {
    return keep(transaction, cards);
  };
  return page;
}

}  // namespace

changes::Source InventoryOver(const std::shared_ptr<grpc::Channel>& inventory, const TakePrintedCards& keep,
                              NextRegency next_regency) {
  using Response = iv1::WatchInventoryResponse;
  const std::shared_ptr<Inventory> stub = iv1::InventoryService::NewStub(inventory);
  iv1::WatchInventoryRequest request;
  request.add_kinds(iv1::WATCHED_KIND_CARD_APPLICATION);
  return rpc::FollowStream<Response>(
      kSource, rpc::WatchEverywhere(kService, stub, &Inventory::WatchInventory, std::move(request)),
      [keep](const Response& response) { return EffectOf(response, keep); },
      [stub, keep, next_regency = std::move(next_regency)](const std::string& after) {
        return List(*stub, after, keep, next_regency);
      });
}

}  // namespace dukcapil::population
