#include "cli/exit_codes.h"
#include "cli/nouns.h"
#include "cli/outreach/visit.h"
#include "cli/verb_on_one.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {

namespace v1 = ::dukcapil::outreach::v1;

void AddPublish(CommandLine& line, CLI::App* plan) {
  auto request = std::make_shared<v1::PublishPlanRequest>();
  const auto publish = [request](Session& session, const v1::PublishPlanRequest&) -> absl::StatusOr<int> {
    if (request->validate_only()) request->clear_request_id();
    ASSIGN_OR_RETURN(const auto answer, session.Call<v1::PublishPlanResponse>(*request));
    const char* const made = request->validate_only() ? "to be made" : "made";
    session.err() << (request->validate_only() ? "nothing was changed; by this plan: " : "")
                  << answer.created_size() << " visits " << made << ", " << answer.kept_size() << " kept, "
                  << answer.fallen_away_size() << " not in the plan, " << answer.blocked_size() << " not "
                  << made << " since the team is elsewhere\n";
    session.PrintList(answer, "fallen_away", VisitColumns());
    return kOk;
  };
  CLI::App* verb =
      AddVerbOnOne(line, plan,
                   {"publish",
                    "announces the visits of a plan; lists those announced before that it "
                    "does not have",
                    "plan publish 018b2c4e-… --fallen-away cancel --why 'rencana baru'", "plans", "plan"},
                   request, publish);
  AddEnum(
      verb, "--fallen-away", v1::FallenAway_descriptor(),
      [request](int fate) { request->set_fallen_away(static_cast<v1::FallenAway>(fate)); },
      "what becomes of visits that the plan does not have");
  verb->add_option("--why", *request->mutable_cancel_reason(), "why they are cancelled");
  verb->add_flag_function(
      "--validate-only", [request](std::int64_t) { request->set_validate_only(true); },
      "only the answer, without any effect");
}

}  // namespace dukcapil::cli
