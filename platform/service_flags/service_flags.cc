#include "platform/service_flags/service_flags.h"

#include <filesystem>
#include <fstream>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

ABSL_FLAG(std::string, listen, "127.0.0.1:0", "address:port to serve on; port 0: the system picks one");
ABSL_FLAG(std::string, port_file, "", "file that gets the port once the service is up; empty: none");
ABSL_FLAG(std::string, tls_certificate, "", "PEM file of this service's certificate");
ABSL_FLAG(std::string, tls_key, "", "PEM file of its private key");
ABSL_FLAG(std::string, tls_ca, "", "PEM file of the authority that signs the peers");
ABSL_FLAG(bool, development, false, "serve reflection");
ABSL_FLAG(std::string, business_date, "",
          "stand still on this day, YYYY-MM-DD; development certificates only");
ABSL_FLAG(std::string, business_date_file, "",
          "the business date is the one in this file, also when it moves on; development certificates only");
ABSL_FLAG(int, workers, 64,
          "threads that run handlers; more than connections, since who waits for a group holds none");
ABSL_FLAG(std::string, working_calendar, "", "CSV of holidays and collective leave: date,name");

namespace dukcapil {
namespace {

void RequireDevelopment(absl::string_view flag, const rpc::TlsFiles& tls, FlagErrors& errors) {
  const absl::StatusOr<bool> development = rpc::IsDevelopmentCertificate(tls);
  if (!development.ok() || !*development) errors.Add(flag, "is for development certificates only");
}

Clock ReadClockOfFile(const std::string& path, const rpc::TlsFiles& tls, FlagErrors& errors) {
  constexpr char kFlag[] = "--business_date_file";
  RequireDevelopment(kFlag, tls, errors);
  const auto file = BusinessDateFile::Open(path);
  errors.AddStatus(kFlag, file.status());
  return file.ok() ? Clock(*file) : Clock();
}

Clock ReadClock(const rpc::TlsFiles& tls, FlagErrors& errors) {
  const std::string text = absl::GetFlag(FLAGS_business_date);
  const std::string path = absl::GetFlag(FLAGS_business_date_file);
  if (!text.empty() && !path.empty()) errors.Add("--business_date", "does not go with --business_date_file");
  if (!path.empty()) return ReadClockOfFile(path, tls, errors);
  if (text.empty()) return Clock();
  absl::CivilDay day;
  if (!absl::ParseCivilTime(text, &day)) {
    errors.Add("--business_date", "is not a date of the form YYYY-MM-DD");
    return Clock();
  }
  RequireDevelopment("--business_date", tls, errors);
  return Clock(day);
}

}  // namespace

void FlagErrors::Add(absl::string_view flag, absl::string_view what) {
  lines_.push_back(absl::StrCat(flag, ": ", what));
}

void FlagErrors::AddStatus(absl::string_view flag, const absl::Status& status) {
  if (!status.ok()) Add(flag, status.message());
}

absl::Status FlagErrors::ToStatus() const {
  if (lines_.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrJoin(lines_, "\n"));
}

void ParseCommandLine(int argc, char** argv, absl::string_view usage) {
  absl::SetProgramUsageMessage(usage);
  absl::ParseCommandLine(argc, argv);
}

void CheckFile(absl::string_view flag, const std::string& path, FlagErrors& errors) {
  if (path.empty()) {
    errors.Add(flag, "is required");
  } else if (!std::ifstream(path).is_open() || std::filesystem::is_directory(path)) {
    errors.Add(flag, "names a file that cannot be read");
  }
}

void CheckRange(absl::string_view flag, int value, int low, int high, FlagErrors& errors) {
  if (value < low || value > high) errors.Add(flag, absl::StrCat("must be ", low, " to ", high));
}

void CheckAddress(absl::string_view flag, absl::string_view value, bool allow_any_port, FlagErrors& errors) {
  const std::size_t colon = value.rfind(':');
  int port = 0;
  if (colon == absl::string_view::npos || colon == 0 || !absl::SimpleAtoi(value.substr(colon + 1), &port) ||
      port < (allow_any_port ? 0 : 1) || port > 65535) {
    errors.Add(flag, "must be host:port");
  }
}

ServerFlags ReadServerFlags(FlagErrors& errors) {
  ServerFlags flags;
  flags.server.listen = absl::GetFlag(FLAGS_listen);
  flags.server.port_file = absl::GetFlag(FLAGS_port_file);
  flags.server.tls = {absl::GetFlag(FLAGS_tls_certificate), absl::GetFlag(FLAGS_tls_key),
                      absl::GetFlag(FLAGS_tls_ca)};
  flags.server.development = absl::GetFlag(FLAGS_development);
  flags.workers = absl::GetFlag(FLAGS_workers);
  CheckAddress("--listen", flags.server.listen, /*allow_any_port=*/true, errors);
  CheckFile("--tls_certificate", flags.server.tls.certificate, errors);
  CheckFile("--tls_key", flags.server.tls.key, errors);
  CheckFile("--tls_ca", flags.server.tls.ca, errors);
  CheckRange("--workers", flags.workers, 1, 256, errors);
  flags.clock = ReadClock(flags.server.tls, errors);
  return flags;
}

WorkingCalendar ReadWorkingCalendar(FlagErrors& errors) {
  const std::string path = absl::GetFlag(FLAGS_working_calendar);
  if (path.empty()) {
    errors.Add("--working_calendar", "is required");
    return WorkingCalendar();
  }
  absl::StatusOr<WorkingCalendar> calendar = WorkingCalendar::Load(path);
  if (!calendar.ok()) {
    errors.AddStatus("--working_calendar", calendar.status());
    return WorkingCalendar();
  }
  return *std::move(calendar);
}

}  // namespace dukcapil
