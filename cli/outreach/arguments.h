// Kinds of options that teams and sites share. Each hands what it reads to `set` when the line is parsed.
#pragma once

#include <functional>
#include <string>

#include "cli/arguments.h"
#include "dukcapil/outreach/v1/outreach.pb.h"

namespace dukcapil::cli {

// Days of the week by name, separated by commas; `none`: no day.
CLI::Option* AddWeekdays(CLI::App* verb, const std::string& flag,
                         std::function<outreach::v1::WorkWeek*()> target, const std::string& help);
// Days (`2023-12-04`) and runs of them (`2023-12-04..2023-12-15`), separated by commas; `none`: no day.
CLI::Option* AddDayRanges(
    CLI::App* verb, const std::string& flag,
    std::function<google::protobuf::RepeatedPtrField<outreach::v1::DateRange>*()> target,
    const std::string& help);
// Degrees north and east, `-3.47,102.53`.
CLI::Option* AddCoordinates(CLI::App* verb, const std::string& flag,
                            std::function<outreach::v1::Coordinates*()> target, const std::string& help);

}  // namespace dukcapil::cli
