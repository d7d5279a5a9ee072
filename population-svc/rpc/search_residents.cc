#include <algorithm>
#include <cmath>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "platform/civil_date/civil_date.h"
#include "platform/status/check_text.h"
#include "platform/status/status_macros.h"
#include "population-svc/domain/name_match.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"

namespace dukcapil::population {
namespace {

using storage::NameFilter;
using storage::ResidentRow;

constexpr int kDefaultMatches = 20;
constexpr int kMostMatches = 100;
// Of those found by one look this many are compared.
constexpr int kCompared = 200;
constexpr std::size_t kSoundsOfAWord = 12;
// Names that are at least so alike are what was asked for, misspelt at most.
constexpr double kAlike = 0.85;

struct Match {
  double score;
  ResidentRow row;
};

// One search: looks under more and more keys until enough alike have been found.
class Search {
 public:
  Search(storage::Snapshot& snapshot, const std::string& regency, const std::vector<NameWord>& words,
         const NameFilter& filter, std::size_t wanted)
      : snapshot_(snapshot), regency_(regency), words_(words), filter_(filter), wanted_(wanted) {
    for (const NameWord& word : words) {
      if (word.is_initial()) {
        initial_ = word.text;
      } else {
        whole_.push_back(word);
      }
    }
  }

  absl::StatusOr<std::vector<Match>> Run() {
    RETURN_IF_ERROR(FindSounds());
    // Each by itself, so that a frequent pair leaves room for the others.
    for (const std::string& key : KeysAsTyped()) RETURN_IF_ERROR(Look({key}, ""));
    RETURN_IF_ERROR(LookOnWhileFew(KeysOfPairs(), ""));
    RETURN_IF_ERROR(LookOnWhileFew(KeysOfWords(), initial_));
    std::sort(matches_.begin(), matches_.end(), [](const Match& a, const Match& b) {
      return a.score != b.score ? a.score > b.score : a.row.resident.id < b.row.resident.id;
    });
    if (matches_.size() > wanted_) matches_.resize(wanted_);
    return std::move(matches_);
  }

 private:
  // For each whole word the sounds here that it may stand for.
  absl::Status FindSounds() {
    std::vector<std::string> all;
    for (const NameWord& word : whole_) {
      const std::vector<std::string> spellings = Spellings(word.sound);
      all.insert(all.end(), spellings.begin(), spellings.end());
    }
    ASSIGN_OR_RETURN(const std::vector<std::string> known, snapshot_.SoundsSpelt(regency_, all));
    for (const NameWord& word : whole_) sounds_.push_back(LikelySounds(word.sound, known, kSoundsOfAWord));
    return absl::OkStatus();
  }

  // Pairs of the words themselves; of a single word, the word.
  std::vector<std::string> KeysAsTyped() const {
    if (whole_.size() == 1) return {NameKey(whole_[0].sound)};
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < whole_.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) keys.push_back(NameKey(whole_[i].sound, whole_[j].sound));
    }
    return keys;
  }

  // Pairs of what the words may stand for, the likeliest first, and words written together or apart.
  std::vector<std::string> KeysOfPairs() const {
    std::vector<std::string> keys;
    for (std::size_t i = 0; i + 1 < whole_.size(); ++i) {
      keys.push_back(NameKey(Sound(absl::StrCat(whole_[i].text, whole_[i + 1].text))));
    }
    constexpr std::size_t kShortest = 3;
    for (const NameWord& word : whole_) {
      for (std::size_t at = kShortest; at + kShortest <= word.text.size(); ++at) {
        keys.push_back(NameKey(Sound(word.text.substr(0, at)), Sound(word.text.substr(at))));
      }
    }
    for (std::size_t rank = 0; rank < 2 * kSoundsOfAWord; ++rank) AddPairsOfRank(rank, keys);
    return keys;
  }

  // Pairs whose places among the likely sounds of their words add up to `rank`.
  void AddPairsOfRank(std::size_t rank, std::vector<std::string>& keys) const {
    for (std::size_t i = 0; i < sounds_.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        for (std::size_t a = 0; a <= rank && a < sounds_[i].size(); ++a) {
          if (rank - a < sounds_[j].size()) keys.push_back(NameKey(sounds_[i][a], sounds_[j][rank - a]));
        }
      }
    }
  }

  std::vector<std::string> KeysOfWords() const {
    std::vector<std::string> keys;
    for (std::size_t rank = 0; rank < kSoundsOfAWord; ++rank) {
      for (const std::vector<std::string>& sounds : sounds_) {
        if (rank < sounds.size()) keys.push_back(NameKey(sounds[rank]));
      }
    }
    return keys;
  }

  // Looks under the first few keys and then under the others, unless enough alike have been found.
  absl::Status LookOnWhileFew(const std::vector<std::string>& keys, const std::string& initial) {
    constexpr std::ptrdiff_t kFew = 10;
    const auto few = keys.begin() + std::min(kFew, std::distance(keys.begin(), keys.end()));
    if (alike_ < wanted_) RETURN_IF_ERROR(Look({keys.begin(), few}, initial));
    if (alike_ < wanted_) RETURN_IF_ERROR(Look({few, keys.end()}, initial));
    return absl::OkStatus();
  }

  absl::Status Look(const std::vector<std::string>& keys, const std::string& initial) {
    NameFilter filter = filter_;
    filter.initial = initial;
    ASSIGN_OR_RETURN(auto rows, snapshot_.ResidentsByName(regency_, keys, filter, kCompared));
    for (ResidentRow& row : rows) {
      if (!seen_.insert(row.resident.id).second) continue;
      const double score = NameScore(words_, NameWords(row.resident.full_name));
      if (score >= kAlike) ++alike_;
      matches_.push_back({score, std::move(row)});
    }
    return absl::OkStatus();
  }

  storage::Snapshot& snapshot_;
  const std::string& regency_;
  const std::vector<NameWord>& words_;
  const NameFilter& filter_;
  const std::size_t wanted_;
  std::vector<NameWord> whole_;
  std::string initial_;
  std::vector<std::vector<std::string>> sounds_;
  absl::flat_hash_set<std::string> seen_;
  std::vector<Match> matches_;
  std::size_t alike_ = 0;
};

NameFilter FilterOf(const v1::SearchResidentsRequest& request, absl::string_view regency,
                    absl::CivilDay today, Violations& violations) {
  NameFilter filter;
  if (request.birth_year() != 0) {
    if (request.birth_year() < 1850 || request.birth_year() > today.year()) {
      violations.Add("birth_year", "OUT_OF_RANGE", "must be 1850 to this year, or 0");
    }
    filter.birth_year = request.birth_year();
  }
  filter.birth_date =
      OptionalFromProto(request.has_birth_date(), request.birth_date(), "birth_date", violations);
  if (filter.birth_date && filter.birth_year && filter.birth_date->year() != *filter.birth_year) {
    violations.Add("birth_date", "CONTRADICTION", "must lie in birth_year");
  } else if (filter.birth_date) {
    filter.birth_year = filter.birth_date->year();
  }
  if (!request.region().empty()) {
    filter.region = ParseDistrictOrVillage(request.region(), regency, "region", violations).value_or("");
  }
  return filter;
}

}  // namespace

absl::StatusOr<v1::SearchResidentsResponse> SearchResidents(Population& app, const Call& call,
                                                            const v1::SearchResidentsRequest& request) {
  Violations violations;
  const absl::CivilDay today = app.clock.Today();
  const std::string regency = ParseRegency(request.parent(), "parent", violations).value_or("");
  CheckText(request.query(), 2, 100, "query", violations);
  const std::vector<NameWord> words = NameWords(request.query());
  if (std::all_of(words.begin(), words.end(), [](const NameWord& word) { return word.is_initial(); })) {
    violations.Add("query", "NO_WORD", "must have a word of at least two letters");
  }
  const NameFilter filter = FilterOf(request, regency, today, violations);
  if (request.page_size() < 0) violations.Add("page_size", "NEGATIVE", "must not be negative");
  RETURN_IF_ERROR(violations.ToStatus());
  const int wanted = request.page_size() == 0 ? kDefaultMatches : std::min(request.page_size(), kMostMatches);
  return app.store.Read(
      call, [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::SearchResidentsResponse> {
        Search search(snapshot, regency, words, filter, static_cast<std::size_t>(wanted));
        ASSIGN_OR_RETURN(const std::vector<Match> matches, search.Run());
        v1::SearchResidentsResponse response;
        for (const Match& match : matches) {
          v1::ResidentMatch& proto = *response.add_matches();
          ASSIGN_OR_RETURN(*proto.mutable_resident(),
                           ToProto(regency, match.row, v1::RESIDENT_VIEW_BASIC, app.nik_aead, today));
          proto.set_score(static_cast<int>(std::lround(match.score * 100)));
        }
        return response;
      });
}

}  // namespace dukcapil::population
