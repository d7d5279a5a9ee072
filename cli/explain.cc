#include "cli/explain.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "cli/exit_codes.h"
#include "platform/status/error.h"

namespace dukcapil::cli {
namespace {

// Fields that options set under another name.
struct OtherName {
  absl::string_view field;
  const char* option;
};
constexpr OtherName kOtherNames[] = {{"after_sequence", "--from"},
                                     {"arrival_date", "--arrived"},
                                     {"birth_date", "--born"},
                                     {"cancel_reason", "--why"},
                                     {"data_quality_flag", "--finding"},
                                     {"death_date", "--died"},
                                     {"departure_date", "--left"},
                                     {"digital_identity_date", "--digital-identity"},
                                     {"double_name", "--double"},
                                     {"event_time", "--time"},
                                     {"evidence_number", "--evidence"},
                                     {"first_card_date", "--first-card"},
                                     {"first_marriage_date", "--married"},
                                     {"newly_obliged_since", "--since"},
                                     {"occurred_date", "--date"},
                                     {"page_size", "--limit"},
                                     {"published_not_recorded", "--not-recorded"},
                                     {"published_obliged", "--obliged"},
                                     {"query", "name"},
                                     {"recording_state", "--state"},
                                     {"start_date", "--start"}};

std::string OptionNamed(absl::string_view field) {
  const auto* const other = std::find_if(std::begin(kOtherNames), std::end(kOtherNames),
                                         [&](const OtherName& name) { return name.field == field; });
  if (other != std::end(kOtherNames)) return other->option;
  return absl::StrCat("--", absl::StrReplaceAll(field, {{"_", "-"}}));
}

bool HasArguments(const CLI::App& verb) {
  const std::vector<const CLI::Option*> options = verb.get_options();
  return std::any_of(options.begin(), options.end(),
                     [](const CLI::Option* option) { return option->get_positional(); });
}

// `--serials[1]` of `movement.receipt.serials[1]`.
std::string AsTyped(const std::string& field, const CommandLine& line) {
  if (line.verb == nullptr) return field;
  // With an argument, that may be the parent.
  if (field == "parent") return HasArguments(*line.verb) ? field : "--region";
  const std::string last = field.substr(field.rfind('.') + 1);
  const std::size_t bracket = std::min(last.find('['), last.size());
  const std::string name = last.substr(0, bracket);
  for (const std::string& option : {OptionNamed(name), name}) {
    for (const CLI::App* app : {line.verb, &line.app}) {
      if (app->get_option_no_throw(option) != nullptr) return absl::StrCat(option, last.substr(bracket));
    }
  }
  return field;
}

}  // namespace

std::string CodeAndReason(const absl::Status& status) {
  const std::string code = absl::StatusCodeToString(status.code());
  const std::string reason = GetErrorDetail(status).reason;
  return reason.empty() || reason == code ? code : absl::StrCat(code, " ", reason);
}

void Explain(const absl::Status& status, const CommandLine& line, std::ostream& err) {
  if (IsUsageError(status)) {
    err << status.message() << "\n";
    return;
  }
  const ErrorDetail detail = GetErrorDetail(status);
  // The message says of each field what its line says.
  err << CodeAndReason(status) << ":";
  if (detail.violations.empty()) err << " " << status.message();
  err << "\n";
  for (const auto& [key, value] : detail.metadata) err << "  " << key << ": " << value << "\n";
  for (const Violation& violation : detail.violations) {
    err << "  " << AsTyped(violation.field, line) << ": " << violation.reason << " (" << violation.description
        << ")\n";
  }
}

}  // namespace dukcapil::cli
