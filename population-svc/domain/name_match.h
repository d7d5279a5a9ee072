// How well a name fits what was asked for.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "population-svc/domain/name_key.h"

namespace dukcapil::population {

// Letters to insert, leave out, put in another's place or swap with their neighbour to make `b` of `a`
// (optimal string alignment, the restricted Damerau–Levenshtein distance).
int EditDistance(absl::string_view a, absl::string_view b);

// 1 for equal words, 0 for words with nothing in common. Words of one sound are above 0.9, an initial and a
// word that begins so are 0.6.
double WordScore(const NameWord& asked, const NameWord& found);

// 1 for a name of the same words in any order; less for each that is misspelt or missing.
double NameScore(const std::vector<NameWord>& asked, const std::vector<NameWord>& found);

// Of the sounds `known` here those that `sound` may stand for, the likeliest first, at most `limit`.
std::vector<std::string> LikelySounds(absl::string_view sound, const std::vector<std::string>& known,
                                      std::size_t limit);

}  // namespace dukcapil::population
