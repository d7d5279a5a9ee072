// An office with residents and blanks, made through the services' own calls.
#pragma once

#include <string>
#include <vector>

#include "dukcapil/inventory/v1/inventory_service.grpc.pb.h"
#include "dukcapil/population/v1/population_service.grpc.pb.h"

namespace dukcapil::testing {

inline constexpr char kRegency[] = "regions/17.02";
inline constexpr char kOffice[] = "regions/17.02/locations/kantor";

google::type::Date Date(int year, int month, int day);

// A synthetic resident (NIK serial 9000 + i, below 10,000) whose recording was found unique.
population::v1::ResidentRow PrintReadyRow(int i);

// The same, not recorded.
population::v1::ResidentRow UnrecordedRow(int i);

// Imports rows that are all taken; the residents' names.
std::vector<std::string> Import(population::v1::PopulationService::Stub& population,
                                const std::vector<population::v1::ResidentRow>& rows,
                                const std::string& request_id);

// Opens kOffice with `cards` blanks RJL00000001…, at most 999.
void OpenOffice(inventory::v1::InventoryService::Stub& inventory, int cards);

}  // namespace dukcapil::testing
