// Imports the residents of the reference case into one population-svc, as the gateway would, and prints how
// many rows in how many seconds as a JSON line; with further editions of them one line an edition. Making the
// rows is not timed.
#include <iostream>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/time/clock.h"
#include "nlohmann/json.hpp"
#include "platform/status/status_macros.h"
#include "samples/holidays.h"
#include "samples/register_loader.h"
#include "tests/bench/population/peer.h"

ABSL_FLAG(int, callers, 4, "imports at a time");
ABSL_FLAG(int, editions, 1, "how many times as many residents as the reference case has");

namespace dukcapil::bench {
namespace {

absl::Status ImportEdition(samples::Loading& loading, const std::vector<samples::Village>& villages,
                           samples::NikMaker& niks, int edition) {
  ASSIGN_OR_RETURN(const auto residents, samples::MakeResidents(villages, niks, edition));
  const absl::Time start = absl::Now();
  RETURN_IF_ERROR(samples::LoadResidents(loading, residents, absl::GetFlag(FLAGS_callers), edition).status());
  const double seconds = absl::ToDoubleSeconds(absl::Now() - start);
  std::cout << nlohmann::json{{"rows", residents.size()}, {"seconds", seconds}}.dump() << std::endl;
  return absl::OkStatus();
}

absl::Status Import() {
  ASSIGN_OR_RETURN(Peer peer, Peer::Open());
  const samples::LoaderPorts ports = peer.Ports();
  samples::Loading loading(ports);
  ASSIGN_OR_RETURN(const std::vector<samples::Village> villages, samples::FetchVillages(loading));
  ASSIGN_OR_RETURN(const samples::Sample sample, samples::MakeSample(villages, samples::ReferenceHolidays()));
  RETURN_IF_ERROR(samples::LoadSchools(loading, sample));
  samples::NikMaker niks;
  for (int edition = 0; edition < absl::GetFlag(FLAGS_editions); ++edition) {
    RETURN_IF_ERROR(ImportEdition(loading, villages, niks, edition));
  }
  return absl::OkStatus();
}

}  // namespace
}  // namespace dukcapil::bench

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  if (const absl::Status status = dukcapil::bench::Import(); !status.ok()) {
    std::cerr << status << std::endl;
    return 1;
  }
}
