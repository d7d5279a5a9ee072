#include "platform/service_flags/storage_flags.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "absl/flags/declare.h"
#include "absl/flags/flag.h"
#include "absl/flags/reflection.h"

ABSL_DECLARE_FLAG(std::string, listen);
ABSL_DECLARE_FLAG(std::string, business_date);
ABSL_DECLARE_FLAG(std::string, business_date_file);
ABSL_DECLARE_FLAG(int, workers);
ABSL_DECLARE_FLAG(int, database_lanes);
ABSL_DECLARE_FLAG(std::string, database_socket);
ABSL_DECLARE_FLAG(std::string, database_user);
ABSL_DECLARE_FLAG(std::string, database_password_file);
ABSL_DECLARE_FLAG(std::string, database_schema);
ABSL_DECLARE_FLAG(std::string, keys_directory);
ABSL_DECLARE_FLAG(std::string, working_calendar);

namespace dukcapil {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(ServiceFlags, ListsEveryErrorAtOnce) {
  const absl::FlagSaver saver;
  absl::SetFlag(&FLAGS_listen, "nowhere");
  absl::SetFlag(&FLAGS_workers, 0);
  absl::SetFlag(&FLAGS_database_lanes, -1);
  absl::SetFlag(&FLAGS_business_date, "14-10-2023");
  FlagErrors errors;
  ReadServerFlags(errors);
  ReadStorageFlags(errors);
  ReadWorkingCalendar(errors);
  const absl::Status status = errors.ToStatus();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  for (const char* flag :
       {"--listen", "--tls_certificate", "--tls_key", "--tls_ca", "--workers", "--business_date",
        "--database_socket", "--database_user", "--database_schema", "--database_password_file",
        "--database_lanes", "--keys_directory", "--working_calendar"}) {
    EXPECT_THAT(std::string(status.message()), HasSubstr(flag));
  }
}

TEST(ServiceFlags, BusinessDateNeedsADevelopmentCertificate) {
  const absl::FlagSaver saver;
  absl::SetFlag(&FLAGS_business_date, "2023-10-14");
  FlagErrors errors;
  ReadServerFlags(errors);
  EXPECT_THAT(std::string(errors.ToStatus().message()), HasSubstr("--business_date: is for development"));
}

TEST(ServiceFlags, ABusinessDateFileNeedsADateADevelopmentCertificateAndNoOtherDate) {
  const absl::FlagSaver saver;
  absl::SetFlag(&FLAGS_business_date, "2023-10-14");
  absl::SetFlag(&FLAGS_business_date_file, testing::TempDir() + "/no-such-date");
  FlagErrors errors;
  ReadServerFlags(errors);
  const std::string message(errors.ToStatus().message());
  EXPECT_THAT(message, HasSubstr("--business_date_file: is for development"));
  EXPECT_THAT(message, HasSubstr("--business_date_file: names no file with a date"));
  EXPECT_THAT(message, HasSubstr("--business_date: does not go with"));
}

TEST(ServiceFlags, ReadsStorageFlags) {
  const absl::FlagSaver saver;
  std::string folder = testing::TempDir() + "/flags-XXXXXX";
  ASSERT_NE(mkdtemp(folder.data()), nullptr);
  const std::string password_file = folder + "/database-password";
  const std::string key_file = folder + "/request-fingerprint-1.key";
  std::ofstream(password_file) << "secret\n";
  std::ofstream(key_file) << std::string(32, 'k');
  std::filesystem::permissions(key_file, std::filesystem::perms::owner_read);
  absl::SetFlag(&FLAGS_database_socket, "/run/db.sock");
  absl::SetFlag(&FLAGS_database_user, "inventory");
  absl::SetFlag(&FLAGS_database_schema, "inventory");
  absl::SetFlag(&FLAGS_database_password_file, password_file);
  absl::SetFlag(&FLAGS_keys_directory, folder);
  absl::SetFlag(&FLAGS_database_lanes, 0);
  FlagErrors errors;
  const StorageFlags flags = ReadStorageFlags(errors);
  std::filesystem::remove_all(folder);
  EXPECT_TRUE(errors.ToStatus().ok()) << errors.ToStatus();
  EXPECT_EQ(flags.database.password, "secret");
  EXPECT_EQ(flags.database.socket, "/run/db.sock");
  EXPECT_EQ(flags.database.lanes, 0);
  EXPECT_EQ(flags.database.request_keys.current_id(), 1u);
}

TEST(ServiceFlags, AddressesAreHostAndPort) {
  for (const char* good : {"127.0.0.1:1", "population-svc:65535", "[::1]:443"}) {
    FlagErrors errors;
    CheckAddress("--population_address", good, false, errors);
    EXPECT_TRUE(errors.ToStatus().ok()) << good;
  }
  for (const char* bad : {"", "host", ":1", "host:", "host:0", "host:65536", "host:x"}) {
    FlagErrors errors;
    CheckAddress("--population_address", bad, false, errors);
    EXPECT_THAT(std::string(errors.ToStatus().message()),
                AllOf(HasSubstr("--population_address"), HasSubstr("host:port")))
        << bad;
  }
}

}  // namespace
}  // namespace dukcapil
