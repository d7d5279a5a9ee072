#include "platform/log/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace dukcapil {
namespace {

struct Sink {
  Sink() : logger("log", std::make_shared<spdlog::sinks::stderr_sink_mt>()) {
    logger.set_pattern("%v");
    logger.flush_on(spdlog::level::trace);
  }
  spdlog::logger logger;
  std::string service;
};

// Never destroyed: other threads may log while the process ends.
Sink& TheSink() {
  static Sink& sink = *new Sink;
  return sink;
}

const char* Name(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return "debug";
    case LogLevel::kInfo:
      return "info";
    case LogLevel::kWarning:
      return "warning";
    case LogLevel::kError:
      return "error";
  }
  return "unknown";
}

}  // namespace

void InitLog(absl::string_view service) {
  TheSink().service = std::string(service);
}

void Log(LogLevel level, absl::string_view message, std::initializer_list<LogField> fields) {
  nlohmann::ordered_json line;
  line["time"] = absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", absl::Now(), absl::UTCTimeZone());
  line["level"] = Name(level);
  line["service"] = TheSink().service;
  line["message"] = std::string(message);
  for (const LogField& field : fields) line[std::string(field.first)] = field.second;
  // Bytes that are no UTF-8 become U+FFFD: a log line is never lost to its own content.
  const std::string text = line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  TheSink().logger.log(spdlog::level::info, spdlog::string_view_t(text.data(), text.size()));
}

}  // namespace dukcapil
