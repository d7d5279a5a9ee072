// The report as text: the figures beside those expected, readiness for the deadline, and what live requests
// said.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "dukcapil/gateway/v1/gateway_service.pb.h"
#include "dukcapil/inventory/v1/card_application.pb.h"
#include "dukcapil/inventory/v1/stock.pb.h"
#include "samples/figures.h"

namespace dukcapil::cli {

// What a resident with a card is told today, for each reason, and where that card's blank is.
struct Tries {
  inventory::v1::CardApplication lost;
  inventory::v1::CardApplication status_change;
  inventory::v1::CardApplication damaged;
  inventory::v1::CardApplication replacement;
  inventory::v1::Blank blank;
};

// All of it fetched.
struct ReportFacts {
  gateway::v1::Overview overview;                  // with readiness
  std::optional<samples::ReportFigures> expected;  // none: nothing to compare with
  int teams = 0;
  std::optional<double> one_more_team;  // further recordings; none: no plan to compare with, or refused
  bool is_demo_clock = false;
  bool is_synthetic = false;
  std::optional<Tries> tries;      // none: no card was handed over yet, or refused
  bool are_tries_refused = false;  // the first holder of a card cannot be asked for today
};

struct ReportText {
  std::string text;
  bool agrees = true;  // every figure with the one expected
};

ReportText RenderReport(const ReportFacts& facts);

}  // namespace dukcapil::cli
