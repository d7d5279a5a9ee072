#include <algorithm>
#include <map>

#include "platform/civil_date/civil_date.h"
#include "platform/paging/page.h"
#include "platform/status/status_macros.h"
#include "population-svc/domain/possible_double.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"

namespace dukcapil::population {

namespace {

using storage::ResidentRow;

// A call looks at those born on so many days, or on fewer where that makes so many residents: each is
// compared with all who were born on any of the days like its own.
constexpr int kDays = 60;
constexpr std::int64_t kResidents = 500;
// After the ids of every pair.
constexpr char kAfterAll[] = "~";

struct Named {
  ResidentRow row;
  std::vector<NameWord> words;
};
using ByBirthDate = std::map<absl::CivilDay, std::vector<Named>>;

struct Pair {
  const Named* first;  // the lower id
  const Named* second;
  DoubleScore score;

  std::pair<std::string, std::string> ids() const {
    return {first->row.resident.id, second->row.resident.id};
  }
};

// Where a page begins: after the pair `after` of those whose older was born on `day`.
struct Place {
  absl::CivilDay day;
  std::pair<std::string, std::string> after;
};

struct Window {
  std::vector<absl::CivilDay> days;
  bool is_last = false;  // nobody was born after them
};

absl::StatusOr<Window> ReadWindow(storage::Snapshot& snapshot, const std::string& regency,
                                  absl::CivilDay from) {
  ASSIGN_OR_RETURN(const auto births, snapshot.BirthDates(regency, from, kDays));
  Window window;
  std::int64_t residents = 0;
  for (const storage::BirthsOfDay& of_day : births) {
    if (residents >= kResidents) return window;
    window.days.push_back(of_day.day);
    residents += of_day.residents;
  }
  window.is_last = births.size() < kDays;
  return window;
}

absl::StatusOr<ByBirthDate> ReadBirths(storage::Snapshot& snapshot, const std::string& regency,
                                       const std::vector<absl::CivilDay>& days) {
  std::vector<absl::CivilDay> all;
  for (const absl::CivilDay day : days) {
    const std::vector<absl::CivilDay> alike = BirthDatesToCompare(day);
    all.insert(all.end(), alike.begin(), alike.end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  ASSIGN_OR_RETURN(auto residents, snapshot.ResidentsBornOn(regency, all));
  ByBirthDate births;
  for (ResidentRow& row : residents) {
    std::vector<NameWord> words = NameWords(row.resident.full_name);
    auto& of_day = births[row.resident.birth_date];
    of_day.push_back({std::move(row), std::move(words)});
  }
  return births;
}

// Pairs alike enough of which the older was born on `day`, in the order of their ids.
std::vector<Pair> PairsOf(const ByBirthDate& births, absl::CivilDay day, int min_score) {
  std::vector<Pair> pairs;
  const auto on_day = births.find(day);
  if (on_day == births.end()) return pairs;
  for (const absl::CivilDay other_day : BirthDatesToCompare(day)) {
    const auto on_other = births.find(other_day);
    if (on_other == births.end()) continue;
    for (const Named& a : on_day->second) {
      for (const Named& b : on_other->second) {
        if (day == other_day && a.row.resident.id >= b.row.resident.id) continue;
        const auto score = CompareAsDoubles(a.row.resident, a.words, b.row.resident, b.words);
        if (!score || score->total < min_score) continue;
        const bool in_order = a.row.resident.id < b.row.resident.id;
        pairs.push_back({in_order ? &a : &b, in_order ? &b : &a, *score});
      }
    }
  }
  std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.ids() < b.ids(); });
  return pairs;
}

absl::StatusOr<v1::PossibleDouble> Shown(const Population& app, const std::string& regency,
                                         const Pair& pair) {
  v1::PossibleDouble proto;
  for (const auto& [named, resident] :
       {std::pair{pair.first, proto.mutable_first()}, std::pair{pair.second, proto.mutable_second()}}) {
    ASSIGN_OR_RETURN(*resident,
                     ToProto(regency, named->row, v1::RESIDENT_VIEW_BASIC, app.nik_aead, app.clock.Today()));
  }
  proto.set_score(pair.score.total);
  proto.set_name_score(pair.score.name);
  proto.set_birth_likeness(static_cast<v1::BirthLikeness>(pair.score.birth));
  proto.set_same_sex(pair.score.same_sex);
  proto.set_same_village(pair.score.same_village);
  return proto;
}

// Those of `pairs` after the place that nobody has dismissed.
absl::StatusOr<std::vector<Pair>> Undismissed(storage::Snapshot& snapshot, const std::string& regency,
                                              std::vector<Pair> pairs, const Place& place,
                                              absl::CivilDay day) {
  std::vector<std::string> firsts;
  firsts.reserve(pairs.size());
  for (const Pair& pair : pairs) firsts.push_back(pair.first->row.resident.id);
  ASSIGN_OR_RETURN(const auto dismissed, snapshot.DismissedDoubles(regency, firsts));
  pairs.erase(std::remove_if(pairs.begin(), pairs.end(),
                             [&](const Pair& pair) {
                               return dismissed.contains(pair.ids()) ||
                                      (day == place.day && pair.ids() <= place.after);
                             }),
              pairs.end());
  return pairs;
}

absl::StatusOr<Place> PlaceOf(const Page& page, std::optional<absl::CivilDay> born_from) {
  Place place{born_from.value_or(absl::CivilDay(1000, 1, 1)), {}};
  if (page.last_key.empty()) return place;
  if (page.last_key.size() != 3 || !absl::ParseCivilTime(page.last_key[0], &place.day)) {
    return InvalidField("page_token", "MALFORMED", "is not of this list");
  }
  place.after = {page.last_key[1], page.last_key[2]};
  return place;
}

}  // namespace

absl::StatusOr<v1::ListPossibleDoublesResponse> ListPossibleDoubles(
    Population& app, const Call& call, const v1::ListPossibleDoublesRequest& request) {
  Violations violations;
  const std::string regency = ParseRegency(request.parent(), "parent", violations).value_or("");
  if (request.min_score() < 0 || request.min_score() > 100) {
    violations.Add("min_score", "OUT_OF_RANGE", "must be 0 to 100");
  }
  const auto born_from =
      OptionalFromProto(request.has_born_from(), request.born_from(), "born_from", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  ASSIGN_OR_RETURN(const Page page, PageOf(app.page_tokens, call, request));
  ASSIGN_OR_RETURN(const Place place, PlaceOf(page, born_from));
  const auto list = [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::ListPossibleDoublesResponse> {
    ASSIGN_OR_RETURN(const Window window, ReadWindow(snapshot, regency, place.day));
    ASSIGN_OR_RETURN(const ByBirthDate births, ReadBirths(snapshot, regency, window.days));
    v1::ListPossibleDoublesResponse response;
    const auto next = [&](absl::CivilDay day, const std::string& first, const std::string& second) {
      response.set_next_page_token(
          app.page_tokens.Make(page.query, {absl::FormatCivilTime(day), first, second}));
    };
    for (const absl::CivilDay day : window.days) {
      ASSIGN_OR_RETURN(const auto pairs,
                       Undismissed(snapshot, regency, PairsOf(births, day, request.min_score()), place, day));
      for (const Pair& pair : pairs) {
        if (response.possible_doubles_size() == page.size) return response;
        ASSIGN_OR_RETURN(*response.add_possible_doubles(), Shown(app, regency, pair));
        next(day, pair.ids().first, pair.ids().second);
      }
    }
    response.clear_next_page_token();
    if (!window.is_last) next(window.days.back(), kAfterAll, kAfterAll);
    return response;
  };
  return app.store.Read(call, list);
}

}  // namespace dukcapil::population
