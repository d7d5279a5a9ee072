#include "outreach-svc/server.h"

#include <atomic>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/btree_set.h"
#include "absl/flags/flag.h"
#include "outreach-svc/rpc/app.h"
#include "outreach-svc/rpc/outreach_service.h"
#include "outreach-svc/rpc/population_client.h"
#include "outreach-svc/rpc/register_client.h"
#include "outreach-svc/work/outcome_teller.h"
#include "platform/changes/consumer.h"
#include "platform/changes/sequencer.h"
#include "platform/log/log.h"
#include "platform/readiness/readiness.h"
#include "platform/rpc/client.h"
#include "platform/rpc/server.h"
#include "platform/rpc/unary.h"
#include "platform/status/status_macros.h"
#include "platform/worker/worker.h"

ABSL_FLAG(std::string, population_address, "", "host:port of population-svc");

namespace dukcapil::outreach {
namespace {

constexpr int kWaitingCalls = 1000;
constexpr char kFollowing[] = "following/population-svc";  // a part of the service's health

// Keeps who is to be recorded, and whether the sites are still as they were listed.
RegisterEffects EffectsOn(storage::Store& store) {
  const auto told = [&store](mysql::Transaction& transaction, const std::vector<Resident>& residents) {
    return store.Within(transaction, [&](storage::Tx& tx) { return tx.KeepResidents(residents); });
  };
  const auto schools = [&store](mysql::Transaction& transaction, const std::string& regency) {
    return store.Within(transaction, [&](storage::Tx& tx) { return tx.ForgetSiteList(regency); });
  };
  const auto listed = [&store](mysql::Transaction& transaction, const std::vector<Resident>& residents) {
    return store.Within(transaction, [&](storage::Tx& tx) -> absl::Status {
      absl::btree_set<std::string> regencies;
      for (const Resident& resident : residents) regencies.insert(resident.regency);
      for (const std::string& regency : regencies) RETURN_IF_ERROR(tx.ForgetSiteList(regency));
      return tx.KeepResidents(residents);
    });
  };
  return {told, schools, listed};
}

}  // namespace

absl::StatusOr<OutreachFlags> ReadFlags() {
  FlagErrors errors;
  OutreachFlags flags{ReadServerFlags(errors), ReadStorageFlags(errors), ReadWorkingCalendar(errors),
                      absl::GetFlag(FLAGS_population_address)};
  CheckAddress("--population_address", flags.population_address, /*allow_any_port=*/false, errors);
  RETURN_IF_ERROR(errors.ToStatus());
  return flags;
}

absl::Status Run(const OutreachFlags& flags) {
  ASSIGN_OR_RETURN(const AccessPolicy policy,
                   AccessPolicy::Create({v1::GetPlanRequest::descriptor()->file()->service(0)}));
  ASSIGN_OR_RETURN(KeyRing page_keys, KeyRing::Load(flags.storage.keys_directory, "page-token"));
  ASSIGN_OR_RETURN(const auto population, rpc::ConnectMutualTls(flags.population_address, "population-svc",
                                                                flags.common.server.tls));
  Outreach app{storage::Store(flags.storage.database), flags.common.clock,         flags.calendar,
               PageTokens(std::move(page_keys)),       FetchSitesFrom(population), ResidentsFrom(population)};
  std::atomic<bool> is_prepared = false;
  std::atomic<bool> is_serving = false;
  const auto may_run = [&is_serving] { return is_serving.load(); };
  const changes::Sequencer sequencer(app.store.database(), may_run, [] {});
  const rpc::Prepared prepared = [&is_prepared] { return is_prepared.load(); };
  rpc::WorkerPool workers(flags.common.workers, kWaitingCalls);
  rpc::UnaryAdapter adapter(policy, workers, {"gateway", "inventory-svc"}, prepared);
  OutreachService service(app, adapter);
  ASSIGN_OR_RETURN(const std::unique_ptr<rpc::Server> server,
                   rpc::Server::Start(flags.common.server, {&service}));
  Log(LogLevel::kInfo, "listening", {{"port", std::to_string(server->port())}});
  changes::ConsumerOptions following;
  following.horizon = &app.register_horizon;
  const changes::Consumer consumer(app.store.database(), RegisterOver(population, EffectsOn(app.store)),
                                   may_run, following);
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
  const Worker outcomes(
      {"outcomes of visits", absl::Milliseconds(200), may_run, [&] { return TellOutcomes(app); }});
  server->WaitForSignal();
  return absl::OkStatus();
}

}  // namespace dukcapil::outreach
