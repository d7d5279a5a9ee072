// Searches one population-svc for misspelt names of residents it has, one call at a time, and prints as a
// JSON line the seconds of each call, with and without a year of birth, and how many were among the first
// five.
#include <iostream>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/time/clock.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "nlohmann/json.hpp"
#include "platform/status/status_macros.h"
#include "population-svc/domain/misspelt_names_test.h"
#include "tests/bench/population/peer.h"

ABSL_FLAG(int, count, 1000, "searches of each kind");

namespace dukcapil::bench {
namespace {

namespace v1 = ::dukcapil::population::v1;

// Residents from all over the register: ids are told in no order of names.
absl::StatusOr<std::vector<v1::Resident>> SomeResidents(Peer& peer, int count) {
  v1::ListResidentsRequest request;
  request.set_parent(samples::kParent);
  request.set_page_size(1000);
  std::vector<v1::Resident> residents;
  while (static_cast<int>(residents.size()) < count) {
    ASSIGN_OR_RETURN(const auto page, peer.Call<v1::ListResidentsResponse>(request));
    for (int i = 0; i < page.residents_size(); i += 20) residents.push_back(page.residents(i));
    if (page.next_page_token().empty()) break;
    request.set_page_token(page.next_page_token());
  }
  return residents;
}

absl::StatusOr<nlohmann::json> SearchFor(Peer& peer, const std::vector<v1::Resident>& residents,
                                         bool with_birth_year) {
  population::NameMaker names(16);
  std::vector<double> seconds;
  int found = 0;
  for (int i = 0; i < absl::GetFlag(FLAGS_count); ++i) {
    const v1::Resident& resident =
        residents[static_cast<std::size_t>(names.Below(static_cast<int>(residents.size())))];
    const std::string& full_name = resident.full_name();
    v1::SearchResidentsRequest request;
    request.set_parent(samples::kParent);
    request.set_query(names.Misspell(full_name.substr(0, full_name.find(" ("))));
    request.set_page_size(5);
    if (with_birth_year) request.set_birth_year(resident.birth_date().year());
    const absl::Time start = absl::Now();
    ASSIGN_OR_RETURN(const auto response, peer.Call<v1::SearchResidentsResponse>(request));
    seconds.push_back(absl::ToDoubleSeconds(absl::Now() - start));
    // Namesakes cannot be told apart: the name is what is looked for.
    for (const auto& match : response.matches()) {
      if (match.resident().full_name() != full_name) continue;
      ++found;
      break;
    }
  }
  return nlohmann::json{{"seconds", seconds}, {"found", found}};
}

absl::StatusOr<nlohmann::json> Measure() {
  ASSIGN_OR_RETURN(Peer peer, Peer::Open());
  ASSIGN_OR_RETURN(const auto residents, SomeResidents(peer, 5000));
  nlohmann::json report;
  ASSIGN_OR_RETURN(report["name"], SearchFor(peer, residents, false));
  ASSIGN_OR_RETURN(report["name_and_year"], SearchFor(peer, residents, true));
  return report;
}

}  // namespace
}  // namespace dukcapil::bench

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  const auto report = dukcapil::bench::Measure();
  if (!report.ok()) {
    std::cerr << report.status() << std::endl;
    return 1;
  }
  std::cout << report->dump() << std::endl;
}
