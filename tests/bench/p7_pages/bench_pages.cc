// Walks lists of residents of one population-svc to page 1,000, then reads that page and the first one in
// turn, and prints the seconds of each call as a JSON line, by list.
#include <iostream>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/time/clock.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "nlohmann/json.hpp"
#include "platform/status/status_macros.h"
#include "tests/bench/population/peer.h"

ABSL_FLAG(int, page, 1000, "the far page");
ABSL_FLAG(int, count, 200, "calls of each page");

namespace dukcapil::bench {
namespace {

namespace v1 = ::dukcapil::population::v1;

absl::StatusOr<double> Time(Peer& peer, const v1::ListResidentsRequest& request,
                            v1::ListResidentsResponse& response) {
  const absl::Time start = absl::Now();
  RETURN_IF_ERROR(peer.Call(request, response));
  return absl::ToDoubleSeconds(absl::Now() - start);
}

absl::StatusOr<nlohmann::json> ReadInTurn(Peer& peer, const v1::ListResidentsRequest& first) {
  v1::ListResidentsRequest far = first;
  v1::ListResidentsResponse response;
  for (int page = 1; page < absl::GetFlag(FLAGS_page); ++page) {
    RETURN_IF_ERROR(peer.Call(far, response));
    if (response.next_page_token().empty()) return absl::FailedPreconditionError("the list is too short");
    far.set_page_token(response.next_page_token());
  }
  std::vector<double> near_seconds, far_seconds;
  // A B B A: neither is always the one that comes after the other.
  for (int i = 0; i < absl::GetFlag(FLAGS_count); ++i) {
    for (const bool is_far : {i % 2 == 1, i % 2 == 0}) {
      ASSIGN_OR_RETURN(const double seconds, Time(peer, is_far ? far : first, response));
      (is_far ? far_seconds : near_seconds).push_back(seconds);
    }
  }
  return nlohmann::json{{"near", near_seconds}, {"far", far_seconds}};
}

absl::StatusOr<nlohmann::json> Measure() {
  ASSIGN_OR_RETURN(Peer peer, Peer::Open());
  v1::ListResidentsRequest all;
  all.set_parent(samples::kParent);
  all.set_page_size(1000);
  v1::ListResidentsRequest not_recorded;
  not_recorded.set_parent(samples::kParent);
  not_recorded.set_page_size(50);
  not_recorded.set_recording_state(v1::RECORDING_STATE_NOT_RECORDED);
  nlohmann::json report;
  ASSIGN_OR_RETURN(report["all"], ReadInTurn(peer, all));
  ASSIGN_OR_RETURN(report["not_recorded"], ReadInTurn(peer, not_recorded));
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
