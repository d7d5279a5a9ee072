#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "cli/exit_codes.h"
#include "cli/nouns.h"
#include "platform/status/status_macros.h"
#include "samples/day.h"
#include "samples/loader.h"

namespace dukcapil::cli {
namespace {

namespace inventory = ::dukcapil::inventory::v1;

samples::LoaderPorts PortsOf(Session& session) {
  return {[&session](const google::protobuf::Message& request, google::protobuf::Message& response) {
            return session.Call(request, response);
          },
          [](absl::Duration pause) { absl::SleepFor(pause); },
          [&session](absl::string_view done) { session.err() << done << std::endl; }};
}

void PrintFigures(std::ostream& out, Format format, const samples::DayFigures& day) {
  const std::vector<std::pair<const char*, std::string>> figures = {
      {"date", absl::FormatCivilTime(day.date)},
      {"recorded", absl::StrCat(day.recorded)},
      {"printed", absl::StrCat(day.printed)},
      {"spoiled", absl::StrCat(day.spoiled)},
      {"on_hand", absl::StrCat(day.on_hand)},
      {"waitlisted", absl::StrCat(day.waitlisted)},
      {"mode", std::string(absl::StripPrefix(inventory::StockModeLevel_Name(day.mode), "STOCK_MODE_LEVEL_"))},
      {"run_out", day.run_out.has_value() ? absl::FormatCivilTime(*day.run_out) : "later"}};
  WriteFigures(out, format, figures);
}

// The session of somebody else; `globals` outlives it.
Session WithToken(Session& session, Globals& globals, const std::string& token_file) {
  globals = session.globals();
  globals.token_file = token_file;
  return Session(globals, session.out(), session.err());
}

void AddDay(CommandLine& line, CLI::App* noun) {
  struct Options {
    google::type::Date date;
    std::string second_token_file;
    std::string ministry_token_file;
    Globals second_globals;
    Globals ministry_globals;
  };
  auto options = std::make_shared<Options>();
  CLI::App* verb = AddVerb(
      line, noun, "day", "lives one more day of the reference case, which must be the services' today",
      "sample day --date 2023-10-16 --second-token-file second --ministry-token-file ministry",
      [options](Session& session) -> absl::StatusOr<int> {
        RETURN_IF_ERROR(session.Connect());
        Session second = WithToken(session, options->second_globals, options->second_token_file);
        Session ministry = WithToken(session, options->ministry_globals, options->ministry_token_file);
        RETURN_IF_ERROR(second.Connect());
        RETURN_IF_ERROR(ministry.Connect());
        const samples::LoaderPorts ports[] = {PortsOf(session), PortsOf(second), PortsOf(ministry)};
        const google::type::Date& date = options->date;
        ASSIGN_OR_RETURN(const auto figures,
                         samples::LiveDay({ports[0], ports[1], ports[2]},
                                          absl::CivilDay(date.year(), date.month(), date.day())));
        PrintFigures(session.out(), session.globals().format, figures);
        return kOk;
      });
  AddDate(
      verb, "--date", [options] { return &options->date; }, "the day")
      ->required();
  verb->add_option("--ministry-token-file", options->ministry_token_file, "token of the ministry")
      ->required();
  verb->add_option("--second-token-file", options->second_token_file, "token of who confirms a count")
      ->required();
}

}  // namespace

void AddSample(CommandLine& line) {
  CLI::App* noun = line.app.add_subcommand("sample", "The reference case, made up and marked so");
  noun->require_subcommand(1);
  AddVerb(line, noun, "load", "enters the reference case of 17.02; goes on where it was cut off",
          "sample load", [](Session& session) -> absl::StatusOr<int> {
            RETURN_IF_ERROR(session.Connect());
            RETURN_IF_ERROR(samples::LoadSample(PortsOf(session)));
            return kOk;
          });
  AddDay(line, noun);
}

}  // namespace dukcapil::cli
