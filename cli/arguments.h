// Kinds of options that several commands take.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "absl/status/statusor.h"
#include "cli/session.h"
#include "dukcapil/inventory/v1/stock.pb.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "google/type/date.pb.h"

namespace dukcapil::cli {

// What a command does once the line is understood: its exit code, or why the call failed.
using Action = std::function<absl::StatusOr<int>(Session&)>;

// The command line being defined.
struct CommandLine {
  CLI::App app;
  Action chosen;                         // by the line parsed
  const CLI::App* verb = nullptr;        // likewise
  std::set<const CLI::App*> pages = {};  // verbs whose answer can be a page: see OfferPage
  bool offers_page = false;              // the verb chosen does
};

// Adds the verb to its noun: `about` in one line, `example` of its use.
CLI::App* AddVerb(CommandLine& line, CLI::App* noun, const std::string& verb, const std::string& about,
                  const std::string& example, Action action);

// The values of `option` are given by name, in any case, with `-` or `_`.
CLI::Option* ByName(CLI::Option* option, const std::map<std::string, int>& values);
// A check: a whole number, `least` or more.
CLI::Validator AtLeast(std::int64_t least);

// The options below hand what they read to `set` when the line is parsed.

// A day, YYYY-MM-DD. `target` gives the field to write; it is not called where the option is not given.
CLI::Option* AddDate(CLI::App* verb, const std::string& flag, std::function<google::type::Date*()> target,
                     const std::string& help);
// A value of an enum as `first-issue` for CARD_APPLICATION_REASON_FIRST_ISSUE.
CLI::Option* AddEnum(CLI::App* verb, const std::string& flag, const google::protobuf::EnumDescriptor* type,
                     std::function<void(int)> set, const std::string& help);
// Several of them, separated by commas.
CLI::Option* AddEnums(CLI::App* verb, const std::string& flag, const google::protobuf::EnumDescriptor* type,
                      const std::function<void(const std::vector<int>&)>& set, const std::string& help);
// Serials, one (`RJL00000001`) or a run of them (`RJL00000001..RJL00000100`), separated by commas.
CLI::Option* AddSerials(
    CLI::App* verb, const std::string& flag,
    std::function<google::protobuf::RepeatedPtrField<inventory::v1::SerialRange>*()> target,
    const std::string& help);
// How many rows of a list, 50 unless given; 0: all.
CLI::Option* AddLimit(CLI::App* verb, std::function<void(int)> set);

}  // namespace dukcapil::cli
