// Log lines: one JSON object a line on standard error, never personal data.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"

namespace dukcapil {

enum class LogLevel { kDebug, kInfo, kWarning, kError };

// A field's value is text; numbers are given as text too and kept as strings.
using LogField = std::pair<absl::string_view, std::string>;

// Names the service on every line. Call once, first thing in main.
void InitLog(absl::string_view service);

// {"time":…,"level":…,"service":…,"message":…, fields…}. `message` is a constant; what varies goes into
// fields: resource names, codes, counts, durations. No NIK, no name, no SQL.
void Log(LogLevel level, absl::string_view message, std::initializer_list<LogField> fields = {});

}  // namespace dukcapil
