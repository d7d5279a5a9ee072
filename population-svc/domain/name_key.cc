#include "population-svc/domain/name_key.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace dukcapil::population {
namespace {

using Words = std::set<absl::string_view>;

// Before a name, with or without a dot.
const Words& Titles() {
  static const auto& titles =
      *new Words{"h",    "hj", "hjh",  "haji", "hajjah", "kh",    "dr",     "drs", "dra", "drg",
                 "drh",  "ir", "prof", "tgk",  "ust",    "ustad", "ustadz", "bpk", "ibu", "sdr",
                 "sdri", "tn", "ny",   "nn",   "rd",     "rr",    "alm",    "almh"};
  return titles;
}

// Behind a name: with dots anywhere, or after a comma.
bool IsDegree(absl::string_view letters) {
  static const auto& degrees = *new Words{
      "ah",    "amak", "amd",  "amdkeb", "amdkep", "apt",  "ba",     "bba",  "bsc",   "dea",  "lc",
      "llm",   "ma",   "mag",  "map",    "mba",    "md",   "mh",     "mhum", "mikom", "mkes", "mkn",
      "mkom",  "mm",   "mp",   "mpd",    "mpdi",   "msc",  "msi",    "mt",   "ners",  "ns",   "phd",
      "sag",   "se",   "sei",  "sfarm",  "sfil",   "sh",   "shi",    "shum", "shut",  "si",   "sik",
      "sikom", "sip",  "skeb", "sked",   "skep",   "skg",  "skh",    "skm",  "skom",  "sp",   "spa",
      "spd",   "spdi", "spdk", "spi",    "spog",   "spsi", "spt",    "ss",   "ssi",   "ssn",  "ssos",
      "sst",   "sstp", "st",   "sth",    "stp",    "str",  "strkeb", "sy",   "ssy"};
  return degrees.count(letters) != 0;
}

// Written short on papers; the sound of the whole word is the same for both.
const std::map<absl::string_view, absl::string_view>& WrittenOut() {
  static const auto& words = *new std::map<absl::string_view, absl::string_view>{
      {"moh", "muhammad"}, {"mohd", "muhammad"}, {"muh", "muhammad"},  {"muhd", "muhammad"},
      {"mhd", "muhammad"}, {"moch", "muhammad"}, {"much", "muhammad"}, {"md", "muhammad"},
      {"ach", "ahmad"},    {"akh", "ahmad"},     {"ahm", "ahmad"},     {"abd", "abdul"},
      {"abdur", "abdul"},  {"abdus", "abdul"},   {"abdu", "abdul"},    {"abdun", "abdul"},
      {"abdud", "abdul"},  {"st", "siti"},       {"sitti", "siti"}};
  return words;
}

bool IsVowel(char c) {
  return c == 'a' || c == 'i' || c == 'u' || c == 'e' || c == 'o';
}

// Small letters of `token`; marks and what is not ASCII are left out.
std::string Letters(absl::string_view token) {
  std::string letters;
  for (const char c : token) {
    if (absl::ascii_isalpha(static_cast<unsigned char>(c))) {
      letters.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
    }
  }
  return letters;
}

// `name` without what is in parentheses, its hyphens and slashes as spaces.
std::string Plain(absl::string_view name) {
  std::string plain;
  int depth = 0;
  for (const char c : name) {
    if (c == '(') ++depth;
    if (depth == 0) plain.push_back(c == '-' || c == '/' || c == '_' ? ' ' : c);
    if (c == ')' && depth > 0) --depth;
  }
  return plain;
}

// The pieces of a token between its dots: `S`, `Pd` of `S.Pd.`
std::vector<std::string> Pieces(absl::string_view token) {
  std::vector<std::string> pieces;
  for (const absl::string_view piece : absl::StrSplit(token, '.')) {
    if (std::string letters = Letters(piece); !letters.empty()) pieces.push_back(std::move(letters));
  }
  return pieces;
}

void AddWord(std::string letters, bool is_first, std::vector<NameWord>& words) {
  if (letters == "bin" || letters == "binti") return;
  // `M. Rizki` is Muhammad Rizki.
  if (is_first && letters == "m") letters = "muhammad";
  if (const auto whole = WrittenOut().find(letters); whole != WrittenOut().end())
    letters = std::string(whole->second);
  std::string sound = letters.size() == 1 ? letters : Sound(letters);
  words.push_back({std::move(letters), std::move(sound)});
}

std::vector<NameWord> Split(absl::string_view name, bool without_titles) {
  std::vector<NameWord> words;
  bool after_comma = false;
  for (const absl::string_view part : absl::StrSplit(name, ',')) {
    for (const absl::string_view token : absl::StrSplit(part, absl::ByAnyChar(" \t"), absl::SkipEmpty())) {
      const std::string letters = Letters(token);
      if (letters.empty()) continue;
      const bool has_dot = absl::StrContains(token, '.');
      if (without_titles) {
        if (words.empty() && Titles().count(letters) != 0) continue;
        if ((has_dot || after_comma) && IsDegree(letters) && !(words.empty() && !after_comma)) continue;
      }
      for (std::string& piece : Pieces(token)) {
        if (without_titles && words.empty() && has_dot && Titles().count(piece) != 0) continue;
        AddWord(std::move(piece), words.empty(), words);
      }
    }
    after_comma = true;
  }
  return words;
}

// Letters that stand for one of ours, from the first that fits; longer ones first.
constexpr std::pair<absl::string_view, absl::string_view> kLetters[] = {
    {"sch", "s"}, {"tsz", "s"}, {"oe", "u"}, {"ou", "u"}, {"oo", "u"}, {"au", "u"}, {"ao", "u"}, {"ie", "i"},
    {"ee", "i"},  {"ai", "i"},  {"ae", "i"}, {"ei", "i"}, {"oi", "i"}, {"dj", "j"}, {"tj", "c"}, {"sj", "s"},
    {"sy", "s"},  {"sh", "s"},  {"ts", "s"}, {"dz", "s"}, {"kh", "h"}, {"ch", "h"}, {"ph", "p"}, {"qu", "k"},
    {"th", "t"},  {"dh", "d"},  {"bh", "b"}, {"gh", "g"}, {"dl", "l"}, {"e", "i"},  {"o", "u"},  {"z", "s"},
    {"f", "p"},   {"v", "p"},   {"q", "k"},  {"x", "s"}};

std::string OneLetterEach(absl::string_view word) {
  std::string letters;
  for (std::size_t at = 0; at < word.size();) {
    const absl::string_view rest = word.substr(at);
    const auto found = std::find_if(std::begin(kLetters), std::end(kLetters),
                                    [&](const auto& entry) { return absl::StartsWith(rest, entry.first); });
    if (found == std::end(kLetters)) {
      letters.push_back(rest.front());
      ++at;
    } else {
      absl::StrAppend(&letters, found->second);
      at += found->first.size();
    }
  }
  return letters;
}

// A y between vowels or at the start is a j, any other an i.
void PlaceY(std::string& letters) {
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (letters[i] != 'y') continue;
    const bool before_vowel = i + 1 < letters.size() && IsVowel(letters[i + 1]);
    const bool after_vowel = i > 0 && IsVowel(letters[i - 1]);
    letters[i] = before_vowel && (i == 0 || (after_vowel && letters[i - 1] != 'i')) ? 'j' : 'i';
  }
}

// FNV-1a, big-endian: the same in every process and release. Two that meet cost a look, no more.
std::string StableHash(absl::string_view text) {
  std::uint64_t hash = 14695981039346656037u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(hash >> shift & 0xff));
  return bytes;
}

template <class T>
void SortWithoutRepeats(std::vector<T>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

}  // namespace

std::vector<NameWord> NameWords(absl::string_view name) {
  const std::string plain = Plain(name);
  std::vector<NameWord> words = Split(plain, /*without_titles=*/true);
  if (words.empty()) words = Split(plain, /*without_titles=*/false);
  words.resize(std::min(words.size(), kNameWords));
  return words;
}

std::string Sound(absl::string_view word) {
  std::string letters = OneLetterEach(word);
  PlaceY(letters);
  std::string sound;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (letters[i] == 'h' && i > 0) continue;  // hardly heard: Muhammad, Fatimah
    if (!sound.empty() && sound.back() == letters[i]) continue;
    sound.push_back(letters[i]);
  }
  if (sound.size() > 1) {
    // Voiced at the end sounds voiceless: Ahmad, Ahmat.
    if (sound.back() == 'd') sound.back() = 't';
    if (sound.back() == 'b') sound.back() = 'p';
    if (sound.back() == 'g' && sound[sound.size() - 2] != 'n') sound.back() = 'k';
  }
  constexpr std::size_t kLongest = 24;
  return sound.substr(0, kLongest);
}

std::string NameKey(absl::string_view sound) {
  return StableHash(sound);
}

std::string NameKey(absl::string_view sound, absl::string_view other) {
  return NameKey(sound < other ? absl::StrCat(sound, " ", other) : absl::StrCat(other, " ", sound));
}

std::vector<std::string> NameKeys(const std::vector<NameWord>& words) {
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < words.size(); ++i) {
    keys.push_back(NameKey(words[i].sound));
    for (std::size_t j = 0; j < i; ++j) keys.push_back(NameKey(words[i].sound, words[j].sound));
  }
  SortWithoutRepeats(keys);
  return keys;
}

std::string Initials(const std::vector<NameWord>& words) {
  std::string initials;
  for (const NameWord& word : words) initials.push_back(word.text.front());
  return initials;
}

std::vector<std::string> Spellings(absl::string_view sound) {
  std::vector<std::string> spellings = {std::string(sound)};
  if (sound.size() < 3) return spellings;
  for (std::size_t i = 0; i < sound.size(); ++i) {
    spellings.push_back(absl::StrCat(sound.substr(0, i), sound.substr(i + 1)));
  }
  std::string consonants = "#";
  for (const char c : sound) {
    if (!IsVowel(c)) consonants.push_back(c);
  }
  if (consonants.size() > 2) spellings.push_back(std::move(consonants));
  SortWithoutRepeats(spellings);
  return spellings;
}

}  // namespace dukcapil::population
