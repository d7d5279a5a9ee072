#include "cli/file.h"

#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "cli/exit_codes.h"

namespace dukcapil::cli {

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(file), {}};
  if (!file.is_open() || file.bad()) return UsageError(absl::StrCat("cannot read ", path));
  return content;
}

}  // namespace dukcapil::cli
