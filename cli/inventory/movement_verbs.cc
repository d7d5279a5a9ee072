#include <optional>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "cli/exit_codes.h"
#include "cli/inventory/movement.h"
#include "cli/inventory/movement_detail.h"
#include "dukcapil/inventory/v1/movement_requests.pb.h"
#include "platform/clock/clock.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::inventory::v1;
using Serials = google::protobuf::RepeatedPtrField<v1::SerialRange>;

// A verb that enters a movement; `complete` turns ids into names once the region is known.
CLI::App* AddEntry(CommandLine& line, CLI::App* noun, const std::string& verb_name, const std::string& about,
                   const std::string& example, const MovementRequest& request,
                   const std::function<void(Session&)>& complete) {
  CLI::App* verb = AddVerb(line, noun, verb_name, about, example, [request, complete](Session& session) {
    complete(session);
    return EnterMovement(session, *request);
  });
  AddPaper(verb, request);
  return verb;
}

void AddName(CLI::App* verb, const std::string& flag, std::string* target) {
  verb->add_option(flag, *target, "id or resource name")->required();
}

void AddWhich(CLI::App* verb, std::function<Serials*()> target) {
  AddSerials(verb, "--serials", std::move(target), "which")->required();
}

void AddTransfer(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::CreateMovementRequest>();
  v1::Transfer* transfer = request->mutable_movement()->mutable_transfer();
  CLI::App* verb = AddEntry(
      line, noun, "transfer", "blank cards go to another location; `stock confirm` says what arrived",
      "stock transfer --document BAST/21 --from kantor --to curup --serials RJL00300001..RJL00300100",
      request, [transfer](Session& session) {
        transfer->set_from_location(session.ChildName("locations", transfer->from_location()));
        transfer->set_to_location(session.ChildName("locations", transfer->to_location()));
      });
  AddName(verb, "--from", transfer->mutable_from_location());
  AddName(verb, "--to", transfer->mutable_to_location());
  AddDate(
      verb, "--expected", [transfer] { return transfer->mutable_expected_date(); },
      "day on which it should arrive");
  AddWhich(verb, [transfer] { return transfer->mutable_serials(); });
}

void AddCarry(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::CreateMovementRequest>();
  v1::Carry* carry = request->mutable_movement()->mutable_carry();
  CLI::App* verb =
      AddEntry(line, noun, "carry", "a team takes blank cards along",
               "stock carry --document BAST/22 --team tim-1 --location kantor --serials RJL00300101", request,
               [carry](Session& session) {
                 carry->set_team(session.ChildName("teams", carry->team()));
                 carry->set_location(session.ChildName("locations", carry->location()));
               });
  AddName(verb, "--team", carry->mutable_team());
  AddName(verb, "--location", carry->mutable_location());
  AddWhich(verb, [carry] { return carry->mutable_serials(); });
}

void AddCarryReturn(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::CreateMovementRequest>();
  v1::CarryReturn* back = request->mutable_movement()->mutable_carry_return();
  CLI::App* verb =
      AddEntry(line, noun, "carry-return", "a team brings blank cards back",
               "stock carry-return --document BAST/23 --team tim-1 --location kantor --returned RJL00300101",
               request, [back](Session& session) {
                 back->set_team(session.ChildName("teams", back->team()));
                 back->set_location(session.ChildName("locations", back->location()));
               });
  AddName(verb, "--team", back->mutable_team());
  AddName(verb, "--location", back->mutable_location());
  AddSerials(
      verb, "--returned", [back] { return back->mutable_returned(); }, "what comes back in order");
  AddSerials(
      verb, "--spoiled", [back] { return back->mutable_spoiled(); }, "what was spoiled");
  AddSerials(
      verb, "--lost", [back] { return back->mutable_lost(); }, "what was lost");
  AddEnum(
      verb, "--cause", v1::SpoilageCause_descriptor(),
      [back](int cause) { back->set_spoilage_cause(static_cast<v1::SpoilageCause>(cause)); }, "why spoiled");
}

void AddDestroy(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::CreateMovementRequest>();
  v1::Destruction* destruction = request->mutable_movement()->mutable_destruction();
  CLI::App* verb = AddEntry(
      line, noun, "destroy", "spoiled blank cards were destroyed before witnesses",
      "stock destroy --document BAP/3 --serials RJL00102500 --witness Inspektorat --witness 'Satpol PP'",
      request, [](Session&) {});
  AddWhich(verb, [destruction] { return destruction->mutable_serials(); });
  verb->add_option_function<std::vector<std::string>>(
          "--witness",
          [destruction](const std::vector<std::string>& offices) {
            for (const std::string& office : offices) destruction->add_witnesses(office);
          },
          "name of an office; at least two")
      ->required();
}

// How long after midnight `16:30` is; nothing where `text` is no time.
std::optional<absl::Duration> TimeOfDay(const std::string& text) {
  absl::Time time;
  if (text.size() != 5 || !absl::ParseTime("%H:%M", text, &time, nullptr)) return std::nullopt;
  return time - absl::UnixEpoch();
}

void AddCount(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::CreateMovementRequest>();
  auto time = std::make_shared<std::string>();
  v1::StockTake* take = request->mutable_movement()->mutable_stock_take();
  CLI::App* verb =
      AddEntry(line, noun, "count", "blank cards were counted; a second person confirms with `stock confirm`",
               "stock count --document BAO/9 --location kantor --serials RJL00300200..RJL00300500", request,
               [request, take, time](Session& session) {
                 take->set_location(session.ChildName("locations", take->location()));
                 const auto since_midnight = TimeOfDay(*time);
                 if (!since_midnight.has_value()) return;
                 const google::type::Date& date = request->movement().occurred_date();
                 const absl::CivilDay day(date.year(), date.month(), date.day());
                 take->mutable_count_time()->set_seconds(
                     absl::ToUnixSeconds(absl::FromCivil(day, OfficeZone()) + *since_midnight));
               });
  CLI::Option* day = verb->get_option("--date")->description(
      "day; just now unless given. Compared with the stock at the end of an earlier day");
  verb->add_option("--time", *time, "or with that at this time of the day, HH:MM (UTC+7)")
      ->needs(day)
      ->check(CLI::Validator(
          [](const std::string& text) {
            return TimeOfDay(text).has_value() ? std::string() : text + " is not a time, HH:MM";
          },
          "TIME"));
  AddName(verb, "--location", take->mutable_location());
  AddSerials(
      verb, "--serials", [take] { return take->mutable_serials(); }, "what is there");
  verb->add_option_function<std::int64_t>(
      "--quantity", [take](std::int64_t quantity) { take->set_counted_quantity(quantity); },
      "how many are there, without serials");
}

void AddReturn(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::CreateMovementRequest>();
  v1::Return* back = request->mutable_movement()->mutable_returned();
  back->set_recipient(v1::EXTERNAL_PARTY_MINISTRY);
  CLI::App* verb = AddEntry(
      line, noun, "return", "blank cards go back to the ministry or the province",
      "stock return --document BAST/30 --location kantor --serials RJL00300400..RJL00300500", request,
      [back](Session& session) { back->set_location(session.ChildName("locations", back->location())); });
  AddName(verb, "--location", back->mutable_location());
  AddWhich(verb, [back] { return back->mutable_serials(); });
  AddEnum(
      verb, "--to", v1::ExternalParty_descriptor(),
      [back](int party) { back->set_recipient(static_cast<v1::ExternalParty>(party)); },
      "ministry (unless given) or province");
}

void AddLend(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::CreateMovementRequest>();
  v1::Loan* loan = request->mutable_movement()->mutable_loan();
  loan->set_direction(v1::LOAN_DIRECTION_GIVEN);
  CLI::App* verb = AddEntry(
      line, noun, "lend", "blank cards go to, or with --direction received come from, another regency",
      "stock lend --document BAST/31 --location kantor --regency 17.03 --serials RJL00300400..RJL00300449",
      request, [loan](Session& session) {
        loan->set_location(session.ChildName("locations", loan->location()));
        loan->set_counterparty("regions/" + loan->counterparty());
      });
  AddName(verb, "--location", loan->mutable_location());
  verb->add_option("--regency", *loan->mutable_counterparty(), "code of the other regency")->required();
  AddWhich(verb, [loan] { return loan->mutable_serials(); });
  AddEnum(
      verb, "--direction", v1::LoanDirection_descriptor(),
      [loan](int direction) { loan->set_direction(static_cast<v1::LoanDirection>(direction)); },
      "given (unless given) or received");
}

void AddLose(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::CreateMovementRequest>();
  v1::Loss* loss = request->mutable_movement()->mutable_loss();
  CLI::App* verb = AddEntry(line, noun, "lose", "blank cards are gone",
                            "stock lose --document BAK/2 --location kantor --serials RJL00300450", request,
                            [loss](Session& session) {
                              if (loss->has_location())
                                loss->set_location(session.ChildName("locations", loss->location()));
                              if (loss->has_team()) loss->set_team(session.ChildName("teams", loss->team()));
                              if (loss->has_transfer())
                                loss->set_transfer(session.ChildName("movements", loss->transfer()));
                            });
  CLI::Option_group* holder = verb->add_option_group("holder", "who held them");
  holder->require_option(1);
  const auto add = [&](const char* flag, const std::function<void(const std::string&)>& set) {
    holder->add_option_function<std::string>(flag, set, "id or resource name");
  };
  add("--location", [loss](const std::string& id) { loss->set_location(id); });
  add("--team", [loss](const std::string& id) { loss->set_team(id); });
  add("--transfer", [loss](const std::string& id) { loss->set_transfer(id); });
  AddWhich(verb, [loss] { return loss->mutable_serials(); });
}

// A verb about one movement, given by name.
template <class Request>
CLI::App* AddAboutMovement(CommandLine& line, CLI::App* noun, const std::string& verb_name,
                           const std::string& about, const std::shared_ptr<Request>& request,
                           const std::function<void(Session&)>& complete) {
  CLI::App* verb = AddVerb(line, noun, verb_name, about, "stock " + verb_name + " 018b2f5e-…",
                           [request, complete](Session& session) -> absl::StatusOr<int> {
                             request->set_name(session.ChildName("movements", request->name()));
                             complete(session);
                             ASSIGN_OR_RETURN(const auto movement, session.Call<v1::Movement>(*request));
                             session.Print(movement, MovementColumns());
                             if (session.globals().format == Format::kTable)
                               WriteMovementDetail(session.out(), movement);
                             return kOk;
                           });
  verb->add_option("movement", *request->mutable_name(), "id or resource name")->required();
  return verb;
}

template <class Request>
CLI::App* AddPapered(CommandLine& line, CLI::App* noun, const std::string& verb_name,
                     const std::string& about, const std::shared_ptr<Request>& request) {
  CLI::App* verb = AddAboutMovement(line, noun, verb_name, about, request, [request](Session& session) {
    request->set_request_id(session.RequestId());
  });
  verb->add_option("--document", *request->mutable_document_number(), "number of the paper behind it")
      ->required();
  AddDate(
      verb, "--date", [request] { return request->mutable_occurred_date(); }, "day; today unless given");
  verb->add_option("--note", *request->mutable_note(), "free text without personal data");
  return verb;
}

}  // namespace

void AddMovementVerbs(CommandLine& line, CLI::App* noun) {
  AddTransfer(line, noun);
  AddCarry(line, noun);
  AddCarryReturn(line, noun);
  AddDestroy(line, noun);
  AddCount(line, noun);
  AddReturn(line, noun);
  AddLend(line, noun);
  AddLose(line, noun);
  auto confirm = std::make_shared<v1::ConfirmMovementRequest>();
  CLI::App* verb =
      AddPapered(line, noun, "confirm", "says what arrived of a transfer, or confirms a count", confirm);
  AddSerials(
      verb, "--serials", [confirm] { return confirm->mutable_serials(); }, "what arrived, good and damaged");
  AddSerials(
      verb, "--damaged", [confirm] { return confirm->mutable_damaged(); }, "of these, damaged on the way");
  AddPapered(line, noun, "reverse", "takes a movement back", std::make_shared<v1::ReverseMovementRequest>());
  AddAboutMovement(line, noun, "show", "a movement, with what confirmed or reversed it",
                   std::make_shared<v1::GetMovementRequest>(), [](Session&) {});
}

}  // namespace dukcapil::cli
