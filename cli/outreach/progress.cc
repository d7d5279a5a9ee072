#include "cli/exit_codes.h"
#include "cli/nouns.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {

namespace v1 = ::dukcapil::outreach::v1;

namespace {

void Say(Session& session, const char* kind, const v1::TurnoutEstimate& turnout) {
  session.err() << kind << ": " << FieldText(turnout, "mean") << " (" << FieldText(turnout, "low") << " to "
                << FieldText(turnout, "high") << ") of those waiting come, learnt from " << turnout.visits()
                << " visits\n";
}

}  // namespace

void AddProgress(CommandLine& line) {
  CLI::App* noun = line.app.add_subcommand("progress", "Where outreach stands");
  noun->require_subcommand(1);
  auto request = std::make_shared<v1::GetProgressRequest>();
  CLI::App* verb =
      AddVerb(line, noun, "get", "by district: to record, expected, missing",
              "progress get --deadline 2024-02-14", [request](Session& session) -> absl::StatusOr<int> {
                request->set_name(session.Parent() + "/progress");
                ASSIGN_OR_RETURN(const auto progress, session.Call<v1::Progress>(*request));
                Say(session, "villages", progress.learnt_village_turnout());
                Say(session, "schools", progress.learnt_school_turnout());
                session.PrintList(progress, "districts",
                                  {{"DISTRICT", "district"},
                                   {"REACHED", "reached"},
                                   {"VISITS", "completed_visits"},
                                   {"TO COME", "remaining_visits"},
                                   {"TO RECORD", "target"},
                                   {"EXPECTED", "expected_recordings"},
                                   {"MISSING", "expected_missing"}});
                return kOk;
              });
  AddDate(
      verb, "--deadline", [request] { return request->mutable_deadline(); }, "deadline")
      ->required();
}

}  // namespace dukcapil::cli
