#include "samples/loader.h"

#include <algorithm>
#include <atomic>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "platform/civil_date/civil_date.h"
#include "platform/crypto/uuid.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"
#include "samples/holidays.h"
#include "samples/parallel.h"
#include "samples/sample.h"

namespace dukcapil::samples {
namespace {

namespace population = ::dukcapil::population::v1;
namespace inventory = ::dukcapil::inventory::v1;
namespace outreach = ::dukcapil::outreach::v1;

constexpr char kParent[] = "regions/17.02";
constexpr std::size_t kBatch = 1000;
constexpr int kImportCallers = 4, kCardCallers = 16;
constexpr int kTries = 9;
constexpr absl::Duration kFirstPause = absl::Milliseconds(100);

std::string RequestId(absl::string_view what, std::size_t number) {
  return NamedUuid(absl::StrCat("sample/rejang-lebong/1/", what, "/", number));
}

absl::Status Refused(absl::string_view what) {
  return MakeError(absl::StatusCode::kFailedPrecondition, "SAMPLE_REFUSED", what);
}

bool MayPass(const absl::Status& status) {
  return absl::IsAborted(status) || absl::IsUnavailable(status) || absl::IsResourceExhausted(status) ||
         absl::IsDeadlineExceeded(status);
}

class Loader {
 public:
  explicit Loader(const LoaderPorts& ports) : ports_(ports) {}

  absl::Status Run() {
    ASSIGN_OR_RETURN(const std::vector<Village> villages, FetchVillages());
    ASSIGN_OR_RETURN(sample_, MakeSample(villages, ReferenceHolidays()));
    resident_names_.resize(sample_.residents.size());
    RETURN_IF_ERROR(ImportSchools());
    RETURN_IF_ERROR(ImportResidents());
    // Before the stock: the stock mode looks at the plan.
    RETURN_IF_ERROR(PlanOutreach());
    RETURN_IF_ERROR(OpenOffice());
    return MakeCards();
  }

 private:
  template <class Response>
  absl::StatusOr<Response> Call(const google::protobuf::Message& request) {
    absl::Duration pause = kFirstPause;
    for (int attempt = 1;; ++attempt) {
      Response response;
      const absl::Status status = ports_.call(request, response);
      if (status.ok()) return response;
      if (!MayPass(status) || attempt == kTries) return status;
      ports_.sleep(pause);
      pause *= 2;
    }
  }

  absl::StatusOr<std::vector<Village>> FetchVillages() {
    population::ListRegionsRequest request;
    request.set_parent(kParent);
    request.set_level(population::REGION_LEVEL_VILLAGE);
    request.set_page_size(static_cast<int>(kBatch));
    std::vector<Village> villages;
    do {
      ASSIGN_OR_RETURN(const auto page, Call<population::ListRegionsResponse>(request));
      for (const auto& region : page.regions()) villages.push_back({region.code(), region.display_name()});
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return villages;
  }

  absl::Status ImportSchools() {
    population::BatchImportSchoolsRequest request;
    request.set_parent(kParent);
    request.set_request_id(RequestId("schools", 0));
    request.mutable_rows()->Add(sample_.schools.begin(), sample_.schools.end());
    ASSIGN_OR_RETURN(const auto answer, Call<population::BatchImportSchoolsResponse>(request));
    RETURN_IF_ERROR(CheckRows(answer.results(), sample_.schools.size(), "schools"));
    return Tell(absl::StrCat(sample_.schools.size(), " schools"));
  }

  absl::Status ImportResidents() {
    const std::size_t batches = (sample_.residents.size() + kBatch - 1) / kBatch;
    // Neighbouring batches share villages: callers work far apart.
    const std::size_t stretch = (batches + kImportCallers - 1) / kImportCallers;
    std::atomic<std::size_t> done{0};
    return InParallel(stretch * kImportCallers, kImportCallers, [&](std::size_t item) {
      const std::size_t batch = item % kImportCallers * stretch + item / kImportCallers;
      if (batch >= batches) return absl::OkStatus();
      RETURN_IF_ERROR(ImportBatch(batch));
      const std::size_t now = ++done;
      return now % 20 == 0 || now == batches
                 ? Tell(absl::StrCat("residents: ", now, " of ", batches, " batches"))
                 : absl::OkStatus();
    });
  }

  absl::Status ImportBatch(std::size_t batch) {
    const std::size_t first = batch * kBatch;
    const std::size_t last = std::min(first + kBatch, sample_.residents.size());
    population::BatchImportResidentsRequest request;
    request.set_parent(kParent);
    request.set_request_id(RequestId("residents", batch));
    for (std::size_t i = first; i < last; ++i) *request.add_rows() = sample_.residents[i];
    ASSIGN_OR_RETURN(const auto answer, Call<population::BatchImportResidentsResponse>(request));
    RETURN_IF_ERROR(CheckRows(answer.results(), last - first, absl::StrCat("residents, batch ", batch)));
    for (std::size_t i = first; i < last; ++i) {
      resident_names_[i] = answer.results(static_cast<int>(i - first)).name();
    }
    return absl::OkStatus();
  }

  template <class Results>
  static absl::Status CheckRows(const Results& results, std::size_t expected, absl::string_view what) {
    if (static_cast<std::size_t>(results.size()) != expected)
      return Refused(absl::StrCat(what, ": rows unanswered"));
    for (const auto& result : results) {
      if (result.outcome() != population::IMPORT_OUTCOME_REFUSED) continue;
      std::string text = absl::StrCat(what, ": row ", result.index(), " was refused");
      for (const auto& violation : result.violations()) {
        absl::StrAppend(&text, "; ", violation.field(), ": ", violation.reason());
      }
      return Refused(text);
    }
    return absl::OkStatus();
  }

  absl::Status PlanOutreach() {
    for (std::size_t i = 0; i < sample_.teams.size(); ++i) {
      outreach::CreateTeamRequest request;
      request.set_parent(kParent);
      request.set_team_id(sample_.teams[i].id);
      *request.mutable_team() = sample_.teams[i].team;
      request.set_request_id(RequestId("teams", i));
      RETURN_IF_ERROR(Call<outreach::Team>(request).status());
    }
    outreach::CreatePlanRequest request;
    request.set_parent(kParent);
    *request.mutable_plan()->mutable_inputs() = sample_.plan;
    request.set_request_id(RequestId("plan", 0));
    ASSIGN_OR_RETURN(const auto plan, Call<outreach::Plan>(request));
    return Tell(absl::StrCat(sample_.teams.size(), " teams, a plan of ", plan.visits_size(), " visits"));
  }

  absl::Status OpenOffice() {
    inventory::CreateLocationRequest location;
    location.set_parent(kParent);
    location.set_location_id(sample_.location_id);
    *location.mutable_location() = sample_.location;
    location.set_request_id(RequestId("location", 0));
    RETURN_IF_ERROR(Call<inventory::Location>(location).status());
    inventory::CreateMovementRequest receipt;
    receipt.set_parent(kParent);
    *receipt.mutable_movement() = sample_.receipt;
    receipt.set_request_id(RequestId("receipt", 0));
    RETURN_IF_ERROR(Call<inventory::Movement>(receipt).status());
    return Tell("the office and its blank cards");
  }

  absl::Status MakeCards() {
    std::atomic<std::size_t> done{0};
    return InParallel(sample_.cards.size(), kCardCallers, [&](std::size_t item) {
      RETURN_IF_ERROR(MakeCard(item));
      const std::size_t now = ++done;
      return now % 500 == 0 ? Tell(absl::StrCat("cards: ", now, " of ", sample_.cards.size()))
                            : absl::OkStatus();
    });
  }

  absl::Status MakeCard(std::size_t number) {
    const Card& card = sample_.cards[number];
    inventory::CreateCardApplicationRequest application;
    application.set_parent(kParent);
    application.set_request_id(RequestId("application", number));
    auto* wanted = application.mutable_card_application();
    wanted->set_resident(resident_names_[card.resident]);
    wanted->set_reason(card.reason);
    wanted->set_evidence_number(card.evidence_number);
    wanted->set_location(absl::StrCat(kParent, "/locations/", sample_.location_id));
    *wanted->mutable_application_date() = ToProto(card.print_date);
    ASSIGN_OR_RETURN(const auto decided, Call<inventory::CardApplication>(application));
    if (decided.decision().outcome() != inventory::CARD_APPLICATION_STATE_RESERVED) {
      return Refused(
          absl::StrCat("card ", number, " was not reserved but decided by ", decided.decision().rule()));
    }
    inventory::PrintCardRequest print;
    print.set_name(decided.name());
    print.set_serial(card.serial);
    *print.mutable_print_date() = ToProto(card.print_date);
    print.set_request_id(RequestId("print", number));
    RETURN_IF_ERROR(Call<inventory::CardApplication>(print).status());
    inventory::DeliverCardRequest deliver;
    deliver.set_name(decided.name());
    *deliver.mutable_delivery_date() = ToProto(card.delivery_date);
    deliver.set_request_id(RequestId("deliver", number));
    return Call<inventory::CardApplication>(deliver).status();
  }

  // Always OK, so that it can end a step.
  absl::Status Tell(absl::string_view what) {
    absl::MutexLock lock(&progress_mutex_);
    ports_.progress(what);
    return absl::OkStatus();
  }

  const LoaderPorts& ports_;
  absl::Mutex progress_mutex_;
  Sample sample_;
  std::vector<std::string> resident_names_;  // as the register named them, by position in the sample
};

}  // namespace

absl::Status LoadSample(const LoaderPorts& ports) {
  return Loader(ports).Run();
}

}  // namespace dukcapil::samples
