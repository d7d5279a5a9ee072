// Imports the residents of the reference case into one population-svc, as the gateway would, and prints how
// many rows in how many seconds as a JSON line. Making the rows is not timed.
#include <iostream>
#include <utility>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/time/clock.h"
#include "cli/channel.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "nlohmann/json.hpp"
#include "platform/crypto/uuid.h"
#include "platform/rpc/caller_metadata.h"
#include "platform/status/status_macros.h"
#include "samples/holidays.h"
#include "samples/parallel.h"
#include "samples/sample.h"

ABSL_FLAG(std::string, address, "", "host:port of population-svc");
ABSL_FLAG(std::string, ca, "", "PEM file");
ABSL_FLAG(std::string, certificate, "", "PEM file of a peer that population-svc trusts");
ABSL_FLAG(std::string, key, "", "PEM file");
ABSL_FLAG(int, callers, 4, "imports at a time");

namespace dukcapil::bench {
namespace {

namespace v1 = ::dukcapil::population::v1;

constexpr char kService[] = "/dukcapil.population.v1.PopulationService/";
constexpr char kParent[] = "regions/17.02";
constexpr std::size_t kBatch = 1000;

class Importer {
 public:
  explicit Importer(cli::Channel& channel) : channel_(channel) {
    Caller caller;
    caller.subject = "bench";
    caller.roles = {"administrator"};
    caller.region = "17.02";
    metadata_ = {{rpc::kCallerKey, rpc::SerializeCaller(caller)}};
  }

  absl::Status Run(int callers) {
    ASSIGN_OR_RETURN(const auto villages, Villages());
    ASSIGN_OR_RETURN(const samples::Sample sample,
                     samples::MakeSample(villages, samples::ReferenceHolidays()));
    RETURN_IF_ERROR(ImportSchools(sample));
    const auto& rows = sample.residents;
    const std::size_t batches = (rows.size() + kBatch - 1) / kBatch;
    // Neighbouring batches share villages: callers work far apart.
    const std::size_t stretch =
        (batches + static_cast<std::size_t>(callers) - 1) / static_cast<std::size_t>(callers);
    const absl::Time start = absl::Now();
    RETURN_IF_ERROR(
        samples::InParallel(stretch * static_cast<std::size_t>(callers), callers, [&](std::size_t item) {
          const auto width = static_cast<std::size_t>(callers);
          const std::size_t first = (item % width * stretch + item / width) * kBatch;
          return first < rows.size() ? Import(rows, first) : absl::OkStatus();
        }));
    const double seconds = absl::ToDoubleSeconds(absl::Now() - start);
    std::cout << nlohmann::json{{"rows", rows.size()}, {"seconds", seconds}}.dump() << std::endl;
    return absl::OkStatus();
  }

 private:
  template <class Response>
  absl::StatusOr<Response> Call(const std::string& method, const google::protobuf::Message& request) {
    ASSIGN_OR_RETURN(const std::string bytes, channel_.Call(kService + method, request.SerializeAsString(),
                                                            metadata_, absl::Minutes(1)));
    Response response;
    if (!response.ParseFromString(bytes)) return absl::InternalError("the answer cannot be read");
    return response;
  }

  absl::StatusOr<std::vector<samples::Village>> Villages() {
    v1::ListRegionsRequest request;
    request.set_parent(kParent);
    request.set_level(v1::REGION_LEVEL_VILLAGE);
    request.set_page_size(1000);
    ASSIGN_OR_RETURN(const auto page, Call<v1::ListRegionsResponse>("ListRegions", request));
    std::vector<samples::Village> villages;
    for (const auto& region : page.regions()) villages.push_back({region.code(), region.display_name()});
    return villages;
  }

  absl::Status ImportSchools(const samples::Sample& sample) {
    v1::BatchImportSchoolsRequest request;
    request.set_parent(kParent);
    request.set_request_id(NewUuid());
    request.mutable_rows()->Add(sample.schools.begin(), sample.schools.end());
    return Call<v1::BatchImportSchoolsResponse>("BatchImportSchools", request).status();
  }

  absl::Status Import(const std::vector<v1::ResidentRow>& rows, std::size_t first) {
    v1::BatchImportResidentsRequest request;
    request.set_parent(kParent);
    request.set_request_id(NewUuid());
    for (std::size_t i = first; i < std::min(first + kBatch, rows.size()); ++i) *request.add_rows() = rows[i];
    ASSIGN_OR_RETURN(const auto answer,
                     Call<v1::BatchImportResidentsResponse>("BatchImportResidents", request));
    for (const auto& result : answer.results()) {
      if (result.outcome() != v1::IMPORT_OUTCOME_CREATED) return absl::InternalError("a row was not created");
    }
    return absl::OkStatus();
  }

  cli::Channel& channel_;
  std::vector<std::pair<std::string, std::string>> metadata_;
};

absl::Status Main() {
  ASSIGN_OR_RETURN(const auto channel,
                   cli::Channel::Open({absl::GetFlag(FLAGS_address), absl::GetFlag(FLAGS_ca),
                                       absl::GetFlag(FLAGS_certificate), absl::GetFlag(FLAGS_key)}));
  return Importer(*channel).Run(absl::GetFlag(FLAGS_callers));
}

}  // namespace
}  // namespace dukcapil::bench

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  if (const absl::Status status = dukcapil::bench::Main(); !status.ok()) {
    std::cerr << status << std::endl;
    return 1;
  }
}
