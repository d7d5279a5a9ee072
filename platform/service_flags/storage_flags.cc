#include "platform/service_flags/storage_flags.h"

#include <filesystem>

#include "absl/flags/flag.h"
#include "absl/strings/strip.h"
#include "platform/file/read_whole_file.h"

ABSL_FLAG(std::string, database_socket, "", "unix socket of the database; or use --database_host");
ABSL_FLAG(std::string, database_host, "", "host of the database");
ABSL_FLAG(int, database_port, 3306, "port of the database");
ABSL_FLAG(std::string, database_user, "", "database user");
ABSL_FLAG(std::string, database_password_file, "", "file with the database user's password");
ABSL_FLAG(std::string, database_schema, "", "schema of this service");
ABSL_FLAG(int, database_connections, 16, "at most this many connections");
ABSL_FLAG(int, database_lanes, 2, "group commits that run side by side; 0: every write commits by itself");
ABSL_FLAG(std::string, keys_directory, "", "folder with this service's key files");

namespace dukcapil {
namespace {

// Nothing where the file cannot be read, which CheckFile has told.
std::string ReadPassword(const std::string& path) {
  return std::string(absl::StripTrailingAsciiWhitespace(ReadWholeFile(path).value_or("")));
}

}  // namespace

StorageFlags ReadStorageFlags(FlagErrors& errors) {
  StorageFlags flags;
  mysql::DatabaseOptions& database = flags.database;
  database.socket = absl::GetFlag(FLAGS_database_socket);
  database.host = absl::GetFlag(FLAGS_database_host);
  database.port = absl::GetFlag(FLAGS_database_port);
  database.user = absl::GetFlag(FLAGS_database_user);
  database.schema = absl::GetFlag(FLAGS_database_schema);
  database.connections = absl::GetFlag(FLAGS_database_connections);
  database.lanes = absl::GetFlag(FLAGS_database_lanes);
  if (database.socket.empty() == database.host.empty()) {
    errors.Add("--database_socket", "give exactly one of --database_socket and --database_host");
  }
  CheckRange("--database_port", database.port, 1, 65535, errors);
  if (database.user.empty()) errors.Add("--database_user", "is required");
  if (database.schema.empty()) errors.Add("--database_schema", "is required");
  CheckRange("--database_connections", database.connections, 1, 512, errors);
  CheckRange("--database_lanes", database.lanes, 0, 64, errors);
  const std::string password_file = absl::GetFlag(FLAGS_database_password_file);
  CheckFile("--database_password_file", password_file, errors);
  database.password = ReadPassword(password_file);
  flags.keys_directory = absl::GetFlag(FLAGS_keys_directory);
  std::error_code error;
  if (!std::filesystem::is_directory(flags.keys_directory, error)) {
    errors.Add("--keys_directory", "is required and must be a folder");
    return flags;
  }
  absl::StatusOr<KeyRing> keys = KeyRing::Load(flags.keys_directory, "request-fingerprint");
  if (keys.ok()) {
    database.request_keys = *std::move(keys);
  } else {
    errors.AddStatus("--keys_directory", keys.status());
  }
  return flags;
}

}  // namespace dukcapil
