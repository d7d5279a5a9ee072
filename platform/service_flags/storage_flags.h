// The command-line flags of a service with a database, beside those of service_flags.h.
#pragma once

#include <string>

#include "platform/mysql/database.h"
#include "platform/service_flags/service_flags.h"

namespace dukcapil {

// What a service with a database needs.
struct StorageFlags {
  mysql::DatabaseOptions database;  // --database_*; the password and the keys are read from their files
  std::string keys_directory;       // --keys_directory
};

// Validates --database_socket or --database_host and --database_port, --database_user,
// --database_password_file, --database_schema, --database_connections (1 to 512), --database_lanes (0 to 64),
// --keys_directory, which holds a key of the purpose `request-fingerprint`.
StorageFlags ReadStorageFlags(FlagErrors& errors);

}  // namespace dukcapil
