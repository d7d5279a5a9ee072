#include "inventory-svc/storage/store.h"

#include "platform/mysql/migrations.h"

namespace dukcapil::inventory {

std::vector<mysql::Migration> Migrations();  // embedded at build time from migrations/

absl::Status Store::Migrate() {
  return mysql::Migrate(database_, Migrations());
}

void Tx::NoteChange(const std::string& regency, const std::string& resource, const std::string& kind,
                    std::string payload) {
  transaction_.NoteChange({regency, resource, kind, std::move(payload)});
}

}  // namespace dukcapil::inventory
