#include "cli/arguments.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/time/civil_time.h"
#include "platform/civil_date/civil_date.h"

namespace dukcapil::cli {
namespace {

// `first-issue` of FIRST_ISSUE in CARD_APPLICATION_REASON_FIRST_ISSUE.
std::map<std::string, int> ValuesByName(const google::protobuf::EnumDescriptor& type) {
  const std::string& zero = type.FindValueByNumber(0)->name();
  const std::size_t prefix = zero.size() - std::string("UNSPECIFIED").size();
  std::map<std::string, int> values;
  for (int i = 0; i < type.value_count(); ++i) {
    if (type.value(i)->number() == 0) continue;
    const std::string name = absl::AsciiStrToLower(type.value(i)->name().substr(prefix));
    values[absl::StrReplaceAll(name, {{"_", "-"}})] = type.value(i)->number();
  }
  return values;
}

bool IsAlphanumeric(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), absl::ascii_isalnum);
}

// The first and the last of a run. Of what is no run one is empty or has other characters.
std::pair<std::string, std::string> EndsOfRun(absl::string_view run) {
  constexpr absl::string_view kTo = "..";
  const std::size_t to = std::min(run.find(kTo), run.size());
  return {std::string(run.substr(0, to)), std::string(to == run.size() ? run : run.substr(to + kTo.size()))};
}

}  // namespace

CLI::Option* ByName(CLI::Option* option, const std::map<std::string, int>& values) {
  std::vector<std::string> names;
  names.reserve(values.size());
  for (const auto& [name, number] : values) names.push_back(name);
  const std::string choice = absl::StrJoin(names, "|");
  const auto to_number = [values, choice](std::string& text) -> std::string {
    const auto found = values.find(absl::StrReplaceAll(absl::AsciiStrToLower(text), {{"_", "-"}}));
    if (found == values.end()) return absl::StrCat(text, " is none of ", choice);
    text = std::to_string(found->second);
    return "";
  };
  return option->transform(CLI::Validator(to_number, ""))->type_name(choice);
}

CLI::Validator AtLeast(std::int64_t least) {
  return CLI::Validator(
      [least](const std::string& text) -> std::string {
        std::int64_t number = 0;
        if (absl::SimpleAtoi(text, &number) && number >= least) return "";
        return absl::StrCat(text, " is no number from ", least, " on");
      },
      "");
}

CLI::App* AddVerb(CommandLine& line, CLI::App* noun, const std::string& verb, const std::string& about,
                  const std::string& example, Action action) {
  CLI::App* added = noun->add_subcommand(verb, about);
  added->footer(absl::StrCat("Example:\n  dukcapilctl ", example));
  // A verb may have verbs of its own: then the last one given is meant.
  added->callback([&line, added, action = std::move(action)] {
    if (!added->get_subcommands().empty()) return;
    line.chosen = action;
    line.verb = added;
    line.offers_page = line.pages.count(added) > 0;
  });
  return added;
}

CLI::Option* AddDate(CLI::App* verb, const std::string& flag, std::function<google::type::Date*()> target,
                     const std::string& help) {
  const auto is_date = [](const std::string& text) -> std::string {
    absl::CivilDay day;
    return absl::ParseCivilTime(text, &day) ? "" : absl::StrCat(text, " is not a day, YYYY-MM-DD");
  };
  const auto set = [target = std::move(target)](const std::string& text) {
    absl::CivilDay day;
    if (absl::ParseCivilTime(text, &day)) *target() = ToProto(day);
  };
  return verb->add_option_function<std::string>(flag, set, help)->check(CLI::Validator(is_date, "DATE"));
}

CLI::Option* AddEnum(CLI::App* verb, const std::string& flag, const google::protobuf::EnumDescriptor* type,
                     std::function<void(int)> set, const std::string& help) {
  return ByName(verb->add_option_function<int>(flag, std::move(set), help), ValuesByName(*type));
}

CLI::Option* AddEnums(CLI::App* verb, const std::string& flag, const google::protobuf::EnumDescriptor* type,
                      const std::function<void(const std::vector<int>&)>& set, const std::string& help) {
  return ByName(verb->add_option_function<std::vector<int>>(flag, set, help)->delimiter(','),
                ValuesByName(*type));
}

CLI::Option* AddSerials(
    CLI::App* verb, const std::string& flag,
    std::function<google::protobuf::RepeatedPtrField<inventory::v1::SerialRange>*()> target,
    const std::string& help) {
  const auto set = [target = std::move(target)](const std::vector<std::string>& runs) {
    for (const std::string& run : runs) {
      const auto [first, last] = EndsOfRun(run);
      auto* range = target()->Add();
      range->set_first(first);
      range->set_last(last);
    }
  };
  const auto is_run = [](const std::string& run) -> std::string {
    const auto [first, last] = EndsOfRun(run);
    if (IsAlphanumeric(first) && IsAlphanumeric(last)) return "";
    return absl::StrCat("'", run,
                        "' is no serial and no run of serials FIRST..LAST; several are separated by ",
                        "commas without blanks: RJL00000001..RJL00000100,RJL00000205");
  };
  return verb->add_option_function<std::vector<std::string>>(flag, set, help)
      ->delimiter(',')
      ->check(CLI::Validator(is_run, "FIRST..LAST"));
}

CLI::Option* AddLimit(CLI::App* verb, std::function<void(int)> set) {
  return verb->add_option_function<int>("--limit", std::move(set), "rows at the most; 0: all (default 50)")
      ->check(CLI::Range(0, 1'000'000));
}

}  // namespace dukcapil::cli
