#include "cli/file.h"

#include "cli/exit_codes.h"
#include "platform/file/read_whole_file.h"

namespace dukcapil::cli {

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  absl::StatusOr<std::string> content = ReadWholeFile(path);
  if (!content.ok()) return UsageError(content.status().message());
  return content;
}

}  // namespace dukcapil::cli
