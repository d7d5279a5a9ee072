// The table of contents: one function a noun, each in the file named after it.
#pragma once

#include "cli/arguments.h"

namespace dukcapil::cli {

void AddAllocation(CommandLine& line);
void AddBulletin(CommandLine& line);
void AddCardApplication(CommandLine& line);
void AddCoverage(CommandLine& line);
// Under `coverage`.
void AddCoverageSnapshot(CommandLine& line, CLI::App* coverage);
void AddForecast(CommandLine& line);
void AddHealth(CommandLine& line);
void AddLocation(CommandLine& line);
void AddPlan(CommandLine& line);
void AddPolicy(CommandLine& line);
void AddProgress(CommandLine& line);
void AddRecording(CommandLine& line);
void AddRegion(CommandLine& line);
void AddReport(CommandLine& line);
void AddResident(CommandLine& line);
void AddResidentState(CommandLine& line);
void AddSample(CommandLine& line);
void AddSchool(CommandLine& line);
void AddSite(CommandLine& line);
void AddStock(CommandLine& line);
void AddStockMode(CommandLine& line);
void AddStockRequest(CommandLine& line);
void AddTeam(CommandLine& line);
void AddToken(CommandLine& line);
// Under `plan`.
void AddPublish(CommandLine& line, CLI::App* plan);
// Under `report`.
void AddUsage(CommandLine& line, CLI::App* report);
void AddVerify(CommandLine& line);
void AddVisit(CommandLine& line);
void AddWatch(CommandLine& line);

}  // namespace dukcapil::cli
