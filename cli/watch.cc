#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "cli/exit_codes.h"
#include "cli/interrupt.h"
#include "cli/nouns.h"
#include "dukcapil/inventory/v1/watch.pb.h"
#include "dukcapil/population/v1/watch.pb.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

namespace inventory = ::dukcapil::inventory::v1;
namespace population = ::dukcapil::population::v1;

constexpr absl::Duration kFirstPause = absl::Milliseconds(200);
constexpr absl::Duration kLongestPause = absl::Seconds(5);

const std::vector<Column>& ChangeColumns() {
  static const auto& columns = *new std::vector<Column>{{"SEQUENCE", "sequence", 10},
                                                        {"TIME", "change_time", 27},
                                                        {"KIND", "kind", 28},
                                                        {"RESOURCE", "resource", 0}};
  return columns;
}

// What a watch was asked for, and how far it came.
template <class Request>
struct Watch {
  Request request;
  std::int64_t limit = 0;  // changes to tell; 0: no end
  std::int64_t told = 0;
  std::optional<std::int64_t> cursor = {};
};

// True where another attempt may do better. Whoever was never told anything learns of an error at once.
bool MayResume(const absl::Status& status, bool was_told, const Session& session) {
  if (absl::IsUnauthenticated(status)) return session.HasNewToken();
  return was_told && (status.ok() || absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status) ||
                      absl::IsResourceExhausted(status) || absl::IsCancelled(status));
}

// The number from which on to watch once everything is listed again.
template <class Request, class Response>
absl::StatusOr<std::int64_t> StartAgain(Session& session, Request request, Stop& stop) {
  request.clear_after_sequence();
  std::optional<std::int64_t> start;
  const auto take = [&](const std::string& bytes) {
    Response response;
    if (response.ParseFromString(bytes)) start = response.sequence();
    return false;
  };
  const absl::Status status = session.Stream(request, take, stop);
  if (start.has_value()) return *start;
  return status.ok() ? absl::UnavailableError("the stream ended before it began") : status;
}

// Until the stream ends or what it tells cannot be written. The first thing told is a bookmark.
template <class Request, class Response>
absl::Status FollowOnce(Session& session, Watch<Request>& watch, Stop& stop) {
  if (watch.cursor.has_value()) watch.request.set_after_sequence(*watch.cursor);
  const auto take = [&](const std::string& bytes) {
    Response response;
    if (!response.ParseFromString(bytes)) return false;
    if (!response.has_bookmark()) {
      WriteLine(session.out(), session.globals().format, response, ChangeColumns());
      if (!session.out()) return false;  // not told: the cursor stays before it
      ++watch.told;
    }
    watch.cursor = response.sequence();
    return watch.limit == 0 || watch.told < watch.limit;
  };
  return session.Stream(watch.request, take, stop);
}

// The line that watches the same from `sequence` on.
template <class Request>
std::string LineFrom(const Watch<Request>& watch, const std::string& what, std::int64_t sequence) {
  std::string kinds;
  if constexpr (requires { watch.request.kinds(); }) {
    if (!watch.request.kinds().empty()) {
      kinds = absl::StrCat(" --kinds ",
                           absl::StrReplaceAll(absl::AsciiStrToLower(FieldText(watch.request, "kinds")),
                                               {{" ", ","}, {"_", "-"}}));
    }
  }
  return absl::StrCat("dukcapilctl watch ", what, kinds, " --from ", sequence, "\n");
}

// Where whoever was told anything goes on later.
template <class Request>
void TellCursor(Session& session, const Watch<Request>& watch, const std::string& what) {
  if (watch.cursor.has_value()) session.err() << "to go on: " << LineFrom(watch, what, *watch.cursor);
}

template <class Request, class Response>
absl::StatusOr<int> ExplainEnd(Session& session, const Watch<Request>& watch, const std::string& what,
                               const absl::Status& status, Stop& stop) {
  if (!absl::IsOutOfRange(status)) {
    TellCursor(session, watch, what);
    return status;
  }
  ASSIGN_OR_RETURN(const std::int64_t start, (StartAgain<Request, Response>(session, watch.request, stop)));
  const bool is_ahead = GetErrorDetail(status).reason == "CURSOR_AHEAD";
  session.err() << (is_ahead ? "there is no change " : "changes after ") << watch.request.after_sequence()
                << (is_ahead ? " (the service was restored from a backup): " : " have been removed by age: ")
                << "list again what you follow, then go on with\n  " << LineFrom(watch, what, start);
  return status;
}

// Resumes after the last change until the user has enough.
template <class Request, class Response>
absl::StatusOr<int> Follow(Session& session, Watch<Request>& watch, const std::string& what) {
  watch.request.set_parent(session.Parent());
  Stop stop;
  const Interrupt interrupt([&stop] { stop.Now(); });
  WriteHeading(session.out(), session.globals().format, ChangeColumns());
  absl::Duration pause = kFirstPause;
  for (;;) {
    const std::optional<std::int64_t> before = watch.cursor;
    const absl::Status status = FollowOnce<Request, Response>(session, watch, stop);
    if (stop.called() || !session.out() || (watch.limit > 0 && watch.told == watch.limit)) break;
    if (!MayResume(status, watch.cursor.has_value(), session)) {
      return ExplainEnd<Request, Response>(session, watch, what, status, stop);
    }
    if (watch.cursor != before) pause = kFirstPause;
    if (pause == kFirstPause) {
      session.err() << "the stream ended (" << absl::StatusCodeToString(status.code()) << "); resuming after "
                    << watch.cursor.value_or(0) << "\n";
    }
    if (stop.Wait(pause)) break;
    pause = std::min(2 * pause, kLongestPause);
  }
  TellCursor(session, watch, what);
  return kOk;
}

template <class Request, class Response>
std::shared_ptr<Watch<Request>> AddStream(CommandLine& line, CLI::App* noun, const std::string& what,
                                          const std::string& about, CLI::App*& verb) {
  auto watch = std::make_shared<Watch<Request>>();
  verb =
      AddVerb(line, noun, what, about, absl::StrCat("watch ", what, " --from 0 --output json"),
              [watch, what](Session& session) { return Follow<Request, Response>(session, *watch, what); });
  verb->add_option_function<std::int64_t>(
          "--from", [watch](std::int64_t sequence) { watch->request.set_after_sequence(sequence); },
          "after this sequence, 0: from the first; from now on unless given")
      ->check(AtLeast(0));
  verb->add_option("--limit", watch->limit, "end after so many changes")->check(AtLeast(1));
  return watch;
}

}  // namespace

void AddWatch(CommandLine& line) {
  CLI::App* noun = line.app.add_subcommand(
      "watch", "changes as they happen, until Ctrl-C; resumes by itself after a broken line");
  noun->require_subcommand(1);
  CLI::App* verb = nullptr;
  const auto inventory = AddStream<inventory::WatchInventoryRequest, inventory::WatchInventoryResponse>(
      line, noun, "inventory", "stock, card applications, stock requests", verb);
  AddEnums(
      verb, "--kinds", inventory::WatchedKind_descriptor(),
      [inventory](const std::vector<int>& kinds) {
        for (const int kind : kinds) inventory->request.add_kinds(static_cast<inventory::WatchedKind>(kind));
      },
      "only these, separated by commas; all that the role may watch unless given");
  AddStream<population::WatchRecordingsRequest, population::WatchRecordingsResponse>(
      line, noun, "recordings", "residents and their recordings", verb);
}

}  // namespace dukcapil::cli
