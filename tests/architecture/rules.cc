#include "tests/architecture/rules.h"

#include <initializer_list>
#include <regex>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace dukcapil::architecture {
namespace {

constexpr absl::string_view kServices[] = {"population-svc", "inventory-svc", "outreach-svc", "gateway"};
constexpr std::initializer_list<absl::string_view> kServiceProtos = {
    "dukcapil/population/", "dukcapil/inventory/", "dukcapil/outreach/", "dukcapil/gateway/"};
constexpr absl::string_view kThreads[] = {"thread",     "mutex", "shared_mutex", "condition_variable",
                                          "future",     "latch", "barrier",      "semaphore",
                                          "stop_token", "chrono"};

bool StartsWithAny(absl::string_view text, std::initializer_list<absl::string_view> prefixes) {
  return absl::c_any_of(prefixes, [&](absl::string_view prefix) { return absl::StartsWith(text, prefix); });
}

// Where a file lies: `inventory-svc/domain/policy.cc` is top inventory-svc, layer domain.
struct Place {
  explicit Place(absl::string_view path) {
    const std::vector<absl::string_view> parts = absl::StrSplit(path, '/');
    top = parts.front();
    layer = parts.size() > 2 ? parts[1] : "";
    stem = parts.back().substr(0, parts.back().rfind('.'));
    is_service = absl::c_linear_search(kServices, top);
    is_test = absl::EndsWith(stem, "_test") || top == "tests" || layer == "testing";
  }
  bool Is(absl::string_view a_top, absl::string_view a_layer) const {
    return top == a_top && layer == a_layer;
  }

  absl::string_view top;
  absl::string_view layer;
  absl::string_view stem;
  bool is_service = false;
  bool is_test = false;
};

bool IsProto(absl::string_view header) {
  return absl::EndsWith(header, ".pb.h") || absl::StartsWith(header, "google/protobuf/");
}

bool IsGrpc(absl::string_view header) {
  return absl::EndsWith(header, ".grpc.pb.h") || absl::StartsWith(header, "grpcpp/") ||
         absl::StartsWith(header, "grpc/");
}

bool IsDriver(absl::string_view header) {
  return absl::StartsWith(header, "cppconn/") || absl::StartsWith(header, "mysql");
}

bool DomainMayInclude(const Place& place, absl::string_view header) {
  if (StartsWithAny(header, {"absl/synchronization/", "absl/time/clock.h"})) return false;
  if (absl::c_linear_search(kThreads, header)) return false;
  if (place.is_test && StartsWithAny(header, {"gtest/", "gmock/"})) return true;
  const bool is_std = !absl::StrContains(header, '/') && !absl::StrContains(header, '.');
  return is_std || absl::StartsWith(header, absl::StrCat(place.top, "/domain/")) ||
         StartsWithAny(header, {"absl/", "platform/status/", "platform/clock/", "lemon/", "boost/math/",
                                "boost/random/"});
}

bool StorageMayInclude(const Place& place, absl::string_view header) {
  if (IsProto(header) || IsGrpc(header) || absl::StartsWith(header, "platform/rpc/")) return false;
  if (!absl::StartsWith(header, absl::StrCat(place.top, "/"))) return true;
  return StartsWithAny(header, {absl::StrCat(place.top, "/domain/"), absl::StrCat(place.top, "/storage/")});
}

bool MayBindGrpc(const Place& place) {
  return place.is_test || absl::EndsWith(place.stem, "_service") || absl::EndsWith(place.stem, "_client");
}

// Why `header` may not be included there; empty where it may.
absl::string_view IncludeBreach(const Place& place, absl::string_view header) {
  if (IsDriver(header) && !place.Is("platform", "mysql") && !place.Is("tests", "bench"))
    return "the database driver outside platform/mysql";
  for (absl::string_view service : kServices) {
    if (service != place.top && place.top != "tests" &&
        absl::StartsWith(header, absl::StrCat(service, "/"))) {
      return "another service's folder";
    }
  }
  if (place.top == "platform" && !place.is_test && StartsWithAny(header, kServiceProtos)) {
    return "a domain's proto in platform";
  }
  if (!place.is_service) return "";
  if (place.layer == "domain" && !DomainMayInclude(place, header)) return "not for domain";
  if (place.layer == "storage" && !StorageMayInclude(place, header)) return "not for storage";
  if (place.Is("gateway", "access") && IsGrpc(header)) return "the gateway's access rules are free of gRPC";
  if (place.layer == "rpc" && IsGrpc(header) && !MayBindGrpc(place))
    return "gRPC outside *_service and *_client";
  return "";
}

// The text without comments and with adjacent string literals joined, so that a statement is in one piece.
std::string Statements(absl::string_view source) {
  static const std::regex kComment(R"(//[^\n]*)");
  static const std::regex kJoin(R"("\s*\n\s*R?")");
  return std::regex_replace(std::regex_replace(std::string(source), kComment, ""), kJoin, "");
}

// True where a SET clause of a statement gives a balance a bound value.
bool SetsBalance(absl::string_view text) {
  static const std::regex kPlain(R"(\b(on_hand|reserved)\s*=\s*\?)");
  for (std::size_t at = text.find(" SET "); at != text.npos; at = text.find(" SET ", at + 1)) {
    const absl::string_view statement = text.substr(at, text.find('"', at) - at);
    const absl::string_view clause = statement.substr(0, statement.find("WHERE"));
    if (std::regex_search(clause.begin(), clause.end(), kPlain)) return true;
  }
  return false;
}

void AddStatementBreaches(const Place& place, absl::string_view source,
                          std::vector<absl::string_view>& found) {
  static const std::regex kSql(R"re("\s*(\(sql)?\s*(SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE TABLE)\s)re");
  static const std::regex kRealClock(R"(\babsl::Now\b|\bClock\s*[&*]|\bnow\(\))");
  const std::string text = Statements(source);
  const bool may_say_sql = place.layer == "storage" || place.Is("platform", "mysql") || place.is_test;
  if (!may_say_sql && std::regex_search(text, kSql)) found.push_back("SQL outside storage");
  if (!place.is_test && SetsBalance(text)) {
    found.push_back("a balance set to a bound value: lock the row, or guard the UPDATE");
  }
  if (place.is_service && place.layer == "domain" && std::regex_search(text, kRealClock)) {
    found.push_back("the clock in domain: take the date or the time as an argument");
  }
}

}  // namespace

std::vector<std::string> Breaches(absl::string_view path, absl::string_view source) {
  const Place place(path);
  std::vector<std::string> breaches;
  for (absl::string_view line : absl::StrSplit(source, '\n')) {
    if (!absl::ConsumePrefix(&line, "#include ") || line.size() < 3) continue;
    const absl::string_view header = line.substr(1, line.find_first_of("\">", 1) - 1);
    const absl::string_view breach = IncludeBreach(place, header);
    if (!breach.empty()) breaches.push_back(absl::StrCat(path, ": includes ", header, ": ", breach));
  }
  std::vector<absl::string_view> said;
  AddStatementBreaches(place, source, said);
  for (absl::string_view what : said) breaches.push_back(absl::StrCat(path, ": ", what));
  return breaches;
}

}  // namespace dukcapil::architecture
