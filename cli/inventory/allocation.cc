#include "cli/exit_codes.h"
#include "cli/nouns.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {

namespace v1 = ::dukcapil::inventory::v1;

namespace {

void WriteWhatItRestsOn(std::ostream& err, const v1::SuggestAllocationResponse& split) {
  const std::string oldest = FieldText(split, "oldest_use_time");
  err << "on hand at locations, on the way and asked: as of " << FieldText(split, "as_of_time")
      << "; use a day, and blanks in transit or with teams, "
      << (oldest.empty() ? "not counted yet" : "as of USE AS OF, the oldest " + oldest) << "\n"
      << "days before and after: at the use of the last 30 days and the waitlist; not a forecast\n";
}

}  // namespace

void AddAllocation(CommandLine& line) {
  CLI::App* noun = line.app.add_subcommand("allocation", "How the ministry's blank cards could be split");
  noun->require_subcommand(1);
  auto request = std::make_shared<v1::SuggestAllocationRequest>();
  CLI::App* verb =
      AddVerb(line, noun, "suggest", "a fair split: a floor first, then equal run-out dates, whole packs",
              "--region - allocation suggest --total 400000 --pack 500 --floor-days 14",
              [request](Session& session) -> absl::StatusOr<int> {
                request->set_parent(session.Parent());
                ASSIGN_OR_RETURN(const auto split, session.Call<v1::SuggestAllocationResponse>(*request));
                session.PrintList(split, "shares",
                                  {{"REGION", "region"},
                                   {"NAME", "display_name"},
                                   {"CARDS", "cards"},
                                   {"ASKED", "asked"},
                                   {"ON HAND", "on_hand"},
                                   {"ON THE WAY", "on_the_way"},
                                   {"A DAY", "daily_use"},
                                   {"DAYS BEFORE", "days_before"},
                                   {"DAYS AFTER", "days_after"},
                                   {"USE AS OF", "use_time"},
                                   {"WHY", "explanation_en"}});
                WriteWhatItRestsOn(session.err(), split);
                if (split.left_over() > 0) session.err() << split.left_over() << " cards are left over\n";
                return kOk;
              });
  const auto number = [&](const char* flag, void (v1::SuggestAllocationRequest::*set)(std::int64_t),
                          const char* help) {
    return verb->add_option_function<std::int64_t>(
        flag, [request, set](std::int64_t value) { (request.get()->*set)(value); }, help);
  };
  number("--total", &v1::SuggestAllocationRequest::set_total, "cards to split")->required();
  number("--pack", &v1::SuggestAllocationRequest::set_pack_size, "cards in a pack; 1 unless given");
  number("--floor-days", &v1::SuggestAllocationRequest::set_floor_days,
         "days of stock everybody is given first");
  number("--floor-cards", &v1::SuggestAllocationRequest::set_floor_cards,
         "or so many cards, where that is more");
  verb->add_option_function<std::vector<std::string>>(
          "--within",
          [request](const std::vector<std::string>& codes) {
            for (const std::string& code : codes) request->add_within("regions/" + code);
          },
          "codes of provinces or regencies, separated by commas; all unless given")
      ->delimiter(',');
  verb->add_flag_function(
      "--include-all", [request](std::int64_t) { request->set_include_all(true); },
      "also regencies that asked for nothing");
}

}  // namespace dukcapil::cli
