#include "absl/time/clock.h"
#include "cli/exit_codes.h"
#include "cli/nouns.h"
#include "platform/status/status_macros.h"
#include "samples/loader.h"

namespace dukcapil::cli {

void AddSample(CommandLine& line) {
  CLI::App* noun = line.app.add_subcommand("sample", "The reference case, made up and marked so");
  noun->require_subcommand(1);
  AddVerb(line, noun, "load", "enters the reference case of 17.02; goes on where it was cut off",
          "sample load", [](Session& session) -> absl::StatusOr<int> {
            RETURN_IF_ERROR(session.Connect());
            RETURN_IF_ERROR(samples::LoadSample(
                {[&](const google::protobuf::Message& request, google::protobuf::Message& response) {
                   return session.Call(request, response);
                 },
                 [](absl::Duration pause) { absl::SleepFor(pause); },
                 [&](absl::string_view done) { session.err() << done << std::endl; }}));
            return kOk;
          });
}

}  // namespace dukcapil::cli
