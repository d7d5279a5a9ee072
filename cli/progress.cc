#include "cli/exit_codes.h"
#include "cli/nouns.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {

namespace v1 = ::dukcapil::outreach::v1;

void AddProgress(CommandLine& line) {
  CLI::App* noun = line.app.add_subcommand("progress", "Where outreach stands");
  noun->require_subcommand(1);
  auto request = std::make_shared<v1::GetProgressRequest>();
  CLI::App* verb =
      AddVerb(line, noun, "get", "by district: to record, expected, missing",
              "progress get --deadline 2024-02-14", [request](Session& session) -> absl::StatusOr<int> {
                request->set_name(session.Parent() + "/progress");
                ASSIGN_OR_RETURN(const auto progress, session.Call<v1::Progress>(*request));
                session.PrintList(progress, "districts",
                                  {{"DISTRICT", "district"},
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
