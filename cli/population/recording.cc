#include "absl/time/time.h"
#include "cli/exit_codes.h"
#include "cli/list_verb.h"
#include "cli/nouns.h"
#include "cli/population/submit_events.h"
#include "cli/verb_on_one.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::population::v1;

const std::vector<Column>& HeldColumns() {
  static const auto& columns = *new std::vector<Column>{{"NAME", "name"},
                                                        {"REASON", "reason"},
                                                        {"KIT", "event.kit"},
                                                        {"TIME", "event.event_time"},
                                                        {"CODE", "event.raw_code"},
                                                        {"NIK", "event.nik"},
                                                        {"RESIDENT", "event.resident"},
                                                        {"STATE", "state"},
                                                        {"COUNTS FROM", "corrected_time"},
                                                        {"RESOLVED BY", "resolved_by"}};
  return columns;
}

void AddSubmit(CommandLine& line, CLI::App* noun) {
  auto files = std::make_shared<std::vector<std::string>>();
  CLI::App* verb = AddVerb(line, noun, "submit",
                           "sends files of events: of a kit, the centre or a visit; may be repeated at will",
                           "recording submit kit-1.jsonl kit-2.csv",
                           [files](Session& session) { return SubmitEvents(session, *files); });
  verb->add_option("files", *files, "JSON lines, or CSV with a heading")->required();
}

void AddListRecording(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::ListRecordingEventsRequest>();
  CLI::App* verb =
      AddVerb(line, noun, "list", "what happened to a resident's recording", "recording list 018b2c4e-…",
              [request](Session& session) -> absl::StatusOr<int> {
                request->set_parent(session.ChildName("residents", request->parent()));
                ASSIGN_OR_RETURN(const auto list, session.Call<v1::ListRecordingEventsResponse>(*request));
                session.PrintList(list, "events",
                                  {{"TIME", "event.event_time"},
                                   {"SOURCE", "event.source"},
                                   {"KIT", "event.kit"},
                                   {"SEQUENCE", "event.sequence"},
                                   {"CODE", "event.raw_code"},
                                   {"KNOWN", "code_known"},
                                   {"STATE AFTER", "state_after"},
                                   {"KEPT", "recorded_time"},
                                   {"EVIDENCE", "event.evidence"}});
                return kOk;
              });
  verb->add_option("resident", *request->mutable_parent(), "id or resource name")->required();
}

void AddCodes(CommandLine& line, CLI::App* noun) {
  AddVerb(line, noun, "codes", "the table of raw codes, and the unknown ones seen here", "recording codes",
          [](Session& session) -> absl::StatusOr<int> {
            v1::ListRecordingCodesRequest request;
            request.set_parent(session.Parent());
            ASSIGN_OR_RETURN(const auto list, session.Call<v1::ListRecordingCodesResponse>(request));
            session.PrintList(list, "codes",
                              {{"CODE", "code"},
                               {"STATE", "state"},
                               {"DOUBT", "doubt"},
                               {"ACTOR", "actor"},
                               {"BASIS", "basis"},
                               {"WHAT TO DO", "action_id"},
                               {"IN ENGLISH", "action_en"}});
            for (const auto& unknown : list.unknown_codes()) {
              session.err() << "unknown: " << unknown.code() << ", " << unknown.event_count() << " events"
                            << std::endl;
            }
            return kOk;
          });
}

void AddStuck(CommandLine& line, CLI::App* noun) {
  const auto list = AddPagedVerb<v1::ListStuckRecordingsRequest, v1::ListStuckRecordingsResponse>(
      line, noun, "stuck", "recordings that do not move, the longest first",
      "recording stuck --days 14 --actor kit", "recordings",
      {{"RESIDENT", "resident"},
       {"VILLAGE", "village"},
       {"STATE", "state"},
       {"CODE", "raw_code"},
       {"SINCE", "last_event_date"},
       {"DAYS", "days"},
       {"KIT", "kit"},
       {"ACTOR", "actor"},
       {"SENT AGAIN", "resubmissions"}});
  const auto request = list.request;
  list.verb->add_option_function<int>(
      "--days", [request](int days) { request->set_days(days); }, "for at least so many days");
  list.verb->add_option_function<std::string>(
      "--kit", [request](const std::string& kit) { request->set_kit(kit); }, "captured on this kit");
  AddEnum(
      list.verb, "--state", v1::RecordingState_descriptor(),
      [request](int state) { request->set_state(static_cast<v1::RecordingState>(state)); }, "in this state");
  AddEnum(
      list.verb, "--actor", v1::RecordingActor_descriptor(),
      [request](int actor) { request->set_actor(static_cast<v1::RecordingActor>(actor)); },
      "waiting for this one");
}

void AddHeld(CommandLine& line, CLI::App* noun) {
  const auto list = AddPagedVerb<v1::ListHeldEventsRequest, v1::ListHeldEventsResponse>(
      line, noun, "quarantine", "events kept apart: a clock ahead, a person unknown",
      "recording quarantine --reason clock-ahead --kit KIT-1", "held_events", HeldColumns());
  const auto request = list.request;
  AddEnum(
      list.verb, "--reason", v1::HoldReason_descriptor(),
      [request](int reason) { request->set_reason(static_cast<v1::HoldReason>(reason)); }, "why");
  AddEnum(
      list.verb, "--state", v1::HeldEventState_descriptor(),
      [request](int state) { request->set_state(static_cast<v1::HeldEventState>(state)); },
      "what became of them; held unless given");
  list.verb->add_option_function<std::string>(
      "--kit", [request](const std::string& kit) { request->set_kit(kit); }, "of this kit");
}

void AddRelease(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::ReleaseHeldEventRequest>();
  const auto send = [](Session& session, v1::ReleaseHeldEventRequest wanted) -> absl::StatusOr<int> {
    if (!wanted.resident().empty()) wanted.set_resident(session.ChildName("residents", wanted.resident()));
    ASSIGN_OR_RETURN(const auto held, session.Call<v1::HeldEvent>(wanted));
    session.Print(held, HeldColumns());
    return kOk;
  };
  CLI::App* verb =
      AddVerbOnOne(line, noun,
                   {"release", "lets a held event count, with the right time or the person",
                    "recording release 018b2c4e-… --time 2023-10-12T09:30:00+07:00", "heldEvents", "event"},
                   request, send);
  verb->add_option_function<std::string>(
      "--time",
      [request](const std::string& text) {
        absl::Time time;
        std::string error;
        if (!absl::ParseTime(absl::RFC3339_full, text, &time, &error)) {
          throw CLI::ValidationError("--time", text + " is no time such as 2023-10-12T09:30:00+07:00");
        }
        request->mutable_event_time()->set_seconds(absl::ToUnixSeconds(time));
      },
      "when it really happened");
  verb->add_option("--resident", *request->mutable_resident(), "whose event it is: id or resource name");
}

void AddDiscard(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::DiscardHeldEventRequest>();
  const auto send = [](Session& session, const v1::DiscardHeldEventRequest& wanted) -> absl::StatusOr<int> {
    ASSIGN_OR_RETURN(const auto held, session.Call<v1::HeldEvent>(wanted));
    session.Print(held, HeldColumns());
    return kOk;
  };
  CLI::App* verb =
      AddVerbOnOne(line, noun,
                   {"discard", "keeps a held event without effect, for good",
                    "recording discard 018b2c4e-… --reason 'test run of the kit'", "heldEvents", "event"},
                   request, send);
  verb->add_option("--reason", *request->mutable_reason(), "why; it is kept on record")->required();
}

}  // namespace

void AddRecording(CommandLine& line) {
  CLI::App* noun = line.app.add_subcommand("recording", "Events of recordings: sent, kept apart, stuck");
  noun->require_subcommand(1);
  AddSubmit(line, noun);
  AddListRecording(line, noun);
  AddCodes(line, noun);
  AddStuck(line, noun);
  AddHeld(line, noun);
  AddRelease(line, noun);
  AddDiscard(line, noun);
}

}  // namespace dukcapil::cli
