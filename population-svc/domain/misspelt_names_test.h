// For tests and the benchmark of the search by name: names as they are spread in an Indonesian regency, and
// what a clerk types for them.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"

namespace dukcapil::population {

// Seeded: the same names in every run. Frequencies fall as those of real names do (Zipf); a tenth of the
// words is of a long tail of names that few bear.
class NameMaker {
 public:
  explicit NameMaker(std::uint32_t seed) : random_(seed) {}

  // One to four words; most have two or three.
  std::string Name() {
    const bool is_female = Chance(50);
    std::vector<std::string> words = {Given(is_female)};
    const int shape = Below(100);
    const int more = shape < 10 ? 0 : shape < 62 ? 1 : shape < 93 ? 2 : 3;
    for (int i = 0; i < more; ++i) {
      words.push_back(i + 1 < more && Chance(60) ? Given(is_female) : Pick(Family()));
    }
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return absl::StrJoin(words, " ");
  }

  // `name` with one thing wrong, seldom two.
  std::string Misspell(const std::string& name) {
    std::string typed = Wrong(name);
    return Chance(12) ? Typo(typed) : typed;
  }

  int Below(int end) { return std::uniform_int_distribution<int>(0, end - 1)(random_); }
  bool Chance(int percent) { return Below(100) < percent; }

 private:
  using List = std::vector<const char*>;

  static const List& Male() {
    static const auto& names = *new List{
        "Muhammad", "Ahmad",     "Agus",        "Budi",    "Andi",   "Dedi",    "Rizki",   "Eko",
        "Hendra",   "Joko",      "Abdul",       "Bambang", "Rudi",   "Yusuf",   "Iwan",    "Heri",
        "Sutrisno", "Slamet",    "Suyanto",     "Arif",    "Doni",   "Fajar",   "Ilham",   "Rahmat",
        "Syaiful",  "Taufik",    "Zainal",      "Hasan",   "Husin",  "Dwi",     "Tri",     "Nur",
        "Surya",    "Yudi",      "Wahyu",       "Feri",    "Firman", "Irfan",   "Indra",   "Gunawan",
        "Sugeng",   "Supriyadi", "Sumarno",     "Untung",  "Usman",  "Ridwan",  "Reza",    "Rian",
        "Robi",     "Khairul",   "Chandra",     "Dimas",   "Bayu",   "Aditya",  "Alfian",  "Anton",
        "Edi",      "Febri",     "Galih",       "Hadi",    "Imam",   "Jamal",   "Karim",   "Lukman",
        "Maman",    "Nanda",     "Oki",         "Parman",  "Rusdi",  "Solihin", "Tarmizi", "Wawan",
        "Yanto",    "Zulkifli",  "Djamaluddin", "Mansyur", "Marwan", "Mulyono", "Nasrun",  "Syamsul"};
    return names;
  }
  static const List& Female() {
    static const auto& names = *new List{
        "Siti",     "Sri",      "Nur",     "Dewi",    "Ani",     "Fitri", "Rina",  "Yuni",      "Ratna",
        "Endang",   "Eka",      "Lestari", "Aisyah",  "Fatimah", "Nurul", "Wati",  "Yanti",     "Tuti",
        "Sulastri", "Suryani",  "Indah",   "Intan",   "Putri",   "Maya",  "Lilis", "Rini",      "Susi",
        "Umi",      "Zahra",    "Wahyuni", "Desi",    "Dian",    "Elvi",  "Erna",  "Evi",       "Gita",
        "Hartati",  "Ida",      "Ika",     "Juwita",  "Kartini", "Laila", "Leni",  "Linda",     "Mariana",
        "Mega",     "Meli",     "Mira",    "Murni",   "Nadia",   "Nia",   "Novi",  "Nurhayati", "Oktavia",
        "Reni",     "Rosita",   "Rohani",  "Rukmini", "Salma",   "Sari",  "Selvi", "Sinta",     "Sumiati",
        "Tina",     "Tri",      "Vera",    "Vivi",    "Winda",   "Yeni",  "Yulia", "Zubaidah",  "Khadijah",
        "Halimah",  "Maimunah", "Rahma",   "Aulia",   "Citra",   "Bunga", "Ayu",   "Anisa"};
    return names;
  }
  static const List& Second() {
    static const auto& names =
        *new List{"Santoso", "Saputra",     "Setiawan",  "Hidayat",    "Wijaya",     "Susanto",  "Kurniawan",
                  "Nugroho", "Pratama",     "Rahayu",    "Wulandari",  "Handayani",  "Utami",    "Lestari",
                  "Puspita", "Anggraini",   "Safitri",   "Permata",    "Siregar",    "Harahap",  "Nasution",
                  "Lubis",   "Simanjuntak", "Sitompul",  "Situmorang", "Hutapea",    "Tanjung",  "Efendi",
                  "Irawan",  "Firmansyah",  "Ramadhan",  "Maulana",    "Hakim",      "Rahman",   "Rasyid",
                  "Aziz",    "Fauzi",       "Syahputra", "Gunawan",    "Hermawan",   "Suryadi",  "Mulyadi",
                  "Hartono", "Suharto",     "Sudirman",  "Prasetyo",   "Purnomo",    "Wibowo",   "Yulianto",
                  "Cahyono", "Darmawan",    "Firdaus",   "Hasibuan",   "Iskandar",   "Jayadi",   "Kusuma",
                  "Laksono", "Mahendra",    "Nugraha",   "Oktaviani",  "Pangestu",   "Qomariah", "Rosadi",
                  "Sanjaya", "Tarigan",     "Usmani",    "Valentino",  "Wardani",    "Yusnita",  "Zulaikha",
                  "Amelia",  "Azzahra",     "Fadillah",  "Hasanah",    "Khasanah",   "Mardiana", "Nuraini",
                  "Pertiwi", "Rismawati",   "Sundari",   "Tarmizi",    "Widyastuti", "Yulianti", "Zakaria",
                  "Sitorus", "Manurung",    "Pakpahan",  "Marpaung",   "Nainggolan", "Sinaga"};
    return names;
  }

  const std::vector<std::string>& Family() {
    static const auto& names = *new std::vector<std::string>(Second().begin(), Second().end());
    return names;
  }

  // By rank: the tenth is a tenth as frequent as the first, a little flatter.
  template <class T>
  std::string Pick(const std::vector<T>& names) {
    if (Chance(10)) return Rare();
    double sum = 0;
    for (std::size_t i = 0; i < names.size(); ++i) sum += 1 / std::pow(static_cast<double>(i) + 3, 0.8);
    double left = std::uniform_real_distribution<double>(0, sum)(random_);
    for (std::size_t i = 0; i < names.size(); ++i) {
      left -= 1 / std::pow(static_cast<double>(i) + 3, 0.8);
      if (left <= 0) return std::string(names[i]);
    }
    return std::string(names.back());
  }
  std::string Given(bool is_female) { return Pick(is_female ? Female() : Male()); }

  // A name of two to four syllables that hardly anybody else has.
  std::string Rare() {
    static const auto& starts =
        *new List{"b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w", "y", "sy", "ny"};
    static const auto& ends = *new List{"", "", "n", "r", "s", "ng", "l"};
    std::string word;
    const int syllables = 2 + Below(3);
    for (int i = 0; i < syllables; ++i) {
      word += starts[static_cast<std::size_t>(Below(static_cast<int>(starts.size())))];
      word += "aaiueo"[Below(6)];
      word += i + 1 < syllables ? "" : ends[static_cast<std::size_t>(Below(static_cast<int>(ends.size())))];
    }
    word[0] = absl::ascii_toupper(static_cast<unsigned char>(word[0]));
    return word;
  }

  std::string Wrong(const std::string& name) {
    const int kind = Below(100);
    std::vector<std::string> words = absl::StrSplit(name, ' ');
    if (kind < 50) return Typo(name);
    if (kind < 75) return OtherSpelling(name);
    if (kind < 85 && words.size() > 1) {
      words.front() =
          words.front() == "Muhammad" ? (Chance(50) ? "Moh." : "M.") : words.front().substr(0, 1) + ".";
      return absl::StrJoin(words, " ");
    }
    if (kind < 93 && words.size() > 2) {
      words.pop_back();
      return absl::StrJoin(words, " ");
    }
    if (kind < 97 && words.size() > 1) {
      std::swap(words.front(), words.back());
      return absl::StrJoin(words, " ");
    }
    return "H. " + Typo(name) + ", S.Pd.";
  }

  // One of several spellings of a sound in `name`; a typo where there is none.
  std::string OtherSpelling(const std::string& name) {
    static const auto& pairs = *new std::vector<std::pair<const char*, const char*>>{{"u", "oe"},
                                                                                     {"j", "dj"},
                                                                                     {"c", "tj"},
                                                                                     {"y", "j"},
                                                                                     {"kh", "ch"},
                                                                                     {"sy", "sj"},
                                                                                     {"Muhammad", "Mohamad"},
                                                                                     {"Ahmad", "Achmad"},
                                                                                     {"i", "y"},
                                                                                     {"f", "v"},
                                                                                     {"f", "p"},
                                                                                     {"d", "t"},
                                                                                     {"h", ""},
                                                                                     {"z", "s"},
                                                                                     {"k", "q"},
                                                                                     {"ai", "ae"},
                                                                                     {"o", "u"},
                                                                                     {"e", "i"},
                                                                                     {"dd", "d"},
                                                                                     {"mm", "m"},
                                                                                     {"n", "nn"},
                                                                                     {"s", "ss"}};
    const std::string small = absl::AsciiStrToLower(name);
    for (int tries = 0; tries < 20; ++tries) {
      const auto& [now, other] = pairs[static_cast<std::size_t>(Below(static_cast<int>(pairs.size())))];
      const std::size_t at = small.find(absl::AsciiStrToLower(now));
      if (at == std::string::npos) continue;
      const std::string typed = small.substr(0, at) + other + small.substr(at + std::string(now).size());
      if (typed != small) return typed;
    }
    return Typo(name);
  }

  // A letter more, less, swapped with the next, or the one beside it on the keys.
  std::string Typo(const std::string& name) {
    static const auto& rows = *new std::vector<std::string>{"qwertyuiop", "asdfghjkl", "zxcvbnm"};
    std::string typed = absl::AsciiStrToLower(name);
    std::size_t at = static_cast<std::size_t>(Below(static_cast<int>(typed.size())));
    if (typed[at] == ' ') ++at;
    std::string beside;
    for (const std::string& row : rows) {
      const std::size_t key = row.find(typed[at]);
      if (key == std::string::npos) continue;
      if (key > 0) beside.push_back(row[key - 1]);
      if (key + 1 < row.size()) beside.push_back(row[key + 1]);
    }
    const char other =
        beside.empty() ? 'a' : beside[static_cast<std::size_t>(Below(static_cast<int>(beside.size())))];
    switch (Below(4)) {
      case 0:
        typed.insert(at, 1, other);
        break;
      case 1:
        if (typed.size() > 4) typed.erase(at, 1);
        break;
      case 2:
        if (at + 1 < typed.size() && typed[at + 1] != ' ') std::swap(typed[at], typed[at + 1]);
        break;
      default:
        typed[at] = other;
    }
    return typed;
  }

  std::mt19937 random_;
};

}  // namespace dukcapil::population
