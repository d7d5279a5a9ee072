#include "tests/bench/p3_issue/disk.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace dukcapil::bench {
namespace {

constexpr char kDefault[] = "/var/tmp";

}  // namespace

void KeepDataOnDisk() {
  const char* chosen = std::getenv("TMPDIR");
  if (chosen == nullptr || IsInMemory(chosen)) setenv("TMPDIR", kDefault, /*overwrite=*/1);
}

bool IsInMemory(const std::string& folder) {
  struct statfs found {};
  if (statfs(folder.c_str(), &found) != 0) return true;
  return found.f_type == TMPFS_MAGIC || found.f_type == RAMFS_MAGIC;
}

double FlushMilliseconds(const std::string& folder) {
  std::string path = folder + "/flushXXXXXX";
  const int file = mkstemp(path.data());
  if (file < 0) std::abort();
  unlink(path.c_str());
  constexpr std::array<char, 4096> kBlock = {};
  std::array<double, 21> milliseconds{};
  for (double& one : milliseconds) {
    const absl::Time start = absl::Now();
    if (write(file, kBlock.data(), kBlock.size()) < 0 || fdatasync(file) != 0) std::abort();
    one = absl::ToDoubleMilliseconds(absl::Now() - start);
  }
  close(file);
  std::sort(milliseconds.begin(), milliseconds.end());
  return milliseconds[milliseconds.size() / 2];
}

}  // namespace dukcapil::bench
