// Names as they are searched: spellings of one sound are one word, and a word is found with a letter wrong.
//
// Indonesian names are written in old and new spelling (Soekarno, Djoko, Tjahja), with foreign letters read
// as ours (Muhammad, Mohamad, Moch.), with titles before and degrees after. `NameWords` takes a name apart;
// the index keeps, by `NameKeys`, each word and each pair of words, so that a frequent word alone is never
// looked up where two are known.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace dukcapil::population {

struct NameWord {
  std::string text;   // as written, small letters a–z only: `moechamad`
  std::string sound;  // what spellings of one sound share: `muamat`; of an initial: its letter

  // `A.` of `A. Hidayat`: stands for any word that begins so.
  bool is_initial() const { return text.size() == 1; }
  bool operator==(const NameWord&) const = default;
};

// Of longer names only the first words are known.
inline constexpr std::size_t kNameWords = 4;

// The words of `name` in order, without titles and degrees, without `bin` and `binti`, abbreviations of the
// prophet's name and a few others written out, and without what is in parentheses. A name of nothing else
// keeps its words. The first kNameWords of them.
std::vector<NameWord> NameWords(absl::string_view name);

// The sound of a word of small letters.
std::string Sound(absl::string_view word);

// Under what a word, or two in any order, are indexed: 8 bytes.
std::string NameKey(absl::string_view sound);
std::string NameKey(absl::string_view sound, absl::string_view other);

// All keys of a name: of each word and of each pair, without repeats, sorted.
std::vector<std::string> NameKeys(const std::vector<NameWord>& words);

// First letters of the words, for who gives but an initial: `mr` of `Muhammad Rizki`.
std::string Initials(const std::vector<NameWord>& words);

// Under what a sound is kept and looked for, so that two sounds one wrong, missing, added or swapped letter
// apart, or different in their vowels alone, meet: itself, itself with each letter left out, its consonants.
// Sorted, no repeats.
std::vector<std::string> Spellings(absl::string_view sound);

}  // namespace dukcapil::population
