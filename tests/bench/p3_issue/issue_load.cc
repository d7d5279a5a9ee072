#include "tests/bench/p3_issue/issue_load.h"

#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <optional>
#include <utility>

#include <grpcpp/grpcpp.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/time/clock.h"
#include "dukcapil/population/v1/population_service.grpc.pb.h"
#include "platform/crypto/aead.h"
#include "platform/crypto/uuid.h"
#include "platform/rpc/client.h"
#include "platform/status/status_macros.h"
#include "platform/testing/child_process.h"

namespace dukcapil::bench {
namespace {

namespace iv1 = inventory::v1;
namespace pv1 = population::v1;

constexpr char kParent[] = "regions/17.02";
constexpr char kCountKnown[] = "SELECT COUNT(*) FROM eligibility";

constexpr std::size_t kToldAtOnce = 500;

// A register of `residents` that live here and are print-ready, of which it tells whoever watches; asked for
// anybody else it says the same.
class Vouching
    : public pv1::PopulationService::WithCallbackMethod_GetResident<pv1::PopulationService::Service> {
 public:
  explicit Vouching(const std::vector<std::string>& residents) : residents_(residents) {}

 private:
  grpc::ServerUnaryReactor* GetResident(grpc::CallbackServerContext* context,
                                        const pv1::GetResidentRequest* request,
                                        pv1::Resident* response) override {
    VouchFor(request->name(), *response);
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

  // Once from the first on; then that there is nothing else to tell.
  grpc::Status WatchRecordings(grpc::ServerContext* context, const pv1::WatchRecordingsRequest* request,
                               grpc::ServerWriter<pv1::WatchRecordingsResponse>* writer) override {
    const auto all = static_cast<std::int64_t>((residents_.size() + kToldAtOnce - 1) / kToldAtOnce);
    for (std::int64_t i = request->after_sequence(); i < all; ++i) writer->Write(Told(i));
    pv1::WatchRecordingsResponse bookmark;
    bookmark.set_sequence(all);
    bookmark.mutable_bookmark();
    while (!context->IsCancelled() && writer->Write(bookmark)) absl::SleepFor(absl::Milliseconds(500));
    return grpc::Status::OK;
  }

  pv1::WatchRecordingsResponse Told(std::int64_t chunk) const {
    pv1::WatchRecordingsResponse told;
    told.set_sequence(chunk + 1);
    told.set_resource(kParent);
    told.set_kind("RESIDENTS_IMPORTED");
    told.mutable_change_time()->set_seconds(absl::ToUnixSeconds(absl::Now()));
    const std::size_t first = static_cast<std::size_t>(chunk) * kToldAtOnce;
    for (std::size_t i = first; i < std::min(first + kToldAtOnce, residents_.size()); ++i) {
      VouchFor(absl::StrCat(kParent, "/residents/", residents_[i]),
               *told.mutable_residents()->add_residents());
    }
    return told;
  }

  // A Resident or a ResidentState.
  template <class Message>
  static void VouchFor(const std::string& name, Message& message) {
    message.set_name(name);
    message.set_recording_state(pv1::RECORDING_STATE_PRINT_READY);
    message.mutable_obliged_date()->set_year(2007);
    message.mutable_obliged_date()->set_month(1);
    message.mutable_obliged_date()->set_day(1);
  }

  const std::vector<std::string>& residents_;
};

std::vector<std::string> NewResidents(int count) {
  std::vector<std::string> residents;
  for (int i = 0; i < count; ++i) residents.push_back(NewUuid());
  return residents;
}

std::string NameOf(int location) {
  return absl::StrCat(kParent, "/locations/kantor", location);
}

void Check(const grpc::Status& status, const char* what) {
  if (status.ok()) return;
  std::cerr << what << ": " << status.error_message() << std::endl;
  std::abort();
}

void Vouch(grpc::ClientContext& context) {
  rpc::VouchFor(context, {"test-administrator", {"administrator"}, "17.02"});
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(30)));
}

std::string WriteFile(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
  chmod(path.c_str(), 0600);
  return path;
}

int AwaitPort(const std::string& port_file, pid_t pid) {
  int port = 0;
  while (port == 0) {
    if (testing::HasEnded(pid)) {
      std::cerr << "inventory-svc did not start" << std::endl;
      std::abort();
    }
    std::ifstream(port_file) >> port;
    absl::SleepFor(absl::Milliseconds(20));
  }
  return port;
}

// One call after the other until none is left; `next` names the location of the next, none: the end; and
// `resident` who asks there.
class Caller {
 public:
  using Next = std::function<std::optional<int>()>;
  using Resident = std::function<std::string()>;

  Caller(iv1::InventoryService::Stub& stub, Next next, Resident resident, absl::BlockingCounter& left)
      : stub_(stub), next_(std::move(next)), resident_(std::move(resident)), left_(left) {}

  void Start() {
    const std::optional<int> location = next_();
    if (!location.has_value()) {
      left_.DecrementCount();
      return;
    }
    iv1::CreateCardApplicationRequest& request = request_;
    request.set_parent(kParent);
    request.set_request_id(NewUuid());
    request.mutable_card_application()->set_resident(absl::StrCat(kParent, "/residents/", resident_()));
    request.mutable_card_application()->set_reason(iv1::CARD_APPLICATION_REASON_FIRST_ISSUE);
    request.mutable_card_application()->set_location(NameOf(*location));
    context_ = std::make_unique<grpc::ClientContext>();
    Vouch(*context_);
    start_ = absl::Now();
    stub_.async()->CreateCardApplication(context_.get(), &request_, &response_, [this](grpc::Status status) {
      Check(status, "CreateCardApplication");
      seconds_.push_back(absl::ToDoubleSeconds(absl::Now() - start_));
      Start();
    });
  }

  // Of each call, once it has ended.
  const std::vector<double>& seconds() const { return seconds_; }

 private:
  iv1::InventoryService::Stub& stub_;
  const Next next_;
  const Resident resident_;
  absl::BlockingCounter& left_;
  iv1::CreateCardApplicationRequest request_;
  iv1::CardApplication response_;
  std::unique_ptr<grpc::ClientContext> context_;
  absl::Time start_;
  std::vector<double> seconds_;
};

// Seconds of every call of `callers` callers.
std::vector<double> CallAll(iv1::InventoryService::Stub& stub, int callers, const Caller::Next& next,
                            const Caller::Resident& resident) {
  absl::BlockingCounter left(callers);
  std::vector<std::unique_ptr<Caller>> all;
  all.reserve(static_cast<std::size_t>(callers));
  for (int i = 0; i < callers; ++i) all.push_back(std::make_unique<Caller>(stub, next, resident, left));
  for (const auto& caller : all) caller->Start();
  left.Wait();
  std::vector<double> seconds;
  for (const auto& caller : all) {
    seconds.insert(seconds.end(), caller->seconds().begin(), caller->seconds().end());
  }
  return seconds;
}

}  // namespace

IssueLoad::IssueLoad(const mysql::DatabaseOptions& schema, const std::vector<std::string>& flags,
                     int locations, int calls, int residents)
    : residents_(NewResidents(residents)), population_(std::make_unique<Vouching>(residents_)) {
  rpc::ServerOptions options;
  options.tls = authority_.Issue("population-svc");
  auto server = rpc::Server::Start(options, {population_.get()});
  if (!server.ok()) std::abort();
  population_server_ = *std::move(server);
  const std::string& folder = authority_.directory();
  for (const char* purpose : {"page-token", "request-fingerprint"}) {
    WriteFile(absl::StrCat(folder, "/", purpose, "-1.key"), RandomBytes(32));
  }
  const rpc::TlsFiles tls = authority_.Issue("inventory-svc");
  std::vector<std::string> arguments = {
      INVENTORY_SVC,
      "--listen=127.0.0.1:0",
      absl::StrCat("--port_file=", folder, "/port"),
      "--tls_certificate=" + tls.certificate,
      "--tls_key=" + tls.key,
      "--tls_ca=" + tls.ca,
      "--development",
      "--business_date=2023-10-14",
      "--working_calendar=samples/holidays.csv",
      absl::StrCat("--population_address=127.0.0.1:", population_server_->port()),
      "--outreach_address=127.0.0.1:1",
      "--database_socket=" + schema.socket,
      "--database_user=" + schema.user,
      "--database_schema=" + schema.schema,
      "--database_password_file=" + WriteFile(folder + "/password", schema.password),
      "--keys_directory=" + folder};
  arguments.insert(arguments.end(), flags.begin(), flags.end());
  pid_ = testing::StartChild(arguments, folder + "/log");
  address_ = absl::StrCat("127.0.0.1:", AwaitPort(folder + "/port", pid_));
  stub_ = NewStub();
  for (int i = 0; i < locations; ++i) {
    OpenLocation(i);
    Receive(i, calls);
  }
  AwaitResidents(schema);
}

void IssueLoad::AwaitResidents(const mysql::DatabaseOptions& schema) {
  mysql::Database database(schema);
  Call call;
  std::int64_t known = 0;
  while (known < static_cast<std::int64_t>(residents_.size())) {
    absl::SleepFor(absl::Milliseconds(20));
    call.deadline = absl::Now() + absl::Seconds(30);
    const absl::Status status = database.Read(call, [&](mysql::Reader& reader) -> absl::Status {
      ASSIGN_OR_RETURN(const mysql::Rows rows, reader.Query(kCountKnown));
      known = rows[0].Int(0);
      return absl::OkStatus();
    });
    if (!status.ok()) std::abort();
  }
}

std::string IssueLoad::NextResident() {
  const std::size_t mine = asked_++;
  return mine < residents_.size() ? residents_[mine] : NewUuid();
}

std::unique_ptr<iv1::InventoryService::Stub> IssueLoad::NewStub() {
  auto channel = rpc::ConnectMutualTls(address_, "inventory-svc", authority_.Issue("gateway"));
  if (!channel.ok()) std::abort();
  return iv1::InventoryService::NewStub(*std::move(channel));
}

IssueLoad::~IssueLoad() {
  testing::KillChild(pid_);
}

void IssueLoad::OpenLocation(int location) {
  const std::string id = absl::StrCat("kantor", location);
  iv1::CreateLocationRequest request;
  request.set_parent(kParent);
  request.set_location_id(id);
  request.set_request_id(NewUuid());
  request.mutable_location()->set_display_name(id);
  request.mutable_location()->set_kind(iv1::LOCATION_KIND_OFFICE);
  iv1::Location opened;
  grpc::Status status(grpc::StatusCode::UNAVAILABLE, "");
  while (status.error_code() == grpc::StatusCode::UNAVAILABLE) {  // until it listens
    grpc::ClientContext context;
    Vouch(context);
    status = stub_->CreateLocation(&context, request, &opened);
  }
  Check(status, "CreateLocation");
}

void IssueLoad::Receive(int location, int cards) {
  if (cards == 0) return;
  const int number = ++receipts_;
  iv1::CreateMovementRequest movement;
  movement.set_parent(kParent);
  movement.set_request_id(NewUuid());
  movement.mutable_movement()->set_document_number(absl::StrCat("BA-", number));
  iv1::Receipt* receipt = movement.mutable_movement()->mutable_receipt();
  receipt->set_source(iv1::EXTERNAL_PARTY_MINISTRY);
  receipt->set_location(NameOf(location));
  receipt->add_serials()->set_first(absl::StrFormat("B%02d00000001", number));
  receipt->mutable_serials(0)->set_last(absl::StrFormat("B%02d%08d", number, cards));
  iv1::Movement posted;
  grpc::ClientContext context;
  Vouch(context);
  Check(stub_->CreateMovement(&context, movement, &posted), "CreateMovement");
}

Pace IssueLoad::Run(int callers, int locations, int calls, absl::Duration longest) {
  std::atomic<int> begun = 0;
  const absl::Time start = absl::Now();
  const std::vector<double> ended = CallAll(
      *stub_, callers,
      [&]() -> std::optional<int> {
        if (absl::Now() - start > longest) return std::nullopt;
        const int mine = begun++;
        if (mine >= calls) return std::nullopt;
        return mine % locations;
      },
      [this] { return NextResident(); });
  return {static_cast<int>(ended.size()), absl::ToDoubleSeconds(absl::Now() - start)};
}

std::vector<double> IssueLoad::Latencies(int callers, int location, const std::function<bool()>& ended) {
  return CallAll(
      *stub_, callers, [&] { return ended() ? std::nullopt : std::optional<int>(location); },
      [this] { return NextResident(); });
}

std::int64_t IssueLoad::Reserved(int location) {
  iv1::GetLocationRequest request;
  request.set_name(NameOf(location));
  iv1::Location found;
  grpc::ClientContext context;
  Vouch(context);
  Check(stub_->GetLocation(&context, request, &found), "GetLocation");
  return found.reserved();
}

}  // namespace dukcapil::bench
