#include "platform/file/read_whole_file.h"

#include <cerrno>
#include <cstdio>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace dukcapil {
namespace {

constexpr std::size_t kPieceBytes = 1 << 16;

absl::Status CannotReadFile(const std::string& path, int error) {
  return absl::ErrnoToStatus(error, absl::StrCat("cannot read ", path));
}

}  // namespace

absl::StatusOr<std::string> ReadWholeFile(const std::string& path) {
  // Not a stream's iterators: they throw where reading fails, as it does with a directory.
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rbe"), std::fclose);
  if (file == nullptr) return CannotReadFile(path, errno);
  std::string content;
  std::string piece(kPieceBytes, '\0');
  for (;;) {
    const std::size_t size = std::fread(piece.data(), 1, piece.size(), file.get());
    if (std::ferror(file.get()) != 0) return CannotReadFile(path, errno);
    content.append(piece, 0, size);
    if (size < piece.size()) return content;
  }
}

}  // namespace dukcapil
