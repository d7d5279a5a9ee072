// Schema migrations: numbered, forward only, one at a time under a lease row.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "platform/mysql/database.h"

namespace dukcapil::mysql {

struct Migration {
  int number = 0;    // from 1, without gaps
  std::string name;  // `create_resident`
  // Each safe while the previous version still runs, and safe to run a second time (`IF NOT EXISTS`; an ALTER
  // TABLE that finds its column or index there, or gone, counts as done): a start that was killed half-way is
  // made good by the next.
  std::vector<std::string> statements;
};

// Splits the text of a migration file at lines that end in `;`, without comments.
std::vector<std::string> SplitStatements(absl::string_view text);

// Brings the schema to the newest version: first the tables of this library (request, audit, change, lease),
// then `migrations`. Several instances may start at once: a lease row lets one work. Idempotent. UNAVAILABLE
// when the database is away; FAILED_PRECONDITION where the schema is newer than this binary.
absl::Status Migrate(Database& database, const std::vector<Migration>& migrations);

}  // namespace dukcapil::mysql
