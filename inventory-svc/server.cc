#include "inventory-svc/server.h"

#include <atomic>
#include <memory>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "inventory-svc/rpc/app.h"
#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/inventory_service.h"
#include "inventory-svc/rpc/register_client.h"
#include "inventory-svc/rpc/sister_client.h"
#include "inventory-svc/work/expiry_worker.h"
#include "inventory-svc/work/mode_worker.h"
#include "inventory-svc/work/promotion_worker.h"
#include "inventory-svc/work/register_consumer.h"
#include "inventory-svc/work/summary_worker.h"
#include "platform/changes/consumer.h"
#include "platform/changes/feed.h"
#include "platform/changes/sequencer.h"
#include "platform/crypto/uuid.h"
#include "platform/log/log.h"
#include "platform/readiness/readiness.h"
#include "platform/rpc/client.h"
#include "platform/rpc/server.h"
#include "platform/rpc/stream.h"
#include "platform/rpc/unary.h"
#include "platform/status/status_macros.h"
#include "platform/worker/worker.h"

ABSL_FLAG(std::string, population_address, "", "host:port of population-svc");
ABSL_FLAG(std::string, outreach_address, "", "host:port of outreach-svc");

namespace dukcapil::inventory {
namespace {

constexpr int kWaitingCalls = 1000;
constexpr char kFollowing[] = "following/population-svc";  // a part of the service's health

changes::Source RegisterOf(Inventory& app, std::shared_ptr<grpc::Channel> population) {
  return RegisterOver(
      std::move(population),
      [&app](mysql::Transaction& transaction, const std::vector<KnownResident>& residents) {
        return KeepTold(app, transaction, residents);
      },
      [&app](mysql::Transaction& transaction, const std::vector<KnownResident>& residents) {
        return KeepListed(app, transaction, residents);
      });
}

}  // namespace

absl::StatusOr<InventoryFlags> ReadFlags() {
  FlagErrors errors;
  InventoryFlags flags{ReadServerFlags(errors), ReadStorageFlags(errors), ReadWorkingCalendar(errors),
                       absl::GetFlag(FLAGS_population_address), absl::GetFlag(FLAGS_outreach_address)};
  CheckAddress("--population_address", flags.population_address, /*allow_any_port=*/false, errors);
  CheckAddress("--outreach_address", flags.outreach_address, /*allow_any_port=*/false, errors);
  RETURN_IF_ERROR(errors.ToStatus());
  return flags;
}

absl::Status Run(const InventoryFlags& flags) {
  const rpc::TlsFiles& tls = flags.common.server.tls;
  ASSIGN_OR_RETURN(const AccessPolicy policy,
                   AccessPolicy::Create({v1::GetLocationRequest::descriptor()->file()->service(0)}));
  ASSIGN_OR_RETURN(KeyRing page_keys, KeyRing::Load(flags.storage.keys_directory, "page-token"));
  ASSIGN_OR_RETURN(const auto population,
                   rpc::ConnectMutualTls(flags.population_address, "population-svc", tls));
  ASSIGN_OR_RETURN(const auto outreach, rpc::ConnectMutualTls(flags.outreach_address, "outreach-svc", tls));
  Inventory app{Store(flags.storage.database, RulesOfWaitlist(flags.common.clock)), flags.common.clock,
                flags.calendar, PageTokens(std::move(page_keys)), SistersOver(population, outreach)};
  std::atomic<bool> is_prepared = false;
  std::atomic<bool> is_serving = false;
  const auto may_run = [&is_serving] { return is_serving.load(); };
  changes::Feed feed(app.store.database(), may_run);
  const changes::Sequencer sequencer(app.store.database(), may_run, [&feed] { feed.Look(); });
  const rpc::Prepared prepared = [&is_prepared] { return is_prepared.load(); };
  rpc::WorkerPool workers(flags.common.workers, kWaitingCalls);
  const rpc::TrustedPeers trusted = {"gateway", "population-svc", "outreach-svc"};
  rpc::UnaryAdapter adapter(policy, workers, trusted, prepared);
  rpc::StreamAdapter streams(policy, workers, trusted, prepared);
  InventoryServiceImpl service(app, adapter, {feed, policy}, streams);
  ASSIGN_OR_RETURN(const std::unique_ptr<rpc::Server> server,
                   rpc::Server::Start(flags.common.server, {&service}));
  server->OnStop([&streams] { streams.Drain(); });
  Log(LogLevel::kInfo, "listening", {{"port", std::to_string(server->port())}});
  changes::ConsumerOptions following;
  following.horizon = &app.register_horizon;
  const changes::Consumer consumer(app.store.database(), RegisterOf(app, population), may_run, following);
  const Readiness readiness({.prepare = [&]() -> absl::Status {
                               RETURN_IF_ERROR(app.store.Migrate());
                               is_prepared = true;
                               return absl::OkStatus();
                             },
                             .check = [&](absl::Time deadline) { return app.store.Check(deadline); },
                             .set_serving =
                                 [&](bool serving) {
                                   is_serving = serving;
                                   server->SetServing(serving);
                                   server->SetServing(kFollowing, consumer.Understands());
                                 }});
  const Worker modes({"stock modes", absl::Seconds(1), may_run, [&] { return RefreshOldModes(app); }});
  const Worker promotions({"waitlist", absl::Milliseconds(20), may_run, [&] { return PromoteWaiting(app); }});
  const Worker expiry({"lapsed reservations", absl::Minutes(1), may_run,
                       [&, holder = NewUuid()] { return ExpireReservations(app, holder); }});
  const Worker absences({"requests of who is gone", absl::Minutes(1), may_run,
                         [&, holder = NewUuid()] { return CancelOfAbsent(app, holder); }});
  SummaryWorker summary(app, NewUuid());
  const Worker summaries({"stock summaries", absl::Seconds(1), may_run, [&] { return summary.Look(); }});
  server->WaitForSignal();
  return absl::OkStatus();
}

}  // namespace dukcapil::inventory
