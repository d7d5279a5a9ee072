#include "platform/testing/private_mariadb.h"

#include <pwd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "platform/testing/child_process.h"

namespace dukcapil::testing {
namespace {

namespace fs = std::filesystem;

constexpr absl::Duration kStartLimit = absl::Seconds(60);
constexpr absl::Duration kPoll = absl::Milliseconds(20);

[[noreturn]] void Die(const std::string& what, const std::string& log) {
  std::ifstream file(log);
  std::stringstream words;
  words << file.rdbuf();
  std::cerr << what << "\n" << words.str();
  std::abort();
}

std::string UserName() {
  return getpwuid(geteuid())->pw_name;  // NOLINT(concurrency-mt-unsafe): nothing else asks for users
}

bool Answers(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof(address.sun_path) - 1);
  const int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  const bool connected = connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  close(fd);
  return connected;
}

// The one server of this process. The process starts it on first use and stops it at exit.
class Server {
 public:
  static Server& Get() {
    static Server server;
    return server;
  }

  Server() : folder_(MakeFolder()) {
    fs::create_directory(Temporary());
    Install();
    Start();
  }

  ~Server() {
    Kill();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  void Start() {
    pid_ = StartChild(
        {"mariadbd", "--no-defaults", "--user=" + UserName(), "--datadir=" + Data(), "--socket=" + Socket(),
         "--tmpdir=" + Temporary(), "--pid-file=" + folder_ + "/pid", "--skip-networking", "--skip-log-bin",
         "--character-set-server=utf8mb4", "--max-connections=300", "--innodb-buffer-pool-size=128M",
         "--innodb-log-file-size=64M", "--innodb-flush-log-at-trx-commit=1", "--default-time-zone=+00:00",
         "--performance-schema=OFF"},
        Log());
    const absl::Time limit = absl::Now() + kStartLimit;
    while (!Answers(Socket())) {
      if (HasEnded(pid_) || absl::Now() > limit) Die("mariadbd did not start", Log());
      absl::SleepFor(kPoll);
    }
  }

  void Kill() {
    if (pid_ <= 0) return;
    KillChild(pid_);
    pid_ = 0;
    fs::remove(Socket());
  }

  // Runs `sql` as the account that owns the process.
  void Administer(const std::string& sql) {
    const int status = WaitForChild(StartChild(
        {"mariadb", "--no-defaults", "--socket=" + Socket(), "--user=" + UserName(), "--execute=" + sql},
        Log()));
    if (status != 0) Die("a statement failed", Log());
  }

  std::string Socket() const { return folder_ + "/s"; }

 private:
  // Where the data goes: TMPDIR if set; else memory where it has room, since flushing at each commit and each
  // DDL statement costs nothing there; else /tmp. A unix socket's path has at most 107 bytes, so names are
  // short.
  static std::string Base() {
    constexpr std::uintmax_t kRoom = std::uintmax_t{2} << 30;
    const char* chosen = std::getenv("TMPDIR");  // NOLINT(concurrency-mt-unsafe): nobody sets variables
    if (chosen != nullptr && std::string(chosen).size() <= 60) return chosen;
    std::error_code error;
    const fs::space_info memory = fs::space("/dev/shm", error);
    const bool fits = !error && memory.available >= kRoom && access("/dev/shm", W_OK) == 0;
    return fits ? "/dev/shm" : "/tmp";
  }

  static std::string MakeFolder() {
    std::string folder = absl::StrCat(Base(), "/dbXXXXXX");
    if (mkdtemp(folder.data()) == nullptr) Die("no temporary folder", "");
    return folder;
  }

  void Install() {
    const int status = WaitForChild(StartChild(
        {"mariadb-install-db", "--no-defaults", "--datadir=" + Data(), "--tmpdir=" + Temporary(),
         "--skip-test-db", "--auth-root-authentication-method=socket",
         "--auth-root-socket-user=" + UserName(), "--user=" + UserName(), "--innodb-log-file-size=8M"},
        Log()));
    if (status != 0) Die("mariadb-install-db failed", Log());
  }

  std::string Data() const { return folder_ + "/data"; }
  std::string Log() const { return folder_ + "/log"; }
  // Its own: a server that starts removes the temporary tables it finds there, also those of another server.
  std::string Temporary() const { return folder_ + "/tmp"; }

  const std::string folder_;
  pid_t pid_ = 0;
};

constexpr char kPassword[] = "test";

}  // namespace

mysql::DatabaseOptions NewSchema() {
  static absl::Mutex mutex(absl::kConstInit);
  static int count = 0;
  absl::MutexLock lock(&mutex);
  mysql::DatabaseOptions options;
  options.schema = absl::StrCat("test", ++count);
  options.user = options.schema;
  options.password = kPassword;
  options.socket = Server::Get().Socket();
  options.request_keys = KeyRing({{1, Key{}}});
  Server::Get().Administer(absl::StrCat("CREATE DATABASE ", options.schema,
                                        " CHARACTER SET utf8mb4; CREATE USER '", options.user,
                                        "'@'localhost' IDENTIFIED BY '", kPassword,
                                        "'; GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, ",
                                        "INDEX, REFERENCES, CREATE TEMPORARY TABLES ON ", options.schema,
                                        ".* TO '", options.user, "'@'localhost'"));
  return options;
}

mysql::DatabaseOptions Administrator(const mysql::DatabaseOptions& schema) {
  mysql::DatabaseOptions options = schema;
  options.user = absl::StrCat(schema.schema, "_admin");
  Server::Get().Administer(
      absl::StrCat("CREATE USER IF NOT EXISTS '", options.user, "'@'localhost' IDENTIFIED BY '", kPassword,
                   "'; GRANT ALL ON ", schema.schema, ".* TO '", options.user,
                   "'@'localhost'; GRANT SUPER ON *.* TO '", options.user, "'@'localhost'"));
  return options;
}

void KillServer() {
  Server::Get().Kill();
}
void RestartServer() {
  Server::Get().Start();
}

}  // namespace dukcapil::testing
