// The calibration table of the forecast: 200 simulated offices, by how much is known and how far ahead.
// Prints a JSON list.
#include <cstdlib>
#include <iostream>
#include <utility>

#include <nlohmann/json.hpp>

#include "inventory-svc/domain/forecast/calibration.h"

namespace {

using dukcapil::inventory::Calibration;
using dukcapil::inventory::CalibrationSample;
using dukcapil::inventory::Score;

void Append(const Calibration& table, const char* figure, const Score& score, nlohmann::json& rows) {
  rows.push_back({{"known_days", table.known_days},
                  {"ahead_days", table.ahead_days},
                  {"figure", figure},
                  {"forecasts", score.forecasts},
                  {"coverage", score.coverage()},
                  {"loss_ratio", score.loss_ratio()},
                  {"band", score.band / score.forecasts}});
}

}  // namespace

int main() {
  CalibrationSample sample;  // the offices of the test; the model is tuned on others
  sample.runs = 500;
  nlohmann::json rows = nlohmann::json::array();
  for (const auto& [known_days, ahead_days] : {std::pair{60, 30}, {60, 90}, {30, 30}, {10, 30}}) {
    const Calibration table = dukcapil::inventory::Calibrate(sample, known_days, ahead_days);
    Append(table, "wanted", table.wanted, rows);
    Append(table, "printed", table.printed, rows);
    Append(table, "on hand", table.on_hand, rows);
  }
  std::cout << rows.dump() << std::endl;
  return EXIT_SUCCESS;
}
