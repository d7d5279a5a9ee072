#include "tests/faults/running_services.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <utility>

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "platform/crypto/aead.h"
#include "platform/rpc/client.h"
#include "platform/testing/child_process.h"
#include "platform/testing/private_mariadb.h"

namespace dukcapil::testing {
namespace {

constexpr char kPopulation[] = "population-svc";
constexpr char kInventory[] = "inventory-svc";
constexpr char kOutreach[] = "outreach-svc";
constexpr absl::Duration kStartLimit = absl::Seconds(90);

void WriteSecret(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
  chmod(path.c_str(), 0600);
}

// A folder with the keys and the database password of `name`.
std::string MakeKeys(const std::string& directory, const std::string& name, const std::string& password) {
  std::string folder = absl::StrCat(directory, "/keys-", name);
  std::filesystem::create_directory(folder);
  for (const char* purpose : {"nik-aead", "nik-index", "page-token", "request-fingerprint"}) {
    WriteSecret(absl::StrCat(folder, "/", purpose, "-1.key"), RandomBytes(32));
  }
  WriteSecret(folder + "/password", password);
  return folder;
}

std::vector<std::string> StorageFlags(const std::string& directory, const std::string& name,
                                      const mysql::DatabaseOptions& schema) {
  const std::string keys = MakeKeys(directory, name, schema.password);
  return {"--database_socket=" + schema.socket, "--database_user=" + schema.user,
          "--database_schema=" + schema.schema, "--database_password_file=" + keys + "/password",
          "--keys_directory=" + keys};
}

[[noreturn]] void Die(const std::string& what, const std::string& log) {
  std::ifstream file(log);
  std::stringstream words;
  words << file.rdbuf();
  std::cerr << what << "\n" << words.str();
  std::abort();
}

// A new connection succeeds and health says so: calls are taken earlier, while the tables are being made.
bool IsServing(const std::string& address, const std::string& name, const rpc::TlsFiles& tls) {
  const auto channel = rpc::ConnectMutualTls(address, name, tls);
  if (!channel.ok() || !(*channel)->WaitForConnected(absl::ToChronoTime(absl::Now() + absl::Seconds(2))))
    return false;
  grpc::GenericStub stub(*channel);
  grpc::ClientContext context;
  const grpc::Slice nothing("");
  grpc::ByteBuffer asked(&nothing, 1);
  grpc::ByteBuffer told;
  grpc::Status status;
  absl::Notification done;
  stub.UnaryCall(&context, "/grpc.health.v1.Health/Check", {}, &asked, &told, [&](grpc::Status ended) {
    status = std::move(ended);
    done.Notify();
  });
  done.WaitForNotification();
  grpc::Slice answer;
  return status.ok() && told.TrySingleSlice(&answer).ok() &&
         std::string(answer.begin(), answer.end()) == "\x08\x01";  // HealthCheckResponse{status: SERVING}
}

std::string Address(int port) {
  return absl::StrCat("127.0.0.1:", port);
}

// A port that the system had free a moment ago: each of the two must know the other's before that one starts.
std::string FreeAddress() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  if (bind(socket, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    std::abort();
  }
  close(socket);
  return Address(ntohs(address.sin_port));
}

}  // namespace

void AsAdministrator(grpc::ClientContext& context) {
  rpc::VouchFor(context, {"test-administrator", {"administrator"}, "17.02"});
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(20)));
}

RunningServices::RunningServices()
    : gateway_(authority_.Issue("gateway")),
      population_schema_(NewSchema()),
      inventory_schema_(NewSchema()),
      outreach_schema_(NewSchema()) {
  const std::string population = FreeAddress();
  const std::string inventory = FreeAddress();
  population_flags_ = StorageFlags(authority_.directory(), kPopulation, population_schema_);
  population_flags_.push_back("--listen=" + population);
  population_flags_.push_back("--inventory_address=" + inventory);
  population_flags_.push_back("--region_data=node_modules/idn-area-data/data");
  StartPopulation();
  inventory_flags_ = StorageFlags(authority_.directory(), kInventory, inventory_schema_);
  inventory_flags_.push_back("--listen=" + inventory);
  inventory_flags_.push_back("--population_address=" + population);
  // Nobody listens there: a forecast says so, card applications do not need it.
  inventory_flags_.push_back("--outreach_address=127.0.0.1:1");
  StartInventory();
  outreach_flags_ = StorageFlags(authority_.directory(), kOutreach, outreach_schema_);
  outreach_flags_.push_back("--listen=" + FreeAddress());
  outreach_flags_.push_back("--population_address=" + population);
}

RunningServices::~RunningServices() {
  if (outreach_.pid != 0) KillChild(outreach_.pid);
  if (inventory_.pid != 0) KillChild(inventory_.pid);
  if (population_.pid != 0) KillChild(population_.pid);
}

void RunningServices::KillPopulation() {
  KillChild(population_.pid);
  population_ = {};
}

void RunningServices::StartPopulation() {
  population_ = Start(POPULATION_SVC, kPopulation, population_flags_);
}

void RunningServices::KillInventory() {
  KillChild(inventory_.pid);
  inventory_ = {};
}

void RunningServices::StartInventory() {
  inventory_ = Start(INVENTORY_SVC, kInventory, inventory_flags_);
}

void RunningServices::KillOutreach() {
  KillChild(outreach_.pid);
  outreach_ = {};
}

void RunningServices::StartOutreach() {
  outreach_ = Start(OUTREACH_SVC, kOutreach, outreach_flags_);
}

void RunningServices::StopPopulation() {
  kill(population_.pid, SIGSTOP);
}

void RunningServices::ContinuePopulation() {
  kill(population_.pid, SIGCONT);
}

RunningServices::Process RunningServices::Start(const std::string& program, const std::string& name,
                                                const std::vector<std::string>& more) {
  const std::string port_file = absl::StrCat(authority_.directory(), "/", name, ".port");
  const std::string log = absl::StrCat(authority_.directory(), "/", name, ".log");
  std::filesystem::remove(port_file);
  const rpc::TlsFiles tls = authority_.Issue(name);
  std::vector<std::string> arguments = {program,
                                        "--port_file=" + port_file,
                                        "--tls_certificate=" + tls.certificate,
                                        "--tls_key=" + tls.key,
                                        "--tls_ca=" + tls.ca,
                                        "--development",
                                        "--business_date=2023-10-14",
                                        "--working_calendar=samples/holidays.csv"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  Process process;
  process.pid = StartChild(arguments, log);
  const absl::Time limit = absl::Now() + kStartLimit;
  while (true) {
    if (HasEnded(process.pid) || absl::Now() > limit) Die(name + " did not start", log);
    std::ifstream(port_file) >> process.port;
    if (process.port != 0 && IsServing(Address(process.port), name, gateway_)) return process;
    absl::SleepFor(absl::Milliseconds(50));
  }
}

std::unique_ptr<population::v1::PopulationService::Stub> RunningServices::Population() const {
  return population::v1::PopulationService::NewStub(
      *rpc::ConnectMutualTls(Address(population_.port), kPopulation, gateway_));
}

std::unique_ptr<inventory::v1::InventoryService::Stub> RunningServices::Inventory() const {
  return inventory::v1::InventoryService::NewStub(
      *rpc::ConnectMutualTls(Address(inventory_.port), kInventory, gateway_));
}

std::unique_ptr<outreach::v1::OutreachService::Stub> RunningServices::Outreach() const {
  return outreach::v1::OutreachService::NewStub(
      *rpc::ConnectMutualTls(Address(outreach_.port), kOutreach, gateway_));
}

}  // namespace dukcapil::testing
