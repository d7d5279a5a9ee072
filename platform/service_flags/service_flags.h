// The command-line flags that every service has, and their validation: a bad start lists every error at once.
//
// A service declares its own further flags (absl flags) and adds what is wrong with them to the same
// FlagErrors, so that the operator corrects a command line once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "platform/clock/clock.h"
#include "platform/clock/working_calendar.h"
#include "platform/rpc/server.h"

namespace dukcapil {

// Everything wrong with a command line.
class FlagErrors {
 public:
  // `flag` with its dashes, for example `--listen`.
  void Add(absl::string_view flag, absl::string_view what);
  // `status` as an error of `flag`; nothing where it is OK.
  void AddStatus(absl::string_view flag, const absl::Status& status);
  // OK where there is none; INVALID_ARGUMENT with one line an error.
  absl::Status ToStatus() const;

 private:
  std::vector<std::string> lines_;
};

// What every server needs.
struct ServerFlags {
  rpc::ServerOptions server;  // --listen --port_file --tls_* --development
  Clock clock;                // --business_date, --business_date_file
  int workers = 0;            // --workers, threads that run handlers, 1 to 256
};

// Parses the command line. Unknown flags and values that do not parse are reported by absl itself, which ends
// the process; so is what is left over when no flag is known. Call once, in main, before threads exist.
void ParseCommandLine(int argc, char** argv, absl::string_view usage);

// Validates --listen --port_file --tls_certificate --tls_key --tls_ca --development --business_date
// --business_date_file --workers.
// --business_date (YYYY-MM-DD) and --business_date_file (a file with such a date) are refused unless the
// certificate is a generated development one.
ServerFlags ReadServerFlags(FlagErrors& errors);

// Loads --working_calendar.
WorkingCalendar ReadWorkingCalendar(FlagErrors& errors);

// Checks that `value` of `flag` is `host:port` with a port of 1 to 65535; 0 too with `allow_any_port`.
void CheckAddress(absl::string_view flag, absl::string_view value, bool allow_any_port, FlagErrors& errors);

// Checks that `path` of `flag` names a file that can be read.
void CheckFile(absl::string_view flag, const std::string& path, FlagErrors& errors);

// Checks that `value` of `flag` is `low` to `high`.
void CheckRange(absl::string_view flag, int value, int low, int high, FlagErrors& errors);

}  // namespace dukcapil
