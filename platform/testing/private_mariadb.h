// A real MariaDB for tests: one private server per test binary, started on first use, stopped at exit.
#pragma once

#include <string>

#include "platform/mysql/database.h"

namespace dukcapil::testing {

// Options for a new, empty schema on the private server of this process (its own data directory in a
// temporary folder, a unix socket only). Crashes with the server's last words where it cannot be started.
mysql::DatabaseOptions NewSchema();

// Options of an administrator on the same schema, to damage rows by hand in tests; it may also set the
// server's variables.
mysql::DatabaseOptions Administrator(const mysql::DatabaseOptions& schema);

// Kills the server (SIGKILL) or starts it again on the same data: for tests of a database that is away.
void KillServer();
void RestartServer();

}  // namespace dukcapil::testing
