// The office's place, stock and teams in the reference case.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "dukcapil/inventory/v1/stock.pb.h"
#include "dukcapil/outreach/v1/outreach.pb.h"
#include "samples/sample.h"

namespace dukcapil::samples {

inline constexpr char kOfficeId[] = "kantor";

// The only place that prints: 150 cards a day Monday to Thursday, 60 on Friday, 75 on Saturday.
inventory::v1::Location Office();

// 6,000 blanks in two lots' ranges, from the ministry, on 14 August 2023.
inventory::v1::Movement Receipt();

// Serial of the n-th blank of the receipt, from 0.
std::string Serial(std::size_t n);

// Three teams of four people and two kits, in the field from Tuesday to Thursday.
std::vector<Team> Teams();

// Until election day, at least one visit to each district.
outreach::v1::PlanInputs Plan();

}  // namespace dukcapil::samples
