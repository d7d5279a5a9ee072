#include "population-svc/server.h"

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "platform/changes/consumer.h"
#include "platform/changes/feed.h"
#include "platform/changes/own_call.h"
#include "platform/changes/sequencer.h"
#include "platform/log/log.h"
#include "platform/readiness/readiness.h"
#include "platform/rpc/client.h"
#include "platform/rpc/server.h"
#include "platform/rpc/stream.h"
#include "platform/rpc/unary.h"
#include "platform/status/status_macros.h"
#include "platform/worker/worker.h"
#include "population-svc/rpc/app.h"
#include "population-svc/rpc/inventory_client.h"
#include "population-svc/rpc/population_service.h"
#include "population-svc/work/first_card_consumer.h"
#include "population-svc/work/name_indexer.h"
#include "population-svc/work/region_loader.h"
#include "population-svc/work/upgrade_worker.h"

ABSL_FLAG(std::string, inventory_address, "",
          "host:port of inventory-svc, whose printed cards are followed; empty: they are not");
ABSL_FLAG(std::string, region_data, "",
          "folder with provinces.csv, regencies.csv, districts.csv and villages.csv (npm idn-area-data)");

namespace dukcapil::population {
namespace {

constexpr int kWaitingCalls = 1000;
constexpr char kFollowing[] = "following/inventory-svc";  // a part of the service's health

// First cards as inventory prints them.
absl::StatusOr<std::unique_ptr<changes::Consumer>> FollowInventory(Population& app,
                                                                   const PopulationFlags& flags,
                                                                   std::function<bool()> may_run) {
  if (flags.inventory_address.empty()) return nullptr;
  ASSIGN_OR_RETURN(const auto inventory,
                   rpc::ConnectMutualTls(flags.inventory_address, "inventory-svc", flags.common.server.tls));
  const auto keep = [&app](mysql::Transaction& transaction, const std::vector<PrintedCard>& cards) {
    return KeepFirstCards(app, transaction, cards);
  };
  const auto next_regency = [&app](const std::string& after) {
    return app.store.Read(changes::OwnCall(),
                          [&](storage::Snapshot& snapshot) { return snapshot.NextRegency(after); });
  };
  return std::make_unique<changes::Consumer>(
      app.store.database(), InventoryOver(inventory, keep, next_regency), std::move(may_run));
}

}  // namespace

absl::StatusOr<PopulationFlags> ReadFlags() {
  FlagErrors errors;
  PopulationFlags flags{ReadServerFlags(errors), ReadStorageFlags(errors),
                        absl::GetFlag(FLAGS_inventory_address), absl::GetFlag(FLAGS_region_data)};
  if (!flags.inventory_address.empty()) {
    CheckAddress("--inventory_address", flags.inventory_address, /*allow_any_port=*/false, errors);
  }
  std::error_code error;
  if (!std::filesystem::exists(flags.region_data + "/villages.csv", error)) {
    errors.Add("--region_data", "is required and must be a folder with villages.csv and the other levels");
  }
  RETURN_IF_ERROR(errors.ToStatus());
  return flags;
}

absl::Status Run(const PopulationFlags& flags) {
  ASSIGN_OR_RETURN(const AccessPolicy policy,
                   AccessPolicy::Create({v1::GetRegionRequest::descriptor()->file()->service(0)}));
  ASSIGN_OR_RETURN(KeyRing aead_keys, KeyRing::Load(flags.storage.keys_directory, "nik-aead"));
  ASSIGN_OR_RETURN(const KeyRing index_keys, KeyRing::Load(flags.storage.keys_directory, "nik-index"));
  ASSIGN_OR_RETURN(KeyRing page_keys, KeyRing::Load(flags.storage.keys_directory, "page-token"));
  Population app{storage::Store(flags.storage.database),
                 flags.common.clock,
                 policy,
                 Aead(std::move(aead_keys)),
                 BlindIndex(index_keys, "resident.nik"),
                 PageTokens(std::move(page_keys))};
  std::atomic<bool> is_prepared = false;
  std::atomic<bool> is_serving = false;
  const auto may_run = [&is_serving] { return is_serving.load(); };
  changes::Feed feed(app.store.database(), may_run);
  const changes::Sequencer sequencer(app.store.database(), may_run, [&feed] { feed.Look(); });
  const rpc::Prepared prepared = [&is_prepared] { return is_prepared.load(); };
  rpc::WorkerPool workers(flags.common.workers, kWaitingCalls);
  const rpc::TrustedPeers trusted = {"gateway", "inventory-svc", "outreach-svc"};
  rpc::UnaryAdapter adapter(policy, workers, trusted, prepared);
  rpc::StreamAdapter streams(policy, workers, trusted, prepared);
  PopulationServiceImpl service(app, adapter, feed, streams);
  ASSIGN_OR_RETURN(const std::unique_ptr<rpc::Server> server,
                   rpc::Server::Start(flags.common.server, {&service}));
  server->OnStop([&streams] { streams.Drain(); });
  ASSIGN_OR_RETURN(const auto consumer, FollowInventory(app, flags, may_run));
  Log(LogLevel::kInfo, "listening", {{"port", std::to_string(server->port())}});
  const Readiness readiness({.prepare = [&]() -> absl::Status {
                               RETURN_IF_ERROR(app.store.Migrate());
                               RETURN_IF_ERROR(LoadRegions(app.store, app.clock, flags.region_data));
                               RETURN_IF_ERROR(IndexOlderNames(app.store));
                               is_prepared = true;
                               return absl::OkStatus();
                             },
                             .check = [&](absl::Time deadline) { return app.store.Check(deadline); },
                             .set_serving =
                                 [&](bool serving) {
                                   is_serving = serving;
                                   server->SetServing(serving);
                                   server->SetServing(kFollowing,
                                                      consumer == nullptr || consumer->Understands());
                                 }});
  UpgradeWorker upgrade(app);
  const Worker upgrades(
      {"rows of releases before", absl::Seconds(1), may_run, [&] { return upgrade.Look(); }});
  server->WaitForSignal();
  return absl::OkStatus();
}

}  // namespace dukcapil::population
