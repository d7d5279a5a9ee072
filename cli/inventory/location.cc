#include "cli/exit_codes.h"
#include "cli/list_verb.h"
#include "cli/nouns.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::inventory::v1;

const std::vector<Column>& LocationColumns() {
  static const auto& columns = *new std::vector<Column>{{"NAME", "name"},
                                                        {"LOCATION", "display_name"},
                                                        {"KIND", "kind"},
                                                        {"ON HAND", "on_hand"},
                                                        {"RESERVED", "reserved"},
                                                        {"AVAILABLE", "available"},
                                                        {"RECEIVED", "received_total"},
                                                        {"ISSUED", "issued_total"},
                                                        {"SPOILED", "spoiled_total"}};
  return columns;
}

void SetCapacity(const std::vector<int>& days, v1::PrintCapacity& capacity) {
  capacity.set_monday(days[0]);
  capacity.set_tuesday(days[1]);
  capacity.set_wednesday(days[2]);
  capacity.set_thursday(days[3]);
  capacity.set_friday(days[4]);
  capacity.set_saturday(days[5]);
  capacity.set_sunday(days[6]);
}

void AddCreateLocation(CommandLine& line, CLI::App* noun) {
  constexpr int kDaysOfWeek = 7;
  auto request = std::make_shared<v1::CreateLocationRequest>();
  v1::Location* location = request->mutable_location();
  location->set_kind(v1::LOCATION_KIND_OFFICE);
  CLI::App* verb =
      AddVerb(line, noun, "create", "opens a location",
              "location create kantor --display-name 'Kantor' --capacity 150,150,150,150,60,75,0",
              [request](Session& session) -> absl::StatusOr<int> {
                request->set_parent(session.Parent());
                request->set_request_id(session.RequestId());
                ASSIGN_OR_RETURN(const auto created, session.Call<v1::Location>(*request));
                session.Print(created, LocationColumns());
                return kOk;
              });
  verb->add_option("id", *request->mutable_location_id(), "id, a-z 0-9 -")->required();
  verb->add_option("--display-name", *location->mutable_display_name(), "name")->required();
  AddEnum(
      verb, "--kind", v1::LocationKind_descriptor(),
      [location](int kind) { location->set_kind(static_cast<v1::LocationKind>(kind)); },
      "office (unless given) or district-print-point");
  verb->add_option_function<std::vector<int>>(
          "--capacity",
          [location](const std::vector<int>& days) {
            SetCapacity(days, *location->mutable_print_capacity());
          },
          "cards a day, Monday to Sunday, separated by commas")
      ->delimiter(',')
      ->expected(kDaysOfWeek);
}

void AddGet(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::GetLocationRequest>();
  CLI::App* verb = AddVerb(line, noun, "get", "a location with its balances", "location get kantor",
                           [request](Session& session) -> absl::StatusOr<int> {
                             request->set_name(session.ChildName("locations", request->name()));
                             ASSIGN_OR_RETURN(const auto location, session.Call<v1::Location>(*request));
                             session.Print(location, LocationColumns());
                             return kOk;
                           });
  verb->add_option("location", *request->mutable_name(), "id or resource name")->required();
}

}  // namespace

void AddLocation(CommandLine& line) {
  CLI::App* noun = line.app.add_subcommand("location", "Places that hold blank cards");
  noun->require_subcommand(1);
  AddCreateLocation(line, noun);
  AddGet(line, noun);
  AddListVerb<v1::ListLocationsRequest, v1::ListLocationsResponse>(
      line, noun, "locations with their balances", "location list", "locations", LocationColumns());
}

}  // namespace dukcapil::cli
